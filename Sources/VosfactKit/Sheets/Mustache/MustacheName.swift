/// A name in a template, or of a value, as numbers.
///
/// Names are compared many times for each value that a page shows.
struct MustacheName: Equatable, Sendable {
  /// The length of the name and its first bytes, and then eight bytes each.
  private let start: UInt64
  private let rest: (UInt64, UInt64, UInt64)

  /// No value has a name of more bytes.
  static let longest = 30

  /// A name that no value has.
  static let unknown = MustacheName(start: .max, rest: (0, 0, 0))

  private init(start: UInt64, rest: (UInt64, UInt64, UInt64)) {
    self.start = start
    self.rest = rest
  }

  init(_ text: String) {
    guard text.utf8.count <= Self.longest else {
      self = .unknown
      return
    }
    var start = UInt64(text.utf8.count)
    var rest: (UInt64, UInt64, UInt64) = (0, 0, 0)
    for (place, byte) in text.utf8.enumerated() {
      switch place {
      case ..<6: start = start << 8 | UInt64(byte)
      case ..<14: rest.0 = rest.0 << 8 | UInt64(byte)
      case ..<22: rest.1 = rest.1 << 8 | UInt64(byte)
      default: rest.2 = rest.2 << 8 | UInt64(byte)
      }
    }
    self.init(start: start, rest: rest)
  }

  static func == (left: MustacheName, right: MustacheName) -> Bool {
    left.start == right.start && left.rest == right.rest
  }
}

/// The names of an object's values, in the order of the values. Objects of one kind share theirs.
struct MustacheNames: Sendable, ExpressibleByArrayLiteral {
  private let names: [MustacheName]

  init(_ texts: [String]) {
    self.init(texts.map { MustacheName($0) })
  }

  private init(_ names: [MustacheName]) {
    precondition(!names.contains(.unknown), "names are short")
    self.names = names
  }

  var count: Int { names.count }

  /// Where `name` stands first.
  func index(of name: MustacheName) -> Int? {
    for index in names.indices where names[index] == name { return index }
    return nil
  }

  static func + (left: MustacheNames, right: MustacheNames) -> MustacheNames {
    MustacheNames(left.names + right.names)
  }

  init(arrayLiteral texts: String...) {
    self.init(texts)
  }
}
