/// What a template's names stand for: the small world of values that templates know.
///
/// Whatever a person reads is made before: amounts and dates are texts here.
package enum MustacheValue: Sendable, ExpressibleByDictionaryLiteral {
  /// Nothing; a section of it is left out.
  case null
  case boolean(Bool)
  /// A text; a section of an empty one is left out.
  case text(String)
  /// Values that a section is repeated for.
  case list([MustacheValue])
  /// Values by their names; a section of it looks up names in it first.
  case object(MustacheObject)

  /// A text, or nothing.
  package static func optional(_ text: String?) -> MustacheValue {
    text.map { .text($0) } ?? .null
  }

  /// An object with a value for each of `names`, in their order.
  static func object(_ names: MustacheNames, _ values: MustacheValue...) -> MustacheValue {
    .object(MustacheObject(names, values))
  }

  /// Whether a section of the value is rendered, and an inverted one is not.
  var isShown: Bool {
    switch self {
    case .null: false
    case .boolean(let isTrue): isTrue
    case .text(let text): !text.isEmpty
    case .list(let values): !values.isEmpty
    case .object: true
    }
  }

  package init(dictionaryLiteral members: (String, MustacheValue)...) {
    self = .object(MustacheObject(members))
  }
}

/// Values by their names. There are few of them: a walk through the names is quicker than hashing one.
package struct MustacheObject: Sendable {
  private let names: MustacheNames
  private let values: [MustacheValue]

  static let empty = MustacheObject([], [])

  package init(_ members: [(String, MustacheValue)]) {
    self.init(MustacheNames(members.map { $0.0 }), members.map { $0.1 })
  }

  /// - Parameter values: one for each of `names`, in their order.
  init(_ names: MustacheNames, _ values: [MustacheValue]) {
    precondition(names.count == values.count, "as many values as names")
    self.names = names
    self.values = values
  }

  /// The value of the first member that has this name.
  subscript(name: MustacheName) -> MustacheValue? {
    names.index(of: name).map { values[$0] }
  }
}
