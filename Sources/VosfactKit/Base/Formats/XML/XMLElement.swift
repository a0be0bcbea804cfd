/// An element of an XML document (XML 1.0, fifth edition), as providers' messages have them: elements,
/// attributes and text. Namespaces are not looked at.
struct XMLElement: Equatable, Sendable {
  let name: String
  /// Each name once, in the order written.
  let attributes: [Attribute]
  let children: [XMLElement]
  /// All the text directly inside, blanks between children included.
  let text: String

  struct Attribute: Equatable, Sendable {
    let name: String
    let value: String
  }

  /// The value of the attribute of this name.
  func attribute(_ name: String) -> String? {
    attributes.first { $0.name.hasBytes(of: name) }?.value
  }

  /// The only child of this name; `nil` if there is none, or if there are several.
  func only(_ name: String) -> XMLElement? {
    var only: XMLElement?
    for child in children where child.name.hasBytes(of: name) {
      guard only == nil else { return nil }
      only = child
    }
    return only
  }
}

extension XMLElement {
  /// The root element of a document.
  ///
  /// A document type, processing instructions and CDATA are refused: no provider sends them, and they are what
  /// attacks on readers of XML are made of.
  ///
  /// - Throws: `XMLError`.
  init(parsing bytes: [UInt8]) throws(XMLError) {
    var reader = try XMLReader(bytes)
    self = try reader.document()
  }
}

/// Bytes are not the XML that was expected; nobody is told where, or why.
struct XMLError: Error {}
