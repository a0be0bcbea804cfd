extension Site {
  /// A payment that is made with a nonce, on a page of ours.
  private struct Card {
    let payment: Payment
    let subject: PageSubject
    let provider: any NonceProvider
    /// Where the customer comes to in the end.
    let returnAddress: String
    /// Where the customer chose this means, and can choose another.
    let payAddress: String
  }

  /// The payment `reference` of the document or product that `token` is good for. It throws
  /// `Refusal` if it is none that a nonce charges.
  private func card(_ token: String, _ reference: String) throws -> Card {
    guard let payment = try PaymentStore(database: database).payment(reference: reference),
      let (subject, returnAddress) = try way(back: links.open(token).target, payment, token),
      let provider = try providers.provider(payment.provider) as? any NonceProvider,
      try providers.named(payment.provider).mode == payment.mode
    else { throw Refusal(.notFound) }
    return Card(
      payment: payment, subject: subject, provider: provider, returnAddress: returnAddress,
      payAddress: "\(try settings.required(.payLinkBase))/p/\(token)")
  }

  /// What `payment` is for and where its customer comes back to, if a link that leads to `target` is good for it.
  private func way(
    back target: OpenedLink.Target, _ payment: Payment, _ token: String
  ) throws -> (PageSubject, String)? {
    switch target {
    case .document(let document, _) where payment.documentKey == document.key:
      (PageSubject(document), "\(try settings.required(.payLinkBase))/r/\(token)")
    case .product(let product, _) where payment.purchase?.productKey == product.key:
      (try subject(of: payment) ?? PageSubject(product), try returnAddress(of: payment))
    case .statement(let statement) where payment.statement == statement.reference:
      (PageSubject(statement), "\(try settings.required(.payLinkBase))/r/\(token)")
    default: nil
    }
  }

  /// The page that asks for a card by the provider's script.
  func noncePage(
    _ token: String, _ reference: String, for request: CGIRequest
  ) throws -> CGIResponse {
    try page(of: card(token, reference), wasRefused: false, for: request)
  }

  private func page(
    of card: Card, wasRefused: Bool, for request: CGIRequest
  ) throws -> CGIResponse {
    guard card.payment.status.state == .pending, !card.subject.isPaid else {
      return .redirect(to: card.returnAddress)
    }
    do {
      // The provider is asked each time that the page is opened; what a card was just tried for was counted already.
      if !wasRefused {
        try VisitorCounts(database: database, clock: clock).take(card.payment.cardLimits)
      }
      guard
        let form = try card.provider.form(
          for: card.payment.amount, over: providers.transport)
      else {
        throw Refusal(.notFound)
      }
      let page = NoncePage(
        seller: try Seller(settings), subject: card.subject, payment: card.payment,
        form: form, payAddress: card.payAddress, wasRefused: wasRefused)
      return CGIResponse(page.page(in: try language(of: request, card.subject.language)))
    } catch let limit as LimitReached {
      return try self.page(limit, of: card.subject, for: request)
    } catch let error as ProviderError {
      log(error)
      return try page(
        .notStarted(StartFault(error)), of: card.subject, payAddress: card.payAddress, for: request
      ).withRetry(after: error)
    }
  }

  /// Charges what the page's nonce stands for, and sends the customer back, who reads there how it ended.
  func charge(_ token: String, _ reference: String, for request: CGIRequest) throws -> CGIResponse {
    let card = try card(token, reference)
    guard let nonce = try form(of: request, about: card.subject)["nonce"] else {
      throw Refusal(.badRequest, about: card.subject)
    }
    do {
      _ = try payments.charge(
        card.payment, nonce: Secret(bytes: Array(nonce.utf8)), byVisitor: true)
    } catch let error as ProviderError {
      log(error)
      // Where no answer came, reconciliation finds out whether it was charged: nothing is to be tried again.
      if case .rejected = error { return try page(of: card, wasRefused: true, for: request) }
    } catch let limit as LimitReached {
      return try page(limit, of: card.subject, for: request)
    } catch is ChargeError {
      // Charged by another tab, or under way there.
      return .redirect(to: card.returnAddress)
    }
    return .redirect(to: card.returnAddress)
  }
}
