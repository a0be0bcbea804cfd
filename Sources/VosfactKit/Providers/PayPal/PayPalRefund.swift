/// The request for a refund of a capture, in full or in part.
///
/// Source: Payments v2, "Refund captured payment".
struct PayPalRefund {
  let path: String
  let json: JSONValue
  /// Makes a repetition of the request harmless.
  let requestID: String

  /// - Throws: `ProviderError.rejected` if the capture is not known yet, or `.unsupportedAmount`.
  init(_ refund: RefundRequest, of payment: KnownPayment) throws(ProviderError) {
    // Of several captures only the last one can have succeeded.
    guard let capture = PayPalName.captures(payment.identifiers).last else {
      throw PayPalProvider.rejected(
        en: "the payment's capture is not known; 'vosfact payment reconcile' asks for it",
        fr: "la capture du paiement n’est pas connue ; « vosfact payment reconcile » la demande")
    }
    path = "/v2/payments/captures/\(capture)/refund"
    json = ["amount": try PayPalAmount.json(refund.amount)]
    requestID = "vosfact-refund-\(refund.reference)"
  }

  /// Asks for the refund.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func send(with connection: PayPalConnection) throws(ProviderError) -> RefundAnswer {
    let answer = try connection.client.json(
      connection.post(path, json, requestID: requestID))
    let refund = try PayPalObject(answer: answer, at: "refund")
    let (id, status, reason) = (try refund.id(), try refund.status, try refund.statusReason)
    guard !["FAILED", "CANCELLED"].contains(status) else {
      throw PayPalProvider.rejected(reason ?? status)
    }
    // The order tells of all refunds and what they come to; this one alone is only asked for.
    return RefundAnswer(providerReference: id, events: [])
  }
}
