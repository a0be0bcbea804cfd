extension Site {
  /// What a customer's choice on the stand-in may be; money that goes back is no choice of theirs.
  private static let choices: [SimulatedOutcome] = [.paid, .pending, .failed, .canceled, .expired]

  /// A payment that is paid on the stand-in.
  private struct Rehearsed {
    let payment: Payment
    let subject: PageSubject
    let description: ProviderDescription
  }

  /// The payment that the stand-in is for. It throws `Refusal` if there is none in simulated mode, or the provider is not
  /// used so any more: attempts that were begun before come to nothing.
  private func rehearsed(_ provider: String, _ reference: String) throws -> Rehearsed {
    guard let description = Providers.descriptions.first(where: { $0.name == provider }),
      try providers.standsIn(providers.named(provider)),
      let payment = try PaymentStore(database: database).payment(reference: reference),
      payment.provider == provider, payment.mode == .simulated,
      let subject = try subject(of: payment)
    else { throw Refusal(.notFound) }
    return Rehearsed(payment: payment, subject: subject, description: description)
  }

  /// What stands for the provider's page.
  func standInPage(
    _ provider: String, _ reference: String, for request: CGIRequest
  ) throws -> CGIResponse {
    let rehearsed = try rehearsed(provider, reference)
    guard isOpen(rehearsed.payment) else { return try wayBack(from: rehearsed) }
    let page = StandInPage(
      seller: try Seller(settings), subject: rehearsed.subject, payment: rehearsed.payment,
      providerTitle: rehearsed.description.title,
      outcomes: Self.choices.filter(rehearsed.description.outcomes.contains))
    return CGIResponse(page.page(in: try language(of: request, rehearsed.subject.language)))
  }

  /// Takes in the genuine callback by which the provider would tell of what the customer chose, and sends the
  /// customer back; a provider's own form that comes here is answered with the page.
  func standIn(
    _ provider: String, _ reference: String, for request: CGIRequest
  ) throws -> CGIResponse {
    let rehearsed = try rehearsed(provider, reference)
    let body = try formBody(of: request)
    guard let form = FormFields(parsing: body) else { throw Refusal(.badRequest) }
    guard !form.all("outcome").isEmpty else {
      return try standInPage(provider, reference, for: request)
    }
    guard let outcome = form.text("outcome").flatMap(SimulatedOutcome.init(rawValue:)),
      Self.choices.contains(outcome), rehearsed.description.outcomes.contains(outcome)
    else { throw Refusal(.badRequest) }
    if isOpen(rehearsed.payment) {
      let callback = try payments.simulate(outcome, of: rehearsed.payment)
      _ = try payments.receiver(for: provider).receive(callback)
    }
    return try wayBack(from: rehearsed)
  }

  /// Whether a customer can still choose how a payment ends.
  private func isOpen(_ payment: Payment) -> Bool {
    [.pending, .authorized].contains(payment.status.state)
  }

  private func wayBack(from rehearsed: Rehearsed) throws -> CGIResponse {
    .redirect(to: try returnAddress(of: rehearsed.payment))
  }
}
