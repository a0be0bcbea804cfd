package import Localization

/// The template that documents are made by.
package struct DocumentTemplate: Sendable {
  let mustache: Mustache

  /// The program's own.
  package static func builtIn() throws(Fault) -> DocumentTemplate {
    DocumentTemplate(mustache: try Mustache(source, named: "vosfact", parts: ["style": style]))
  }

  /// The template in the file at `path`; it may take in the built-in style as a part.
  ///
  /// It throws `Fault`, with the line that is wrong if one is.
  package init(path: String) throws {
    let bytes = try BoundedFile.content(of: path, limit: Mustache.sourceLimit)
    mustache = try Mustache(bytes: bytes, named: path, parts: ["style": Self.style])
  }

  private init(mustache: Mustache) {
    self.mustache = mustache
  }

  /// The template that the settings name, or the built-in one. It throws as `init(path:)` does.
  package init(_ settings: Settings) throws {
    if let path = try settings.value(.documentTemplate) {
      try self.init(path: path)
    } else {
      self = try .builtIn()
    }
  }
}

extension SettingType<String> {
  /// The absolute path of a template.
  static let template = SettingType.file(
    en: "the absolute path of a template, as 'vosfact invoice template' writes one",
    fr: "le chemin absolu d’un modèle, comme en écrit « vosfact invoice template »"
  ) { _ = try DocumentTemplate(path: $0) }
}
