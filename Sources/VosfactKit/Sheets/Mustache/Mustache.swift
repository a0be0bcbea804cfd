package import Localization

/// A template in Mustache's syntax (mustache(5)): text with tags in it that name values, and no more logic
/// than to leave parts out and to repeat them.
///
/// Variables, sections, inverted sections, comments, parts and set delimiters are known; lambdas and
/// inheritance are not. Parts come from the program: a template reads no file, and none holds itself.
package struct Mustache: Sendable {
  /// What happens to values at output, unless a tag asks for them as they are.
  package enum Escaping: Sendable {
    /// They are escaped for HTML.
    case html
    /// They stand as they are: the result is plain text.
    case none
  }

  private let steps: MustacheSteps
  private let file: String
  private let escaping: Escaping

  /// How many bytes a template may have.
  static let sourceLimit = 1 << 20
  /// How many bytes a result may have.
  static let resultLimit = 32 << 20

  /// - Parameters:
  ///   - source: the template's text.
  ///   - file: what errors name it by.
  ///   - parts: the texts that `{{>name}}` takes in.
  /// - Throws: `Fault` with the line of the first fault.
  package init(
    _ source: String, named file: String, escaping: Escaping = .html, parts: [String: String] = [:]
  ) throws(Fault) {
    var parser = MustacheParser(source: Array(source.utf8), file: file, parts: parts)
    steps = try parser.parse()
    self.file = file
    self.escaping = escaping
  }

  /// The template in a file's bytes.
  ///
  /// - Throws: `Fault`, also if they are not UTF-8.
  package init(
    bytes: [UInt8], named file: String, escaping: Escaping = .html, parts: [String: String] = [:]
  ) throws(Fault) {
    guard let source = String(validating: bytes, as: UTF8.self) else {
      let valid = String(decoding: bytes, as: UTF8.self).prefix { $0 != "\u{FFFD}" }
      throw .inTemplate(
        file, line: valid.utf8.lineNumber, en: "not UTF-8; save the template as UTF-8",
        fr: "ce n’est pas de l’UTF-8 ; enregistrez le modèle en UTF-8")
    }
    try self.init(source, named: file, escaping: escaping, parts: parts)
  }

  /// The template's text with the values that `value` has for its names; a name that it has not is nothing.
  ///
  /// - Throws: `Fault` if it is too long.
  package func render(_ value: MustacheValue) throws(Fault) -> String {
    var bytes: [UInt8] = []
    try render(value, into: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Whether a tag of the template names `name`, or something in it.
  func names(_ name: String) -> Bool {
    steps.names.contains(MustacheName(name))
  }

  /// Appends what `render(_:)` gives to `bytes`.
  func render(_ value: MustacheValue, into bytes: inout [UInt8]) throws(Fault) {
    var renderer = MustacheRenderer(
      steps, of: value, escaping: escaping, limit: bytes.count + Self.resultLimit)
    guard renderer.render(into: &bytes) else {
      throw .inTemplate(
        file, line: 1,
        en:
          "the result would have more than \(Self.resultLimit) bytes; look for sections within each other",
        fr: "le résultat dépasserait \(Self.resultLimit) octets ; cherchez des sections imbriquées")
    }
  }
}

extension Sequence<UInt8> {
  /// The number of the line that the bytes end on, counted from 1.
  fileprivate var lineNumber: Int { reduce(1) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) } }
}

extension Fault {
  /// What is wrong with a template, and what to do about it.
  ///
  /// - Parameters:
  ///   - file: its file, or its name.
  ///   - line: counted from 1.
  static func inTemplate(_ file: String, line: Int, en: String, fr: String) -> Fault {
    let place = "\(file.shown):\(line)"
    return Fault(.badValue, en: "\(place): \(en)", fr: "\(place): \(fr)")
  }
}
