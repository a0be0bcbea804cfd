/// A value that must not be seen: a key or a password. It prints itself as dots only.
package struct Secret: Equatable, Sendable {
  /// The value itself, for the one place that signs, verifies or sends with it.
  let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  /// The value as text, where it is sent as such.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  package static func == (left: Secret, right: Secret) -> Bool {
    areEqualInConstantTime(left.bytes, right.bytes)
  }

  /// Writes the value and a line end to a new file at `path`, which its owner alone may read, and waits until it is on
  /// the disk.
  package func writeLine(to path: String) throws(SystemError) {
    try File.make(path, holding: bytes + [UInt8(ascii: "\n")], forced: true)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  package var description: String { "••••" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }
}
