import Localization

/// What PayZen signs its forms with, ours to it and its own to us.
///
/// Source: PayZen's guide "Formulaire API", section "Computing the signature"; details as Lyra's own modules have
/// them.
struct PayZenSignature {
  /// How a shop's forms are signed, one of two by its setting.
  enum Algorithm: String, CaseIterable, Sendable {
    case hmacSHA256 = "hmac-sha-256"
    /// What older shops are still set to.
    case sha1 = "sha-1"
  }

  let algorithm: Algorithm
  private let key: [UInt8]
  /// `nil` for SHA-1, or if libcrypto cannot give it.
  private let hmac: HMAC?

  /// - Parameter key: the form key of the mode in use; blanks that were pasted around it do not count.
  init(_ algorithm: Algorithm, key: Secret) {
    self.algorithm = algorithm
    self.key = key.bytes.trimmingBlanks()
    hmac = algorithm == .hmacSHA256 ? HMAC(.sha256, key: self.key) : nil
  }

  /// The value of `signature` for `fields`, of which those named `vads_…` are signed, empty ones included: their
  /// values by order of the names, joined by `+`, the key at the end.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func value(for fields: [FormFields.Field]) throws(ProviderError) -> String {
    String(decoding: try value(forSigned: Self.signed(FormFields(fields))), as: UTF8.self)
  }

  /// The ASCII of the same for the fields that are signed, in their order.
  private func value(forSigned form: FormFields) throws(ProviderError) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(1024)
    form.forEach { _, value in
      message.append(value)
      message.append(UInt8(ascii: "+"))
    }
    message += key
    switch algorithm {
    case .hmacSHA256:
      guard let code = hmac?.code(of: message) else { throw .cryptography }
      return Base64.digits(code)
    case .sha1:
      guard let digest = HashAlgorithm.sha1.digest(message) else { throw .cryptography }
      return digest.hexadecimalDigits()
    }
  }

  /// The fields of `form` that are signed, by order of their names.
  private static func signed(_ form: FormFields) -> FormFields {
    form.ordered(beginningWith: "vads_")
  }

  /// Accepts a form whose only `signature` is that of its fields.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)`, `.forged`, or `.malformed` if a field that is signed is there
  ///   twice.
  func check(_ form: FormFields) throws(ProviderError) {
    guard let signature = form.only("signature"), !signature.isEmpty else {
      throw .refused(.notSigned)
    }
    let signed = Self.signed(form)
    guard !signed.hasNeighborsOfOneName else { throw .fieldTwice }
    let value = try value(forSigned: signed)
    guard areEqualInConstantTime(signature.span, value.span) else {
      throw .refused(.forged)
    }
  }
}
