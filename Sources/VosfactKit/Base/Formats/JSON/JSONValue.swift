/// A JSON value (RFC 8259) that keeps what was written: members in their order, and numbers as their
/// literals, so that an amount stays exact and an integer of any length does no harm.
///
/// Two values are equal when they are alike member by member in the same order and number literal by
/// literal: `1.0` is not `1`.
package enum JSONValue: Equatable, Sendable {
  case null
  case bool(Bool)
  /// A number as the literal that RFC 8259, section 6 describes; it is written as it is.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([JSONMember])

  /// The number `value`.
  package static func integer(_ value: some BinaryInteger) -> JSONValue {
    .number(String(value))
  }
}

/// A name and its value in a JSON object.
package struct JSONMember: Equatable, Sendable {
  package let name: String
  package let value: JSONValue

  package init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue {
  /// The value of the member called `name`; nil for an absent member and for what is no object.
  ///
  /// Names are the same when their bytes are (RFC 8259, section 8.3): U+212A, which Unicode holds
  /// equivalent to `K`, does not pass for it.
  package subscript(_ name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    // Documents have dozens of members, and most are asked for: a span looks at them where they are.
    let span = members.span
    for index in span.indices where span[index].name.hasBytes(of: name) {
      return span[index].value
    }
    return nil
  }

  /// The text of a string; nil for every other value.
  package var string: String? {
    if case .string(let text) = self { text } else { nil }
  }

  /// The integer that a number's literal writes, without fraction or exponent and within 64 bits; nil
  /// for every other value.
  package var int64: Int64? {
    if case .number(let literal) = self { Int64(literal) } else { nil }
  }

  /// The truth value of `true` and `false`; nil for every other value.
  package var bool: Bool? {
    if case .bool(let value) = self { value } else { nil }
  }

  /// The elements of an array; nil for every other value.
  package var array: [JSONValue]? {
    if case .array(let elements) = self { elements } else { nil }
  }

  /// The members of an object, in their order; nil for every other value.
  package var members: [JSONMember]? {
    if case .object(let members) = self { members } else { nil }
  }
}

extension JSONValue: ExpressibleByNilLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral, ExpressibleByStringLiteral, ExpressibleByArrayLiteral,
  ExpressibleByDictionaryLiteral
{
  package init(nilLiteral: ()) { self = .null }

  package init(booleanLiteral value: Bool) { self = .bool(value) }

  package init(integerLiteral value: Int64) { self = .integer(value) }

  package init(stringLiteral value: String) { self = .string(value) }

  package init(arrayLiteral elements: JSONValue...) { self = .array(elements) }

  /// An object of the literal's members, in the order written.
  package init(dictionaryLiteral members: (String, JSONValue)...) {
    self = .object(members.map { JSONMember($0.0, $0.1) })
  }
}
