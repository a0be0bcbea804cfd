/// The part of a pay link that names a document, a product or a purchase and proves that we made it.
///
/// base64url of 20 bytes and the first 16 bytes of their HMAC-SHA256: version (1 byte), key id (1), kind
/// (1), public id (8), time of issue (4), expiry (5), the numbers with their highest byte first, the times
/// in unix seconds. The time of issue is there so that revoking can tell older links from newer ones. A seal stands
/// behind them (`LinkEnd`), which tokens of older versions do not have.
///
/// A link that asks for a part has version 2, and the part (8 bytes) after the expiry.
///
/// Every part has its length, so that none has a boundary that could move, and none is a text that people fill in. The
/// kind is signed. The same keys sign what links fill in (`Prefill`): a tag before either, which is no beginning of the
/// other's, keeps them apart.
struct PayLinkToken: Equatable, Sendable {
  /// What the public id is the id of.
  enum Kind: UInt8, Sendable {
    case document = 1
    case product = 2
    /// One purchase of a product, which its customer comes back to.
    case purchase = 3
    /// Documents that are paid together.
    case statement = 4
    /// All that is open of a customer, for whom one document stands.
    case account = 5
  }

  let keyID: UInt8
  let kind: Kind
  let publicID: PublicID
  let issuedAt: UnixTime
  let expiresAt: UnixTime
  /// How much of a document's claim it asks for.
  var part = PartOfClaim.whole

  /// What the first byte says, and how many bytes are signed then.
  private enum Layout: UInt8, CaseIterable {
    case whole = 1
    case ofPart = 2

    var signedLength: Int {
      switch self {
      case .whole: 20
      case .ofPart: 28
      }
    }
  }

  private static let tagLength = 16
  private static let domain = Array("vosfact pay link\0".utf8)

  /// A token under `key`, as the text that stands in a link.
  func encoded(with key: SigningKey) throws(PayLinkError) -> String {
    var text: [UInt8] = []
    try append(to: &text, with: key)
    return String(decoding: text, as: UTF8.self)
  }

  /// Appends the text of a token under `key` to `text`, without memory of its own, as there may be millions.
  func append(to text: inout [UInt8], with key: SigningKey) throws(PayLinkError) {
    // The domain and the signed bytes, of which the code is made; the code follows them, and its beginning
    // is the tag.
    var bytes = Self.blank
    let start = Self.domain.count
    var span = bytes.mutableSpan
    let code = part.code
    let layout = code == nil ? Layout.whole : .ofPart
    span[start] = layout.rawValue
    span[start + 1] = keyID
    span[start + 2] = kind.rawValue
    span.put(UInt64(bitPattern: publicID.rawValue), count: 8, at: start + 3)
    span.put(UInt64(clamping: issuedAt.seconds), count: 4, at: start + 11)
    span.put(UInt64(clamping: expiresAt.seconds), count: 5, at: start + 15)
    if let code { span.put(UInt64(bitPattern: code), count: 8, at: start + 20) }
    guard key.code.putCode(ofFirst: start + layout.signedLength, in: &span) else {
      throw .cryptography
    }
    let end = start + layout.signedLength + Self.tagLength
    Base64URL.append(bytes.span.extracting(start..<end), to: &text)
    text.append(LinkEnd.seal)
  }

  /// The domain, and room for the signed bytes and the whole code.
  private static let blank: InlineArray<77, UInt8> = {
    var bytes = InlineArray<77, UInt8>(repeating: 0)
    for (index, byte) in domain.enumerated() { bytes[index] = byte }
    return bytes
  }()

  private static func tag(of bytes: [UInt8], _ key: SigningKey) throws(PayLinkError) -> [UInt8] {
    guard let tag = key.code.code(of: domain, bytes) else { throw .cryptography }
    return Array(tag.prefix(tagLength))
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    bytes.reduce(Int64(0)) { $0 << 8 | Int64($1) }
  }
}

extension PayLinkToken {
  /// Reads a token and checks its signature with the key it names, in constant time.
  ///
  /// - Throws: `PayLinkError.malformed`, `.forged` or `.retiredKey`.
  init(_ text: some StringProtocol, keys: SigningKeys) throws(PayLinkError) {
    // Longer ones first: what is too long for a shorter one may be punctuation behind it.
    let ends = Layout.allCases.reversed().lazy.compactMap { layout in
      LinkEnd(text, count: layout.signedLength + Self.tagLength, isSealed: true)
        .flatMap { $0.bytes[0] == layout.rawValue ? ($0, layout.signedLength) : nil }
    }
    guard let (end, length) = ends.first else { throw .malformed }
    let signed = Array(end.bytes[..<length])
    guard let key = keys[signed[1]] else { throw .forged }
    guard end.ends(with: try Self.tag(of: signed, key)) else { throw .forged }
    guard key.retiredAt == nil else { throw .retiredKey(id: key.id) }
    let code = length > 20 ? Self.number(signed[20..<28]) : nil
    guard let kind = Kind(rawValue: signed[2]), let part = PartOfClaim(code: code) else {
      throw .malformed
    }
    self.init(
      keyID: key.id, kind: kind, publicID: PublicID(bytes: signed[3..<11]),
      issuedAt: UnixTime(seconds: Self.number(signed[11..<15])),
      expiresAt: UnixTime(seconds: Self.number(signed[15..<20])), part: part)
  }
}

extension MutableSpan<UInt8> {
  /// Puts the lowest `count` bytes of `number` at `start`, the highest of them first.
  @inline(__always)
  fileprivate mutating func put(_ number: UInt64, count: Int, at start: Int) {
    for place in 0..<count {
      self[start + place] = UInt8(truncatingIfNeeded: number >> UInt64((count - 1 - place) * 8))
    }
  }
}
