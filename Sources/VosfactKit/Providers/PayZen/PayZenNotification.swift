/// The form by which PayZen tells of a transaction (`vads_*`), once its signature was accepted.
///
/// Source: PayZen's guide "Formulaire API", section "Processing the response data (IPN)".
struct PayZenNotification {
  let isTest: Bool
  let site: String
  private let form: FormFields
  /// Whether every field has a name that PayZen has.
  let hasKnownNames: Bool

  /// - Parameter form: the fields that are signed.
  /// - Throws: `ProviderError.refused(.malformed)` if it does not say whose shop it is for, and in which mode.
  init(_ form: FormFields) throws(ProviderError) {
    // Signed text that is not UTF-8 is none of PayZen's.
    guard form.areTexts else { throw .malformed(field: "UTF-8") }
    site = try Self.required("vads_site_id", in: form)
    guard let isTest = Self.isTest(try Self.required("vads_ctx_mode", in: form)) else {
      throw .malformed(field: "vads_ctx_mode")
    }
    self.isTest = isTest
    self.form = form
    hasKnownNames = PayZenFieldName.areKnown(form)
  }

  /// What PayZen calls what happened, in words of its form.
  var kind: String {
    ["vads_operation_type", "vads_trans_status"].map { name in
      let word = Self.optional(name, in: form) ?? ""
      let isWord =
        word.utf8.count <= 40 && word.utf8.allSatisfy { $0.isLetterOrDigit || $0 == 0x5F }
      return isWord && !word.isEmpty ? word : "?"
    }.joined(separator: " ")
  }

  /// Whether it is about an order.
  var isOfOrder: Bool { form.only("vads_order_id") != nil }

  /// Our reference, and PayZen's name of the transaction, as far as they can be read.
  var payment: (reference: String?, identifiers: [String]) {
    (
      Self.optional("vads_order_id", in: form),
      [Self.optional("vads_trans_uuid", in: form)].compactMap(\.self)
    )
  }

  /// What the attempt began at, as PayZen repeats it; of a refund, when that was made.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if that is not as documented.
  var startedAt: UnixTime {
    get throws(ProviderError) {
      let date = try Self.required("vads_trans_date", in: form)
      guard let startedAt = UnixTime(compact: date) else {
        throw .malformed(field: "vads_trans_date")
      }
      return startedAt
    }
  }

  /// The transaction that it tells of.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if a field is not as documented, or its operation not known.
  func transaction() throws(ProviderError) -> PayZenTransaction {
    let startedAt = try startedAt
    return try Self.transaction(form, startedAt: startedAt)
  }

  private static func transaction(
    _ form: FormFields, startedAt: UnixTime
  ) throws(ProviderError) -> PayZenTransaction {
    let status = try required("vads_trans_status", in: form)
    // The names of the fields are not signed, their values are: a field that went by another name would leave
    // no trace. So what can be absent must be absent together, and never where there is money.
    let uuid = optional("vads_trans_uuid", in: form)
    let word = optional("vads_operation_type", in: form)
    guard (uuid == nil) == (word == nil), word != nil || left.contains(status) else {
      throw .malformed(field: uuid == nil ? "vads_trans_uuid" : "vads_operation_type")
    }
    let ofTransaction = ["vads_auth_result", "vads_effective_creation_date"]
    for name in ["vads_result"] + (word == nil ? [] : ofTransaction) {
      guard form.only(name) != nil else { throw .malformed(field: name) }
    }
    guard let operation = PayZenTransaction.Operation(rawValue: word ?? "DEBIT") else {
      throw .refused(.malformed(.unknownKind))
    }
    let created = optional("vads_effective_creation_date", in: form)
      .flatMap { UnixTime(compact: $0) }
    let number = try required("vads_trans_id", in: form)
    let attempt = PayZenForm.identifier(day: startedAt.date, number: number)
    let amount = PayZenAmount.amount(
      try required("vads_amount", in: form), number: try required("vads_currency", in: form))
    return PayZenTransaction(
      channel: .form, id: uuid ?? attempt, status: status, operation: operation, amount: amount,
      createdAt: created ?? startedAt, isAuthorized: optional("vads_auth_result", in: form) == "00",
      reference: optional("vads_order_id", in: form),
      // The transaction of a refund has a number of its own, which must not become the payment's.
      identifiers: operation == .debit ? [uuid, attempt].compactMap(\.self) : [],
      reason: optional("vads_result", in: form), brand: optional("vads_card_brand", in: form))
  }

  /// Whether a word says that it is about PayZen's test cards; `nil` if it says neither.
  static func isTest(_ mode: String?) -> Bool? {
    ["TEST": true, "PRODUCTION": false][mode ?? ""]
  }

  /// What becomes of an attempt whose customer left before there was a transaction.
  private static let left: Set = ["ABANDONED", "CANCELLED", "CANCELED", "NOT_CREATED"]

  private static func optional(_ name: String, in form: FormFields) -> String? {
    form.text(name).flatMap { $0.isEmpty || $0.utf8.count > 255 ? nil : $0 }
  }

  private static func required(
    _ name: String, in form: FormFields
  ) throws(ProviderError) -> String {
    guard let value = optional(name, in: form) else { throw .malformed(field: name) }
    return value
  }
}

extension UnixTime {
  /// The moment that PayZen writes as `YYYYMMDDhhmmss`, UTC; `nil` if it is none.
  init?(compact text: String) {
    guard text.utf8.count == 14, let number = text.utf8.span.number(0..<14),
      let date = CalendarDate(
        year: number / 10_000_000_000, month: number / 100_000_000 % 100,
        day: number / 1_000_000 % 100)
    else { return nil }
    let (hour, minute, second) = (number / 10_000 % 100, number / 100 % 100, number % 100)
    guard hour < 24, minute < 60, second < 61 else { return nil }
    self.init(seconds: UnixTime(startOf: date).seconds + Int64(hour * 3600 + minute * 60 + second))
  }

  /// The moment as PayZen writes it: `YYYYMMDDhhmmss`, UTC.
  var compact: String {
    description.filter { $0 != "-" && $0 != ":" && $0 != "T" && $0 != "Z" }
  }
}
