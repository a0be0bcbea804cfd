/// 64 random bits that stand for a document outside: in links and in JSON, as 16 hexadecimal digits.
package struct PublicID: RawRepresentable, Hashable, Sendable, Bindable, CustomStringConvertible {
  package let rawValue: Int64

  package init(rawValue: Int64) {
    self.rawValue = rawValue
  }

  init?(_ text: some StringProtocol) {
    guard text.utf8.count == 16, let bytes = [UInt8](hexadecimal: text) else { return nil }
    self.init(bytes: bytes)
  }

  /// The id that 8 bytes stand for, the highest first.
  init(bytes: some Sequence<UInt8>) {
    rawValue = Int64(truncatingIfNeeded: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }

  var bytes: [UInt8] { withUnsafeBytes(of: rawValue.bigEndian) { Array($0) } }

  package var description: String { bytes.hexadecimal }
}
