/// What a shell may offer where a value or an operand is typed, besides the choices declared for it.
package enum Completion: Equatable, Hashable, Sendable {
  /// Nothing: the value is free.
  case none
  /// The name of a file.
  case file
  /// A list, named here, that the program itself answers when asked, such as `documents`.
  case query(String)
}
