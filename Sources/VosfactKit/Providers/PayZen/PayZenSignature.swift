/// What PayZen signs its forms with, ours to it and its own to us.
///
/// One key signs both ways, over values alone, joined by `+`: their names are not signed, nor where one value ends.
/// What was signed on the way there could therefore be cut up anew, named otherwise, and come back as a notification.
/// Four things keep that from settling anything:
///
/// * No value of a form of ours has a `+` (`PayZenForm`), so that no text of somebody else's moves a boundary.
/// * Every form of ours ends in a way that no notification does, and the order of what was signed cannot be changed:
///   what ends so is refused, however it is cut and named (`PayZenForm.isEnd`).
/// * A notification that PayZen is not asked about must repeat what its attempt fixed, and have no field of a name
///   that PayZen does not have (`PayZenAPI.confirm`, `PayZenFieldName`): somebody else's program that signs
///   forms with the key of the same shop may be less careful.
/// * PayZen's REST API is asked before anything is settled, where its password is set (`PayZenAPI.confirm`).
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

  /// `fields` with their signature behind them.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func signed(
    _ fields: [(name: String, value: String)]
  ) throws(ProviderError) -> [(name: String, value: String)] {
    fields + [("signature", try value(for: fields))]
  }

  /// The value of `signature` for `fields`, of which those named `vads_…` are signed, empty ones included: their
  /// values by order of the names, joined by `+`, the key at the end.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func value(for fields: [(name: String, value: String)]) throws(ProviderError) -> String {
    let message = message(of: Self.signed(FormFields(fields)))
    return String(decoding: try code(of: message), as: UTF8.self)
  }

  /// What is signed: the values of `form` in their order, each with a `+` behind it, and the key.
  private func message(of form: FormFields) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(1024)
    form.forEach { _, value in
      message.append(value)
      message.append(UInt8(ascii: "+"))
    }
    message += key
    return message
  }

  /// The ASCII of the signature.
  private func code(of message: [UInt8]) throws(ProviderError) -> [UInt8] {
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
    form.ordered(beginningWith: PayZenFieldName.prefix)
  }

  /// The signed fields of a notification, by order of their names, if its only `signature` is that of them.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)`, `.forged`, `.ownMessage` if it was a form of ours that was signed,
  ///   or `.malformed` if a field that is signed is there twice.
  func checkedFields(of form: FormFields) throws(ProviderError) -> FormFields {
    guard let signature = form.only("signature"), !signature.isEmpty else {
      throw .refused(.notSigned)
    }
    let signed = Self.signed(form)
    guard !signed.hasNeighborsOfOneName else { throw .fieldTwice }
    let message = message(of: signed)
    let code = try code(of: message)
    guard areEqualInConstantTime(signature.span, code.span) else { throw .refused(.forged) }
    let values = message.span.extracting(first: message.count - key.count)
    guard !PayZenForm.isEnd(of: values) else { throw .refused(.ownMessage) }
    return signed
  }
}
