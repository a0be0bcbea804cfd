import Localization

/// What the fields of forms are signed with: ours with the SHA-IN passphrase, the feedback with the SHA-OUT one.
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

  /// The digest of every field that is not empty: `NAME=value` and the passphrase, by order of the upper-case
  /// names, glued together.
  ///
  /// - Throws: `ProviderError.cryptography`.
  func value(for fields: [FormFields.Field]) throws(ProviderError) -> String {
    let ordered = FormFields(fields).withNamesInUpperCase.ordered()
    return String(decoding: try value(forOrdered: ordered.fields), as: UTF8.self)
  }

  /// The ASCII of the same for fields with upper-case names in their order.
  private func value(forOrdered fields: [FormFields.Field]) throws(ProviderError) -> [UInt8] {
    var message: [UInt8] = []
    for field in fields where !field.value.isEmpty {
      message += field.name
      message.append(UInt8(ascii: "="))
      message += field.value
      message += passphrase
    }
    guard let digest = algorithm.digest(message) else { throw .cryptography }
    return digest.hexadecimalDigits(upperCase: true)
  }

  /// The signed fields of a feedback, their names in upper case, if its only `SHASIGN` is that of them.
  ///
  /// Other fields do not count: whoever sends the customer back may add some.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)`, `.forged`, or `.malformed` if a signed field is there twice.
  func checkedFields(of form: FormFields) throws(ProviderError) -> FormFields {
    var signed: [FormFields.Field] = []
    var signature: ArraySlice<UInt8>?
    // Both are in order, so that they are gone through once, side by side.
    let names = Self.signedNames
    var place = 0
    for field in form.withNamesInUpperCase.ordered().fields {
      let name = field.name.span
      while place < names.count, names[place].utf8.span.precedes(name) { place += 1 }
      if Self.signatureName.hasBytes(of: name) {
        guard signature == nil else { throw .fieldTwice }
        signature = field.value
      } else if place < names.count, names[place].hasBytes(of: name) {
        guard signed.last?.name != field.name else { throw .fieldTwice }
        signed.append(field)
      }
    }
    guard let signature, !signature.isEmpty else { throw .refused(.notSigned) }
    guard areEqualInConstantTime(Array(signature), try value(forOrdered: signed)) else {
      throw .refused(.forged)
    }
    return FormFields(signed)
  }

  private static let signatureName = "SHASIGN"

  /// The names of what is signed in a feedback, in order.
  private static let signedNames =
    """
    AAVADDRESS AAVCHECK AAVMAIL AAVNAME AAVPHONE AAVZIP ACCEPTANCE ALIAS AMOUNT BIC BIN BRAND CARDNO CCCTY CN \
    COLLECTOR_BIC COLLECTOR_IBAN COMPLUS CREATION_STATUS CREDITDEBIT CURRENCY CVCCHECK DCC_COMMPERCENTAGE \
    DCC_CONVAMOUNT DCC_CONVCCY DCC_EXCHRATE DCC_EXCHRATESOURCE DCC_EXCHRATETS DCC_INDICATOR \
    DCC_MARGINPERCENTAGE DCC_VALIDHOURS DEVICEID DIGESTCARDNO ECI ED EMAIL ENCCARDNO FXAMOUNT FXCURRENCY IP \
    IPCTY MANDATEID MOBILEMODE NBREMAILUSAGE NBRIPUSAGE NBRIPUSAGE_ALLTX NBRUSAGE NCERROR ORDERID PAYID \
    PAYIDSUB PAYMENT_REFERENCE PM SCO_CATEGORY SCORING SEQUENCETYPE SIGNDATE STATUS SUBBRAND SUBSCRIPTION_ID \
    TICKET TRXDATE VC
    """.split(separator: " ").map(String.init).sorted()
}
