import Localization

/// One of the secrets in the database: what it is called, what it must be to prove anything, and what sets another.
struct StoredSecret: Equatable, Sendable {
  /// What its rows are called.
  let name: String
  /// By what people know it: `payzen key`.
  let title: Text
  /// How many bytes it has at least, blanks around it not counted.
  let leastLength: Int
  /// The words that set another in its place, after `vosfact`.
  let command: [String]

  /// Accepts a value that can prove something: whoever guesses a blank or a short one signs as well as its owner.
  ///
  /// - Throws: `SecretError.blank` or `.tooShort`.
  func check(_ value: Secret) throws(SecretError) {
    let length = value.lengthWithoutBlanks
    guard length > 0 else { throw .blank }
    guard length >= leastLength else { throw .tooShort(least: leastLength) }
  }
}

extension Secret {
  /// How many bytes are left without the blanks before and after them; a part that is no UTF-8 counts for one.
  ///
  /// The value itself is used as it was given, as a passphrase may end in a space.
  fileprivate var lengthWithoutBlanks: Int {
    let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.isBlank }),
      let last = scalars.lastIndex(where: { !$0.isBlank })
    else { return 0 }
    return scalars[first...last].reduce(0) { length, scalar in
      length + (scalar == Self.noCharacter ? 1 : UTF8.width(scalar))
    }
  }

  /// What stands for bytes that are no UTF-8.
  private static let noCharacter: Unicode.Scalar = "\u{FFFD}"
}

extension Unicode.Scalar {
  /// Whether nothing is to be seen where it stands: white space, control characters, characters of no width.
  fileprivate var isBlank: Bool {
    if value > 0x20, value < 0x7F { return false }
    if properties.isWhitespace || properties.isDefaultIgnorableCodePoint { return true }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .spaceSeparator: return true
    // Braille without a dot.
    default: return value == 0x2800
    }
  }
}
