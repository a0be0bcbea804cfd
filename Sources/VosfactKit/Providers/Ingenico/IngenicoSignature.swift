/// What the fields of forms are signed with: ours with the SHA-IN passphrase, the feedback with the SHA-OUT one.
///
/// Names are signed with their values, and the passphrase stands behind each, so that only who knows it can make a text
/// with another boundary; where a name ends in what stands between two passphrases is all that is open, and what
/// comes before the first `=` is a name of ours. The two passphrases must differ (`IngenicoProvider.description`), so
/// that nothing of ours proves anything to us. Even with one passphrase our forms would be no feedback: a name of theirs
/// is `PSPID`, which no feedback has, and none is `PAYID` or `STATUS`.
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

  /// The signed fields of a feedback, if its only `SHASIGN` is that of them: those of the names that are known to be
  /// signed, alone or with some others, as Ingenico signs more names from year to year.
  ///
  /// Of what stands beside those nothing counts: whoever sends the customer back may add some.
  ///
  /// - Parameter form: with the names in upper case.
  /// - Throws: `ProviderError.refused(.notSigned)`, `.forged`, `.ownMessage` if it was a form of ours that was signed, or
  ///   `.malformed` if a signed field is there twice.
  func checkedFields(of form: FormFields) throws(ProviderError) -> FormFields {
    guard let signature = form.only(Self.signatureName), !signature.isEmpty else {
      throw .refused(.notSigned)
    }
    let known = form.ordered(named: Self.feedbackNames)
    guard !known.hasNeighborsOfOneName else { throw .fieldTwice }
    if try isSigned(known, signature) { return known }
    for signed in Self.selections(of: form) where try isSigned(signed, signature) {
      // Where a value begins is signed but for the first `=`, so that a name of ours stays the beginning of one.
      guard !signed.fields.contains(where: { $0.name.starts(with: IngenicoForm.shopName.utf8) })
      else { throw .refused(.ownMessage) }
      return signed
    }
    throw .refused(.forged)
  }

  /// How many names may be signed or not, each by itself; of more, all are or none.
  private static let openNames = 6

  /// The fields of `form` that may be signed where those of all known names are not: those of the names that are signed
  /// everywhere, with some or all of the others.
  private static func selections(of form: FormFields) -> [FormFields] {
    // A name that is there twice is not signed.
    let others = form.names.filter { name in
      !firstNames.contains(name) && name != signatureName && form.only(name) != nil
    }
    let all = (1 << others.count) - 1
    let choices = others.count <= openNames ? Array(0...all) : []
    let selections = choices.map { choice in
      others.enumerated().filter { choice >> $0.offset & 1 == 1 }.map(\.element)
    }
    return (selections.isEmpty ? [[], Array(others)] : selections).map { chosen in
      form.ordered(named: (firstNames + chosen).sorted())
    }
  }

  private func isSigned(
    _ fields: FormFields, _ signature: ArraySlice<UInt8>
  ) throws(ProviderError) -> Bool {
    let value = try value(forOrdered: fields)
    return areEqualInConstantTime(signature.span, value.span)
  }

  private static let signatureName = "SHASIGN"

  /// The names of what is signed in every feedback, as the public modules agree.
  private static let firstNames =
    """
    AAVADDRESS AAVCHECK AAVMAIL AAVNAME AAVPHONE AAVZIP ACCEPTANCE ALIAS AMOUNT BIC BIN BRAND CARDNO CCCTY \
    CN COLLECTOR_BIC COLLECTOR_IBAN COMPLUS CREATION_STATUS CREDITDEBIT CURRENCY CVCCHECK \
    DCC_COMMPERCENTAGE DCC_CONVAMOUNT DCC_CONVCCY DCC_EXCHRATE DCC_EXCHRATESOURCE DCC_EXCHRATETS \
    DCC_INDICATOR DCC_MARGINPERCENTAGE DCC_VALIDHOURS DEVICEID DIGESTCARDNO ECI ED EMAIL ENCCARDNO FXAMOUNT \
    FXCURRENCY IP IPCTY MANDATEID MOBILEMODE NBREMAILUSAGE NBRIPUSAGE NBRIPUSAGE_ALLTX NBRUSAGE NCERROR \
    ORDERID PAYID PAYIDSUB PAYMENT_REFERENCE PM SCO_CATEGORY SCORING SEQUENCETYPE SIGNDATE STATUS SUBBRAND \
    SUBSCRIPTION_ID TICKET TRXDATE VC
    """.split(separator: " ").map(String.init)

  /// The names of what is known to be signed in a feedback, in order: some accounts sign more.
  private static let feedbackNames =
    (firstNames + [
      "COMPLETIONID", "PAYLIBIDREQUEST", "PAYLIBTRANSID", "REQUESTCOMPLETIONID", "WALLET",
    ]).sorted()
}
