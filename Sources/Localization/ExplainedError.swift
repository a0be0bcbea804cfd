/// An error that explains itself to a person: one line that says what, why, and what to do, its parts
/// separated by semicolons. It never holds a secret or a value bound to a statement.
package protocol ExplainedError: Error, CustomStringConvertible {
  /// What kind of thing went wrong.
  var nature: FaultNature { get }
  /// The line, in every language.
  var text: Text { get }
}

extension ExplainedError {
  /// The line in English, for logs and for the tests' failure messages.
  package var description: String { text.en }
}

/// What went wrong where nobody asks which fault it is, only what kind and in which words.
///
/// It is made by a static function at the place that knows it; what somebody matches is an enumeration of its own.
package struct Fault: ExplainedError, Equatable {
  package let nature: FaultNature
  package let text: Text

  package init(_ nature: FaultNature, en: String, fr: String) {
    self.init(nature, Text(en: en, fr: fr))
  }

  package init(_ nature: FaultNature, _ text: Text) {
    self.nature = nature
    self.text = text
  }
}
