/// The form that takes the customer to PayZen's page: every field signed.
///
/// What people and imports fill in is among the values (name, e-mail, street, post code, city, country, title, the
/// order in the address of a link), and a `+` is all that parts one value from the next where they are signed
/// (`PayZenSignature`). So no value has one, whatever it is made of: `withoutPlus` is the one way into a form.
///
/// Source: PayZen's guide "Formulaire API", section "Generating a payment form"; the bounds of the fields as
/// Lyra's module for WooCommerce has them.
struct PayZenForm {
  /// The fields in their order, the signature last.
  let fields: [(name: String, value: String)]

  /// The largest number of an attempt on one day.
  static let largestNumber = 899_999

  /// - Parameter isTest: whether the customer pays with PayZen's test cards.
  /// - Throws: `ProviderError.unsupportedAmount`, also if the day's numbers are used up, or `.cryptography`.
  init(
    _ attempt: PaymentAttempt, site: String, isTest: Bool, signature: PayZenSignature
  ) throws(ProviderError) {
    let (units, currency) = try PayZenAmount.written(attempt.amount)
    guard (0...Self.largestNumber).contains(attempt.dayNumber) else {
      throw PayZenProvider.unsupported(
        en: "its numbers of today are used up; tomorrow there are new ones",
        fr: "ses numéros du jour sont épuisés ; il y en aura demain")
    }
    let buyer = attempt.buyer
    let fields = [
      ("vads_action_mode", "INTERACTIVE"), ("vads_amount", String(units)),
      ("vads_ctx_mode", isTest ? "TEST" : "PRODUCTION"), ("vads_currency", currency),
      ("vads_cust_address", Self.cut(buyer.street, 255)),
      ("vads_cust_city", Self.cut(buyer.city, 127)),
      ("vads_cust_country", buyer.country ?? ""), ("vads_cust_email", attempt.email ?? ""),
      ("vads_cust_last_name", Self.cut(buyer.name, 63)),
      ("vads_cust_zip", Self.cut(buyer.postCode, 63)), ("vads_language", attempt.language),
      ("vads_order_id", attempt.reference), ("vads_order_info", Self.cut(attempt.title, 255)),
      ("vads_page_action", "PAYMENT"), ("vads_payment_config", "SINGLE"),
      ("vads_return_mode", "NONE"), ("vads_site_id", site),
      ("vads_trans_date", attempt.startedAt.compact),
      ("vads_trans_id", Self.written(attempt.dayNumber)),
      ("vads_url_cancel", attempt.payAddress), ("vads_url_return", attempt.returnAddress),
      ("vads_version", Self.version),
    ].map { name, value in (name: name, value: Self.withoutPlus(value, of: name)) }
    self.fields = try signature.signed(fields)
  }

  /// `value` as the field `name` holds it: without the sign that parts values where they are signed.
  ///
  /// An address leads where it led. An e-mail with another sign would be another's, so that it is left out. Anything
  /// else is read by people, to whom a blank says as much.
  private static func withoutPlus(_ value: String, of name: String) -> String {
    guard value.utf8.contains(UInt8(ascii: "+")) else { return value }
    switch name {
    case "vads_cust_email": return ""
    case "vads_url_cancel", "vads_url_return":
      // In the query of an address it stands for a blank.
      let parts = value.split(separator: "?", maxSplits: 1)
      return parts.enumerated().map { place, part in
        String(part).replacing(scalar: "+", with: place == 0 ? "%2B" : "%20")
      }.joined(separator: "?")
    default: return value.replacing(scalar: "+", with: " ")
    }
  }

  private static let version = "V2"

  /// Whether signed values, each with a `+` behind it, end as those of a form of ours do, and of no notification of
  /// PayZen's: with an address and the version. What PayZen tells has `vads_validation_mode` between them, and
  /// mostly `vads_warranty_result` behind; neither is an address.
  static func isEnd(of values: Span<UInt8>) -> Bool {
    let end = "+\(version)+"
    guard values.ends(with: end) else { return false }
    let address = values.extracting(first: values.count - end.utf8.count)
    var start = address.count
    while start > 0, address[start - 1] != UInt8(ascii: "+") { start -= 1 }
    return address.extracting(start..<address.count).begins(with: "http")
  }

  /// The name of an attempt before PayZen has an id for it: its number is unique for a shop and a day.
  static func identifier(day: CalendarDate, number: String) -> String { "\(day)/\(number)" }

  /// The six digits of an attempt's number.
  static func written(_ number: Int) -> String {
    String(String(1_000_000 + number).dropFirst())
  }

  /// `text` without the signs that PayZen does not take, and not longer than `length` characters.
  private static func cut(_ text: String?, _ length: Int) -> String {
    String(
      String.UnicodeScalarView(
        (text ?? "").unicodeScalars.lazy.filter { $0 != "<" && $0 != ">" }.prefix(length)))
  }
}
