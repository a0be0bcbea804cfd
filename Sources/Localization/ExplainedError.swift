/// An error that explains itself to a person: one line that says what, why, and what to do, its parts
/// separated by semicolons. It never holds a secret or a value bound to a statement.
public protocol ExplainedError: Error, CustomStringConvertible {
  /// The line, in every language.
  var text: Text { get }
}

extension ExplainedError {
  /// The line in English, for logs and for the tests' failure messages.
  public var description: String { text.en }
}
