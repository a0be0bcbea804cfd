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
    try value(named: fields.map { .init(name: Self.upperCase($0.name), value: $0.value) })
  }

  /// The same for fields of which the names are in upper case already.
  private func value(named fields: [FormFields.Field]) throws(ProviderError) -> String {
    var message: [UInt8] = []
    for field in fields.sorted(by: { $0.name.lexicographicallyPrecedes($1.name) })
    where !field.value.isEmpty {
      message += field.name
      message.append(UInt8(ascii: "="))
      message += field.value
      message += passphrase
    }
    guard let digest = algorithm.digest(message) else { throw .cryptography }
    return digest.hexadecimal.uppercased()
  }

  /// The signed fields of a feedback, by their upper-case names, if its only `SHASIGN` is that of them.
  ///
  /// Other fields do not count: whoever sends the customer back may add some.
  ///
  /// - Throws: `ProviderError.refused(.notSigned)`, `.forged`, or `.malformed` if a signed field is there twice.
  func checkedFields(of form: FormFields) throws(ProviderError) -> [String: [UInt8]] {
    var fields: [String: [UInt8]] = [:]
    var signed: [FormFields.Field] = []
    for field in form.fields {
      let upperCase = Self.upperCase(field.name)
      let name = String(decoding: upperCase, as: UTF8.self)
      guard name == "SHASIGN" || Self.signedNames.contains(name) else { continue }
      guard fields.updateValue(field.value, forKey: name) == nil else {
        throw .fieldTwice
      }
      if name != "SHASIGN" { signed.append(.init(name: upperCase, value: field.value)) }
    }
    guard let signature = fields.removeValue(forKey: "SHASIGN"), !signature.isEmpty else {
      throw .refused(.notSigned)
    }
    guard areEqualInConstantTime(signature, Array(try value(named: signed).utf8)) else {
      throw .refused(.forged)
    }
    return fields
  }

  /// ASCII letters alone: names have no others.
  private static func upperCase(_ name: [UInt8]) -> [UInt8] {
    name.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) ? $0 - 0x20 : $0 }
  }

  private static let signedNames = Set(
    """
    AAVADDRESS AAVCHECK AAVMAIL AAVNAME AAVPHONE AAVZIP ACCEPTANCE ALIAS AMOUNT BIC BIN BRAND CARDNO CCCTY CN \
    COLLECTOR_BIC COLLECTOR_IBAN COMPLUS CREATION_STATUS CREDITDEBIT CURRENCY CVCCHECK DCC_COMMPERCENTAGE \
    DCC_CONVAMOUNT DCC_CONVCCY DCC_EXCHRATE DCC_EXCHRATESOURCE DCC_EXCHRATETS DCC_INDICATOR \
    DCC_MARGINPERCENTAGE DCC_VALIDHOURS DEVICEID DIGESTCARDNO ECI ED EMAIL ENCCARDNO FXAMOUNT FXCURRENCY IP \
    IPCTY MANDATEID MOBILEMODE NBREMAILUSAGE NBRIPUSAGE NBRIPUSAGE_ALLTX NBRUSAGE NCERROR ORDERID PAYID \
    PAYIDSUB PAYMENT_REFERENCE PM SCO_CATEGORY SCORING SEQUENCETYPE SIGNDATE STATUS SUBBRAND SUBSCRIPTION_ID \
    TICKET TRXDATE VC
    """.split(separator: " ").map(String.init))
}
