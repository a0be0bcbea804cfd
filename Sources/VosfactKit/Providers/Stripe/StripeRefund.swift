/// The request for a refund of a payment, in full or in part.
///
/// Source: API reference, "Create a refund", "The Refund object".
struct StripeRefund {
  /// The fields of the request, in their order.
  let fields: [(name: String, value: String)]
  /// Makes a repetition of the request harmless.
  let idempotencyKey: String

  /// - Throws: `ProviderError.rejected` if Stripe's name of the payment is not known yet, or
  ///   `.unsupportedAmount`.
  init(_ refund: RefundRequest, of payment: KnownPayment) throws(ProviderError) {
    guard let intent = payment.identifiers.first(where: { $0.isStripeID(of: "pi_") }) else {
      throw StripeProvider.rejected(
        en: "the payment's intent is not known; 'vosfact payment reconcile' asks for it",
        fr: "l’intention du paiement n’est pas connue ; « vosfact payment reconcile » la demande")
    }
    idempotencyKey = "vosfact-refund-\(refund.reference)"
    fields = [
      ("payment_intent", intent),
      ("amount", String(try StripeAmount.units(of: refund.amount))),
      ("metadata[reference]", refund.reference),
    ]
  }

  /// Asks for the refund.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func send(with api: StripeAPI) throws(ProviderError) -> RefundAnswer {
    let answer = try api.post("/v1/refunds", fields, idempotencyKey: idempotencyKey)
    let refund = try StripeObject(answer: answer, at: "refund").typed("refund")
    let (id, status) = (try refund.id, try refund.required("status", as: \.string))
    guard status != "failed", status != "canceled" else {
      throw StripeProvider.rejected(answer["failure_reason"]?.string ?? status)
    }
    // The charge's running total tells what was given back; the refund alone is only asked for.
    return RefundAnswer(providerReference: id, events: [])
  }
}
