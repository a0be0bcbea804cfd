import Glibc

/// A value that must not be seen: a key or a password. It prints itself as dots only.
package struct Secret: Equatable, Sendable {
  /// The value itself, for the one place that signs, verifies or sends with it.
  let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  package static func == (left: Secret, right: Secret) -> Bool {
    areEqualInConstantTime(left.bytes, right.bytes)
  }
}

extension Secret {
  /// Writes the value and a line end to an open file that nobody else may read; says whether all of it was
  /// written.
  package func writeLine(to descriptor: Int32) -> Bool {
    var rest = (bytes + [UInt8(ascii: "\n")])[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "••••" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
