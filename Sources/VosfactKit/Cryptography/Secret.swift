/// A value that must not be seen: a key or a password. It prints itself as dots only.
public struct Secret: Equatable, Sendable {
  /// The value itself, for the one place that signs, verifies or sends with it.
  let bytes: [UInt8]

  public init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  public static func == (left: Secret, right: Secret) -> Bool {
    areEqualInConstantTime(left.bytes, right.bytes)
  }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "••••" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
