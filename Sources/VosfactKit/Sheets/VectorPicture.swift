/// Vector graphics (SVG 2) that are nothing but a picture: no scripts, and nothing from outside.
enum VectorPicture {
  /// Why bytes are no such picture.
  enum Fault: Error, Equatable {
    /// No SVG, or one with a document type, entities, CDATA or processing instructions.
    case notSVG
    /// What it holds beyond a picture.
    case active(String)
  }

  /// Elements that run, load or lead elsewhere, by their names without prefix.
  private static let refused: Set<String> = [
    "script", "handler", "listener", "foreignobject", "iframe", "frame", "embed", "object", "image",
    "feimage", "a", "animate", "animatemotion", "animatetransform", "set", "discard", "audio",
    "video", "link", "base", "meta", "html",
  ]

  static func check(_ bytes: [UInt8]) throws(Fault) {
    let root: XMLElement
    do {
      root = try XMLElement(parsing: bytes)
    } catch {
      throw .notSVG
    }
    guard root.name.localName == "svg" else { throw .notSVG }
    try check(root)
  }

  private static func check(_ element: XMLElement) throws(Fault) {
    let name = element.name.localName
    guard !refused.contains(name) else { throw .active("<\(name)>") }
    if name == "style" { try check(style: element.text) }
    for attribute in element.attributes {
      let name = attribute.name.localName
      // Names of namespaces are addresses that nothing fetches.
      guard !attribute.name.hasPrefix("xmlns") else { continue }
      guard !name.hasPrefix("on") else { throw .active(name) }
      if name == "href" || name == "src" {
        guard attribute.value.hasPrefix("#") else { throw .active(name) }
      }
      try check(style: attribute.value)
    }
    for child in element.children { try check(child) }
  }

  /// Whether a style, or an attribute that may hold one, refers to nothing but parts of the picture itself.
  private static func check(style: String) throws(Fault) {
    let text = style.lowercased()
    guard !text.contains("\\"), !text.contains("@import"), !text.contains("javascript:") else {
      throw .active("@import")
    }
    for reference in text.split(separator: "url(", omittingEmptySubsequences: false).dropFirst() {
      let target = reference.drop { " \t\n\r\"'".contains($0) }
      guard target.hasPrefix("#") else { throw .active("url()") }
    }
  }
}

extension String {
  /// The name without its namespace's prefix, in lower case.
  fileprivate var localName: String {
    (split(separator: ":").last.map(String.init) ?? self).lowercased()
  }
}
