import Localization

extension Site {
  /// How many times the page asks again while nothing final is known: for five minutes.
  private static let refreshLimit = 30

  /// The page that a customer comes back to. Whatever a provider adds to its address is not looked at.
  func returnPage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let base = try settings.required(.payLinkBase)
    let refresh = refreshAddress(base, token, request)
    switch try links.open(token).target {
    case .document(let document, _):
      let attempts = try payments.payments(for: document).filter { $0.mode != nil }
      // Money that is to be looked at is told of, also if another attempt was made since; else what came last.
      let payment =
        attempts.last { $0.status.attention != nil && $0.isUncounted }
        ?? attempts.max { ($0.lastMoved, $0.key) < ($1.lastMoved, $1.key) }
      return try returnPage(
        PageSubject(document), payment, payAddress: "\(base)/p/\(token)", refresh, for: request)
    case .product: throw Refusal(.notFound)
    case .statement(let statement):
      let attempts = try payments.payments(of: statement)
      return try returnPage(
        PageSubject(statement), attempts.max { ($0.lastMoved, $0.key) < ($1.lastMoved, $1.key) },
        payAddress: "\(base)/p/\(token)", refresh, for: request)
    case .purchase(let payment):
      guard let subject = try subject(of: payment),
        let product = try payments.product(of: payment)
      else { throw Refusal(.notFound) }
      let order = product.isForOneOrder ? nil : payment.purchase?.orderReference
      let link = try links.maker().link(
        toRetired: product, filling: Prefill(email: nil, order: order))
      return try returnPage(subject, payment, payAddress: link.url, refresh, for: request)
    }
  }

  private func returnPage(
    _ subject: PageSubject, _ payment: Payment?, payAddress: String, _ refreshAddress: String?,
    for request: CGIRequest
  ) throws -> CGIResponse {
    let page = ReturnPage(
      outcome: outcome(of: payment, subject, refreshAddress), seller: try Seller(settings),
      subject: subject, payment: payment, underWay: try underWay(of: payment),
      label: providers.label, payAddress: payAddress)
    if let address = try ownPage(for: page) { return .redirect(to: address) }
    return CGIResponse(customized(page, in: try language(of: request, subject.language)))
  }

  /// What of a payment is under way for its document.
  private func underWay(of payment: Payment?) throws -> [MoneyUnderWay] {
    guard let payment, let document = try payments.document(of: payment) else { return [] }
    return try payments.underWay(for: document).filter { $0.payment.key == payment.key }
  }

  /// The page of the user's own that the customer is sent to instead: the product's, else the one of the
  /// settings; `nil` if there is none, or if nothing can sign its address.
  private func ownPage(for page: ReturnPage) throws -> String? {
    guard let payment = page.payment, let state = page.outcome.redirectState else { return nil }
    let product = try payments.product(of: payment)
    guard let address = try product?.terms.returnAddress ?? settings.value(.redirectAddress)
    else { return nil }
    let facts = ReturnRedirect.Facts(
      payment: payment.reference, document: try payments.document(of: payment)?.number,
      state: state, mode: payment.mode)
    do {
      return try redirect.address(address, telling: facts)
    } catch let error as any ExplainedError where error is Fault || error is SecretError {
      // The customer reads how it ended all the same.
      log(error)
      return nil
    }
  }

  /// The page by the user's template, or ours if there is none that can be used.
  private func customized(_ page: ReturnPage, in language: Language) -> Page {
    do {
      if let template = try ReturnTemplate(settings, of: page.seller) {
        return try template.page(of: page.values(in: language), in: language)
      }
    } catch {
      log(error)
    }
    return page.page(in: language)
  }

  /// What a payment is for: its document, else the product that it buys; `nil` if it is not ours.
  func subject(of payment: Payment) throws -> PageSubject? {
    if let statement = try payment.statement.flatMap(links.statement) {
      return PageSubject(statement)
    }
    return try payments.document(of: payment).map(PageSubject.init) ?? PageSubject(payment)
  }

  /// Where the customer of `payment` comes back to.
  func returnAddress(of payment: Payment) throws -> String {
    let maker = try links.maker()
    if let purchase = payment.purchase {
      return try maker.returnAddress(ofPurchase: purchase.publicID)
    }
    if let statement = try payment.statement.flatMap(links.statement) {
      return try maker.returnAddress(for: statement)
    }
    guard let document = try payments.document(of: payment) else {
      throw PayLinkError.unknownDocument
    }
    return try maker.returnAddress(for: document, payment.asked)
  }

  private func outcome(
    of payment: Payment?, _ subject: PageSubject, _ refreshAddress: String?
  ) -> ReturnPage.Outcome {
    if let payment, payment.isUncounted { return .checking(payment.status.attention) }
    guard !subject.isPaid else { return .paid }
    guard let payment else { return .nothingStarted }
    switch payment.status.state {
    case .paid, .partiallyRefunded: return .paid
    case .disputed: return .checking(.disputed)
    case .refunded: return .refunded
    case .pending, .authorized: return .waiting(refreshAddress: refreshAddress)
    case .failed: return .declined
    case .canceled, .expired: return .canceled
    }
  }

  /// Where the page asks again, which counts how often it did; `nil` once it was often enough.
  private func refreshAddress(_ base: String, _ token: String, _ request: CGIRequest) -> String? {
    let told = FormFields(parsing: request.query.utf8)?.text("wait")
    // What is no count at all asks no further either.
    guard let count = Int(told ?? "0"), (0..<Self.refreshLimit).contains(count) else { return nil }
    return "\(base)/r/\(token)?wait=\(count + 1)"
  }
}

extension Payment {
  /// When it was paid, else when it was started.
  fileprivate var lastMoved: UnixTime { max(status.paidAt ?? startedAt, startedAt) }

  /// Whether its provider told of money that does not count, or tells what cannot be.
  fileprivate var isUncounted: Bool {
    guard !status.isSettled else { return false }
    switch status.state {
    case .paid, .partiallyRefunded: return true
    case .pending, .authorized: return status.attention != nil
    case .failed, .canceled, .expired, .refunded, .disputed: return false
    }
  }
}
