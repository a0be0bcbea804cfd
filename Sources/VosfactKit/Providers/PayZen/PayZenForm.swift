import Localization

/// The form that takes the customer to PayZen's page: every field signed.
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
      throw .unsupportedAmount(
        provider: PayZenProvider.name,
        reason: Text(
          en: "its numbers of today are used up; tomorrow there are new ones",
          fr: "ses numéros du jour sont épuisés ; il y en aura demain"))
    }
    let buyer = attempt.buyer
    var fields = [
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
      ("vads_version", "V2"),
    ]
    let signed = fields.map { FormFields.Field($0, $1) }
    fields.append(("signature", try signature.value(for: signed)))
    self.fields = fields.map { (name: $0.0, value: $0.1) }
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
      (text ?? "").filter { $0 != "<" && $0 != ">" }.unicodeScalars.prefix(length).map(
        Character.init))
  }
}
