/// A notification as PayZen would send it of a payment at a shop in test mode.
///
/// Source: PayZen's guide "Formulaire API", section "Processing the response data (IPN)".
struct PayZenSimulation {
  let site: String
  let signature: PayZenSignature

  /// The callback that tells of `outcome`. Each is a transaction of its own, as each try of a customer's is.
  ///
  /// - Throws: `ProviderError.neverSends`, `.unsupportedAmount` or `.cryptography`.
  func request(
    _ outcome: SimulatedOutcome, of payment: KnownPayment, amount: Amount, now: UnixTime,
    random: RandomSource
  ) throws(ProviderError) -> CallbackRequest {
    // A debit that is under way goes on as one.
    let debit = outcome.isLater ? nil : payment.underWay
    let isDebit = outcome == .processing || debit != nil
    let (status, result) = try Self.status(outcome, ofDebit: isDebit)
    let (units, currency) = try PayZenAmount.written(amount)
    let number = payment.identifiers.compactMap { $0.split(separator: "/").last }
      .first { $0.utf8.count == 6 }
    let isRefund = outcome == .refunded
    let time = now.compact
    let fields: [(name: String, value: String)] = [
      ("vads_action_mode", "INTERACTIVE"), ("vads_amount", String(units)),
      ("vads_auth_mode", "FULL"), ("vads_auth_result", result == "00" ? "00" : ""),
      ("vads_capture_delay", "0"), ("vads_card_brand", isDebit ? "SDD" : "CB"),
      ("vads_card_number", isDebit ? "" : "497010XXXXXX0055"), ("vads_contract_used", "5785350"),
      ("vads_ctx_mode", "TEST"), ("vads_currency", currency), ("vads_cust_email", ""),
      ("vads_effective_amount", String(units)), ("vads_effective_creation_date", time),
      ("vads_effective_currency", currency), ("vads_extra_result", ""),
      ("vads_hash", random.bytes(32).hexadecimal), ("vads_language", "fr"),
      ("vads_operation_type", isRefund ? "CREDIT" : "DEBIT"),
      ("vads_order_id", payment.reference), ("vads_page_action", "PAYMENT"),
      ("vads_payment_config", "SINGLE"), ("vads_presentation_date", time),
      ("vads_result", result), ("vads_sequence_number", "1"), ("vads_site_id", site),
      ("vads_trans_date", isRefund ? time : payment.startedAt.compact),
      ("vads_trans_id", number.map(String.init) ?? PayZenForm.written(0)),
      ("vads_trans_status", status),
      ("vads_trans_uuid", debit ?? random.bytes(16).hexadecimal),
      ("vads_url_check_src", isRefund ? "MERCH_BO" : "PAY"), ("vads_validation_mode", "0"),
      ("vads_version", "V2"),
    ]
    return .simulated(
      by: PayZenProvider.name, agent: "Java/1.8.0_231", "\(FormBody.contentType);charset=UTF-8",
      FormBody(try signature.signed(fields)).bytes, headers: [("Connection", "keep-alive")])
  }

  /// The status and the result that tell of an outcome.
  private static func status(
    _ outcome: SimulatedOutcome, ofDebit isDebit: Bool
  ) throws(ProviderError) -> (status: String, result: String) {
    switch outcome {
    case .paid where isDebit: ("CAPTURED", "00")
    case .paid, .processing, .refunded: ("AUTHORISED", "00")
    case .pending: ("WAITING_AUTHORISATION", "00")
    case .failed: ("REFUSED", "05")
    case .expired: ("EXPIRED", "")
    case .canceled: ("ABANDONED", "17")
    case .disputed, .inquiry, .disputeWon, .disputeLost: throw PayZenProvider.neverSends(outcome)
    }
  }
}
