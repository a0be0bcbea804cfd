/// The part of a pay link that names a document and proves that we made it.
///
/// base64url of 20 bytes and the first 16 bytes of their HMAC-SHA256: version (1 byte), key id (1), kind
/// (1), public id (8), time of issue (4), expiry (5), the numbers with their highest byte first, the times
/// in unix seconds. The time of issue is there so that revoking can tell older links from newer ones.
struct PayLinkToken: Equatable, Sendable {
  /// What the public id is the id of.
  enum Kind: UInt8, Sendable {
    case document = 1
  }

  let keyID: UInt8
  let kind: Kind
  let publicID: PublicID
  let issuedAt: UnixTime
  let expiresAt: UnixTime

  private static let version: UInt8 = 1
  private static let signedLength = 20
  private static let tagLength = 16
  private static let domain = Array("vosfact pay link\0".utf8)

  /// A token under `key`, as the text that stands in a link.
  func encoded(with key: SigningKey) throws(PayLinkError) -> String {
    let bytes = signedBytes
    return Base64URL.encode(bytes + (try Self.tag(of: bytes, key)))
  }

  private var signedBytes: [UInt8] {
    [Self.version, keyID, kind.rawValue] + publicID.bytes + Self.bytes(issuedAt, count: 4)
      + Self.bytes(expiresAt, count: 5)
  }

  /// Reads a token and checks its signature with the key it names, in constant time.
  ///
  /// - Throws: `PayLinkError.malformed`, `.forged` or `.retiredKey`.
  init(_ text: some StringProtocol, keys: SigningKeys) throws(PayLinkError) {
    guard text.utf8.count <= 64, let bytes = Base64URL.decode(text),
      bytes.count == Self.signedLength + Self.tagLength, bytes[0] == Self.version
    else { throw .malformed }
    let signed = Array(bytes[..<Self.signedLength])
    guard let key = keys[signed[1]] else { throw .forged }
    let tag = try Self.tag(of: signed, key)
    guard areEqualInConstantTime(tag, Array(bytes[Self.signedLength...])) else { throw .forged }
    guard key.retiredAt == nil else { throw .retiredKey(id: key.id) }
    guard let kind = Kind(rawValue: signed[2]) else { throw .malformed }
    keyID = key.id
    self.kind = kind
    publicID = PublicID(bytes: signed[3..<11])
    issuedAt = Self.time(signed[11..<15])
    expiresAt = Self.time(signed[15..<20])
  }

  init(keyID: UInt8, kind: Kind, publicID: PublicID, issuedAt: UnixTime, expiresAt: UnixTime) {
    self.keyID = keyID
    self.kind = kind
    self.publicID = publicID
    self.issuedAt = issuedAt
    self.expiresAt = expiresAt
  }

  private static func tag(of bytes: [UInt8], _ key: SigningKey) throws(PayLinkError) -> [UInt8] {
    guard let tag = key.code.code(of: domain, bytes) else { throw .cryptography }
    return Array(tag.prefix(tagLength))
  }

  private static func bytes(_ time: UnixTime, count: Int) -> [UInt8] {
    let seconds = UInt64(clamping: time.seconds)
    return (0..<count).reversed().map { UInt8(truncatingIfNeeded: seconds >> UInt64($0 * 8)) }
  }

  private static func time(_ bytes: ArraySlice<UInt8>) -> UnixTime {
    UnixTime(seconds: bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) })
  }
}
