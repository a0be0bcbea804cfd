@testable import VosfactKit

/// What must hold of reading the token of a pay link.
enum PayLinkTokenProperties {
  static func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    let text = String(decoding: bytes, as: UTF8.self)
    try checkText(text)
    try require(
      Base64URL.decode(Base64URL.encode(bytes)) == bytes, "what is written in base64url reads back")
    if let decoded = Base64URL.decode(text) {
      try require(
        Base64URL.encode(decoded).utf8.elementsEqual(text.utf8),
        "bytes have one text in base64url only")
    }
    try checkAltered(bytes)
  }

  /// The first key signs, the second is retired; both are always the same, so that a corpus can hold tokens.
  // One thread alone checks tokens, in the fuzzer and in the tests.
  private nonisolated(unsafe) static let keys = try? fixedKeys()

  private static func fixedKeys() throws -> SigningKeys {
    let database = try Database.inMemory()
    let insert: StaticString = """
      INSERT INTO signing_key (id, secret, created_at, retired_at)
      VALUES (1, ?1, 0, NULL), (2, ?1, 0, 1)
      """
    try database.run(insert, Array("a key of 32 bytes that fuzzes it".utf8))
    return try SigningKeys(in: database)
  }

  /// How many letters of a token are never forgiven.
  private static let certain = 47

  /// A token is taken in the form only that we give it, but for what mail programs do to its end.
  private static func checkText(_ text: String) throws(BrokenProperty) {
    guard let keys, let key = keys[1] else { throw BrokenProperty(sentence: "there are keys") }
    guard let token = try? PayLinkToken(text, keys: keys) else { return }
    try require(token.keyID == 1, "no token of a retired key is taken")
    let given = Array(text.utf8)
    let own = Array(((try? token.encoded(with: key)) ?? "").utf8)
    let same = zip(given, own).prefix { $0 == $1 }.count
    try require(
      same >= certain && !given[same...].contains(where: \.isLetterOrDigit),
      "a token has one text only, but for its end")
  }

  /// Takes the first bytes for what a token says, and the others for changes of its text.
  private static func checkAltered(_ bytes: [UInt8]) throws(BrokenProperty) {
    guard bytes.count > 17, let keys, let key = keys[1] else { return }
    let token = PayLinkToken(
      keyID: 1, kind: .document, publicID: PublicID(bytes: bytes[..<8]),
      issuedAt: time(bytes[8..<12]), expiresAt: time(bytes[12..<17]))
    guard let text = try? token.encoded(with: key) else {
      throw BrokenProperty(sentence: "a token can be made")
    }
    try require((try? PayLinkToken(text, keys: keys)) == token, "a token that we made is taken")

    var altered = Array(text.utf8)
    for change in bytes[17...] {
      let place = Int(change) % altered.count
      altered[place] = altered[place] &+ change / 2
    }
    guard !altered.elementsEqual(text.utf8) else { return }
    let other = String(decoding: altered, as: UTF8.self)
    try checkText(other)
    guard let taken = try? PayLinkToken(other, keys: keys) else { return }
    try require(
      taken == token && altered.starts(with: text.utf8.prefix(certain)),
      "an altered token is refused, but for its end")
  }

  private static func time(_ bytes: ArraySlice<UInt8>) -> UnixTime {
    UnixTime(seconds: bytes.reduce(0) { $0 << 8 | Int64($1) })
  }
}
