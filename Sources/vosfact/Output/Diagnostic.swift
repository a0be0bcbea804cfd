import CommandLineKit
import Localization
import VosfactKit

/// What is told on standard error: an error, or a warning that the work went on after.
struct Diagnostic {
  /// A place in a file that was read.
  struct Place: Equatable {
    let file: String
    var line: Int?
    /// The field of a document, as `positions[0].tax`.
    var field: String?
  }

  /// What; why; what to do.
  let text: Text
  /// What the command ends with because of it; `nil` for a warning.
  let code: ExitCode?
  let place: Place?

  /// A warning.
  init(warning text: Text, at place: Place? = nil) {
    self.init(text, code: nil, at: place)
  }

  init(_ text: Text, code: ExitCode?, at place: Place? = nil) {
    self.text = text
    self.code = code
    self.place = place
  }

  /// What is told of `error`; one that cannot explain itself is a fault of the program.
  init(_ error: any Error) {
    self.init(
      (error as? any ExplainedError)?.text ?? Text(verbatim: "\(error)".shown),
      code: ExitCode(of: error), at: (error as? PlacedFault)?.place)
  }

  /// The line for people, as compilers write theirs: `documents.json:12: paid: what; why; what to do`.
  var line: Text {
    guard let place else { return text }
    let file = place.file.shown
    let parts = [place.line.map { "\(file):\($0)" }, place.field].compactMap(\.self)
    guard !parts.isEmpty else {
      return Text(en: "\(file): \(text.en)", fr: "\(file) : \(text.fr)")
    }
    let prefix = parts.joined(separator: ": ")
    guard code == nil else {
      return Text(en: "\(prefix): \(text.en)", fr: "\(prefix): \(text.fr)")
    }
    return Text(en: "\(prefix): warning: \(text.en)", fr: "\(prefix): avertissement : \(text.fr)")
  }

  /// The object for scripts, whose members are always there.
  func json(_ language: Language) -> JSONValue {
    var members: [JSONMember] = []
    if let code {
      members = [
        JSONMember("code", .integer(code.rawValue)), JSONMember("name", .string(code.name)),
      ]
    }
    members += [
      JSONMember("message", .string(text[language])),
      JSONMember("file", place.map { .string($0.file) } ?? .null),
      JSONMember("line", place?.line.map { .integer($0) } ?? .null),
      JSONMember("field", place?.field.map { .string($0) } ?? .null),
    ]
    return [code == nil ? "warning" : "error": .object(members)]
  }
}
