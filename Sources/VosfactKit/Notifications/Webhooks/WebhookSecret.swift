import Localization

/// The key that calls to one webhook are signed with, written `whsec_` and its base 64 (Standard Webhooks 1.0.0,
/// "Signature scheme").
///
/// What is signed is the call's name, the moment and the body, a point between each. The name is `msg_` and letters and
/// digits of ours, the moment digits, so that the first two points are where they seem, whatever texts are in the body.
/// Nothing that comes in is verified with these keys. A provider's secret of the same form is used as the text
/// it is, not as the bytes that its base 64 writes, and signs what begins with digits: neither passes for the other.
struct WebhookSecret {
  static let prefix = "whsec_"

  /// How many bytes a key has (the same).
  private static let lengths = 24...64

  /// How many characters it has at least, as it is written.
  static let leastLength = prefix.utf8.count + lengths.lowerBound / 3 * 4

  /// The key itself.
  let key: [UInt8]

  /// The key that `secret` writes.
  init(_ secret: Secret) throws(Fault) {
    let text = String(decoding: secret.bytes, as: UTF8.self)
    guard text.hasPrefix(Self.prefix), let key = Base64.decode(text.dropFirst(Self.prefix.count)),
      Self.lengths.contains(key.count)
    else {
      throw Fault(
        .badValue,
        en:
          "the secret cannot sign calls; it is not whsec_ and the base 64 of 24 to 64 bytes; give another",
        fr:
          "le secret ne peut signer d’appels ; ce n’est pas whsec_ suivi de la base 64 de 24 à 64 octets ; donnez-en un autre"
      )
    }
    self.key = key
  }

  /// A new key, as it is written.
  static func new(_ random: RandomSource) -> Secret {
    Secret(bytes: Array((prefix + Base64.encode(random.bytes(32))).utf8))
  }

  /// The signature of a call (the same): over its name, the moment of the try, and its body.
  ///
  /// - Throws: `Fault` if libcrypto fails.
  func signature(of name: String, at time: UnixTime, _ body: [UInt8]) throws(Fault) -> String {
    guard
      let code = HMAC(.sha256, key: key)?.code(of: Array("\(name).\(time.seconds).".utf8), body)
    else {
      throw Fault(
        .internalFault,
        en: "the call could not be signed; libcrypto failed; check the installation of OpenSSL",
        fr: "l’appel n’a pu être signé ; libcrypto a échoué ; vérifiez l’installation d’OpenSSL")
    }
    return "v1,\(Base64.encode(code))"
  }
}
