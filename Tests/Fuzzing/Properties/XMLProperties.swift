@testable import VosfactKit

/// What must hold of reading XML.
enum XMLProperties {
  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    guard let root = try? XMLElement(parsing: bytes) else { return }
    try require(depth(of: root) <= XMLReader.depthLimit, "elements nest to the limit")
    // Line ends that are written as they are read back as LF, so they are written as references.
    let written = Self.written(root)
    try require(
      (try? XMLElement(parsing: Array(written.utf8))) == root,
      "what is written reads as the same element")
  }

  private static func depth(of element: XMLElement) -> Int {
    1 + (element.children.map(depth).max() ?? 0)
  }

  /// The element with its text first: where it stood among the children is not kept.
  private static func written(_ element: XMLElement) -> String {
    let attributes = element.attributes.map { " \($0.name)='\(escaped($0.value))'" }.joined()
    let content = escaped(element.text) + element.children.map(written).joined()
    return "<\(element.name)\(attributes)>\(content)</\(element.name)>"
  }

  private static func escaped(_ text: String) -> String {
    text.unicodeScalars.map { scalar in
      switch scalar {
      case "<", "&", "'", "\r", "\n", "\t": "&#\(scalar.value);"
      default: String(Character(scalar))
      }
    }.joined()
  }
}
