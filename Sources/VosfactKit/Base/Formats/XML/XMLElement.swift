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

  init(name: String, attributes: [Attribute], children: [XMLElement], text: String) {
    self.name = name
    self.attributes = attributes
    self.children = children
    self.text = text
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

  /// The children of this name.
  func all(_ name: String) -> [XMLElement] {
    children.filter { $0.name == name }
  }
}

/// Where and why bytes are not the XML that was expected.
struct XMLError: Error, Equatable {
  enum Reason: Equatable, Sendable {
    case unexpectedEnd
    case unexpectedByte
    /// An encoding other than UTF-8 and ISO 8859-1.
    case unknownEncoding
    case invalidUTF8
    /// A character that XML does not have, or that must be written otherwise.
    case invalidCharacter
    /// An entity other than the five that XML has of itself.
    case unknownEntity
    case duplicateAttribute
    /// The end of another element than the one that is open.
    case mismatchedEnd
    case nestedTooDeeply
    case tooManyElements
    case trailingBytes
  }

  let reason: Reason
  /// How many bytes come before the faulty one, in UTF-8.
  let offset: Int
}
