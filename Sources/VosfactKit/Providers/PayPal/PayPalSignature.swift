/// The headers by which a callback is authenticated.
///
/// What is signed is `transmission id|transmission time|webhook id|CRC-32 of the body`, with RSA (PKCS #1 v1.5)
/// and SHA-256. The checksum protects from nobody: whoever holds one genuine sending can find another body for
/// its headers, so that a body must not be believed by its signature alone.
///
/// Source: PayPal's page "Integrate webhooks", section "Verify webhook signatures"; details as PayPal's own
/// libraries for Java and Python have them.
///
/// The parts cannot be parted otherwise: none has a bar but those between them. We sign nothing for PayPal: its private
/// key is with it alone, and what `provider simulate` makes is signed with a key of this database's, which is trusted
/// in simulated mode only.
struct PayPalSignature {
  /// The id of this sending, which is signed; the event's own id is not.
  let transmission: String
  /// Its time as it is written: this very text is signed.
  let time: String
  let certificate: PayPalCertificateAddress
  let signature: [UInt8]

  /// - Throws: `ProviderError.refused(.notSigned)` if a header is missing, is there with two values or is not
  ///   what PayPal sends, or `.malformed` if the certificate is not at an address of PayPal's.
  init(of callback: CallbackRequest) throws(ProviderError) {
    let value = { (name: String) throws(ProviderError) -> String in
      guard let header = try? callback.headers.only(name), header.bytes.allSatisfy({ $0 < 0x7f })
      else { throw .refused(.notSigned) }
      return header.value
    }
    transmission = try value("PAYPAL-TRANSMISSION-ID")
    time = try value("PAYPAL-TRANSMISSION-TIME")
    let signature = Base64.decode(try value("PAYPAL-TRANSMISSION-SIG"))
    // PayPal's libraries would still take SHA1withRSA, with which nothing is signed any more.
    guard let signature, !signature.isEmpty,
      try value("PAYPAL-AUTH-ALGO") == Self.algorithm,
      // Without the bars that part what is signed, so that no text can be parted in two ways.
      (1...64).contains(transmission.utf8.count),
      transmission.utf8.allSatisfy({ $0.isLetterOrDigit || $0 == UInt8(ascii: "-") }),
      UnixTime(rfc3339: time) != nil
    else { throw .refused(.notSigned) }
    self.signature = signature
    guard let address = PayPalCertificateAddress(try value("PAYPAL-CERT-URL")) else {
      throw .malformed(
        en: "its certificate is not at an address of PayPal's",
        fr: "son certificat n’est pas à une adresse de PayPal")
    }
    certificate = address
  }

  /// The only algorithm by which PayPal signs.
  static let algorithm = "SHA256withRSA"

  /// Accepts `body` if it was signed for one of `webhooks` with the key of `certificate`.
  ///
  /// - Throws: `ProviderError.refused(.forged)`.
  func check(_ body: [UInt8], webhooks: [String], certificate: Certificate) throws(ProviderError) {
    let isAuthentic = webhooks.contains { webhook in
      let message = Self.message(transmission, time, webhook: webhook, body: body)
      return certificate.verifies(signature, of: message)
    }
    guard isAuthentic else { throw .refused(.forged) }
  }

  /// What is signed.
  static func message(
    _ transmission: String, _ time: String, webhook: String, body: [UInt8]
  ) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(160)
    for part in [transmission, time, webhook] {
      message.append(part.utf8.span)
      message.append(UInt8(ascii: "|"))
    }
    message.append(String(CRC32.checksum(body)).utf8.span)
    return message
  }
}
