extension JSONValue {
  /// The string, or null where there is none.
  static func optional(_ text: String?) -> JSONValue {
    text.map { .string($0) } ?? .null
  }
}
