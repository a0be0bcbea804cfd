/// The form that takes the customer to Ingenico's page: every field signed, those that are empty left out.
///
/// Source: Ingenico's guide "e-Commerce", sections "Form parameters" and "SHA-IN signature"; the bounds of the fields
/// as the public modules for it have them.
struct IngenicoForm {
  /// The fields in their order, the signature last.
  let fields: [(name: String, value: String)]

  /// The name of the field that tells whose form it is.
  static let shopName = "PSPID"

  /// - Parameters:
  ///   - shop: the account's name, `PSPID`.
  ///   - charset: the account's, in which the signature is made; the browser sends UTF-8.
  /// - Throws: `ProviderError.unsupportedAmount` or `.cryptography`.
  init(
    _ attempt: PaymentAttempt, shop: String, charset: IngenicoCharset, signature: IngenicoSignature
  ) throws(ProviderError) {
    let buyer = attempt.buyer
    let text = { (value: String?, length: Int) in charset.text(value ?? "", length: length) }
    let email = attempt.email ?? ""
    let fields: [(name: String, value: String)] = [
      (Self.shopName, shop), ("ORDERID", attempt.reference),
      ("AMOUNT", String(try IngenicoAmount.written(attempt.amount))),
      ("CURRENCY", attempt.amount.currency.code),
      ("LANGUAGE", attempt.language == "fr" ? "fr_FR" : "en_US"), ("OPERATION", "SAL"),
      ("CN", text(buyer.name, 35)),
      // An address that was cut is another's.
      ("EMAIL", email.utf8.count <= 50 && email.isPlainASCII ? email : ""),
      ("OWNERADDRESS", text(buyer.street, 35)), ("OWNERZIP", text(buyer.postCode, 10)),
      ("OWNERTOWN", text(buyer.city, 40)), ("OWNERCTY", buyer.country ?? ""),
      ("COM", text(attempt.title, 100)), ("ACCEPTURL", attempt.returnAddress),
      ("DECLINEURL", attempt.returnAddress), ("EXCEPTIONURL", attempt.returnAddress),
      ("CANCELURL", attempt.payAddress), ("BACKURL", attempt.payAddress),
    ]
    self.fields = try signature.signed(fields.filter { !$0.value.isEmpty })
  }
}

/// In which charset an account's forms are, and its signatures made.
enum IngenicoCharset: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case latin1 = "iso-8859-1"

  /// The name of the page that takes a form.
  var page: String { self == .utf8 ? "orderstandard_utf8.asp" : "orderstandard.asp" }

  /// At most `length` characters of `text` that are the same bytes in our form and in the account's charset: for
  /// another than UTF-8 accents are left out.
  func text(_ text: String, length: Int) -> String {
    var kept = text.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }
    if self == .latin1 {
      kept = kept.map { String(Character($0)) }.map { letter in
        guard !letter.isPlainASCII else { return letter }
        let plain = letter.foldedForSearch
        return letter.lowercased() == letter ? plain : plain.uppercased()
      }.joined().unicodeScalars.filter(\.isASCII)
    }
    return String(String.UnicodeScalarView(kept.prefix(length)))
  }
}
