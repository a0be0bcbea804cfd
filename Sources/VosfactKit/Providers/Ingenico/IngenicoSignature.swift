/// What the fields of forms are signed with: ours with the SHA-IN passphrase, the feedback with the SHA-OUT one.
///
/// Names are signed with their values, and the passphrase stands behind each, so that only who knows it can make a text
/// with another boundary; where a name ends in what stands between two passphrases is all that is open, and what
/// comes before the first `=` is a name of ours. The two passphrases must differ (`IngenicoProvider.description`), so
/// that nothing of ours proves anything to us. Even with one passphrase our forms would be no feedback: they have
/// names that no feedback has signed, as `PSPID` and `LANGUAGE`, and have neither `PAYID` nor `STATUS`.
///
/// Source: Ingenico's guide "e-Commerce", sections "SHA-IN signature" and "SHA-OUT signature"; the list of signed
/// names as the public modules for it have it.
struct IngenicoSignature {
  private let algorithm: HashAlgorithm
  private let passphrase: [UInt8]

  /// - Parameter algorithm: as the account is set.
  init(_ algorithm: HashAlgorithm, passphrase: Secret) {
    self.algorithm = algorithm
    self.passphrase = passphrase.bytes
  }

  /// `fields` with their signature behind them.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func signed(
    _ fields: [(name: String, value: String)]
  ) throws(ProviderError) -> [(name: String, value: String)] {
    fields + [(Self.signatureName, try value(for: fields))]
  }

  /// The digest of every field that is not empty: `NAME=value` and the passphrase, by order of the upper-case
  /// names, glued together.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func value(for fields: [(name: String, value: String)]) throws(ProviderError) -> String {
    let ordered = FormFields(fields).withNamesInUpperCase.ordered()
    return String(decoding: try value(forOrdered: ordered), as: UTF8.self)
  }

  /// The ASCII of the same for fields with upper-case names in their order, of which the signature is left out.
  private func value(forOrdered form: FormFields) throws(ProviderError) -> [UInt8] {
    var message: [UInt8] = []
    message.reserveCapacity(2048)
    form.forEach { name, value in
      guard !value.isEmpty, !Self.signatureName.hasBytes(of: name) else { return }
      message.append(name)
      message.append(UInt8(ascii: "="))
      message.append(value)
      message += passphrase
    }
    guard let digest = algorithm.digest(message) else { throw .cryptography }
    return digest.hexadecimalDigits(upperCase: true)
  }

  /// The signed fields of a feedback and their signature, if its only `SHASIGN` is that of them.
  ///
  /// Other fields do not count: whoever sends the customer back may add some.
  ///
  /// - Parameter form: with the names in upper case.
  /// - Throws: `ProviderError.refused(.notSigned)`, `.forged`, or `.malformed` if a signed field is there twice.
  func checkedFields(of form: FormFields) throws(ProviderError) -> FormFields {
    let fields = form.ordered(named: Self.feedbackNames)
    guard !fields.hasNeighborsOfOneName else { throw .fieldTwice }
    guard let signature = fields.only(Self.signatureName), !signature.isEmpty else {
      throw .refused(.notSigned)
    }
    let value = try value(forOrdered: fields)
    guard areEqualInConstantTime(signature.span, value.span) else { throw .refused(.forged) }
    return fields
  }

  private static let signatureName = "SHASIGN"

  /// The names of what is signed in a feedback, and of its signature, in order.
  private static let feedbackNames =
    """
    AAVADDRESS AAVCHECK AAVMAIL AAVNAME AAVPHONE AAVZIP ACCEPTANCE ALIAS AMOUNT BIC BIN BRAND CARDNO CCCTY CN \
    COLLECTOR_BIC COLLECTOR_IBAN COMPLUS CREATION_STATUS CREDITDEBIT CURRENCY CVCCHECK DCC_COMMPERCENTAGE \
    DCC_CONVAMOUNT DCC_CONVCCY DCC_EXCHRATE DCC_EXCHRATESOURCE DCC_EXCHRATETS DCC_INDICATOR \
    DCC_MARGINPERCENTAGE DCC_VALIDHOURS DEVICEID DIGESTCARDNO ECI ED EMAIL ENCCARDNO FXAMOUNT FXCURRENCY IP \
    IPCTY MANDATEID MOBILEMODE NBREMAILUSAGE NBRIPUSAGE NBRIPUSAGE_ALLTX NBRUSAGE NCERROR ORDERID PAYID \
    PAYIDSUB PAYMENT_REFERENCE PM SCO_CATEGORY SCORING SEQUENCETYPE SIGNDATE STATUS SUBBRAND SUBSCRIPTION_ID \
    SHASIGN TICKET TRXDATE VC
    """.split(separator: " ").map(String.init).sorted()
}
