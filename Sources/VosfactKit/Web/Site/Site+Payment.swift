import Localization

extension Site {
  /// The page where a document is paid, or what there is to say in its place.
  func payPage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document: Document
    switch try open(token, request) {
    case .document(let found): document = found
    case .product(let product, let prefill):
      return try productPage(product, prefill, for: request)
    case .purchase: return try page(.notFound, for: request)
    }
    if let answer = try notPayable(document, for: request) { return answer }
    let offers = try providers.offered(for: document.balance)
    guard !offers.isEmpty else { return try page(.noProvider, of: document, for: request) }
    return try response(payPage(of: document, token, offers), document, for: request)
  }

  /// What a link leads to, with what its query fills in.
  private func open(_ token: String, _ request: CGIRequest) throws -> OpenedLink.Target {
    try links.open(request.query.isEmpty ? token : "\(token)?\(request.query)").target
  }

  /// The answer for a document that cannot be paid online; `nil` if it can.
  private func notPayable(
    _ document: Document, for request: CGIRequest
  ) throws -> CGIResponse? {
    // Whoever has paid wants to read that, whatever was switched off since.
    guard document.state != .paid else { return try page(.paid, of: document, for: request) }
    do {
      try Payability(settings).check(document)
      return nil
    } catch let reason as NotPayable {
      return try page(StatePage.State(reason), of: document, for: request)
    }
  }

  private func payPage(
    of document: Document, _ token: String, _ offers: [ProviderOffer]
  ) throws -> PayPage {
    PayPage(
      seller: try Seller(settings), document: document,
      lines: try DocumentStore(database: database).lines(of: document),
      offers: offers,
      countryField: try settings.value(.countryField).flatMap(PayPage.CountryField.init) ?? .off,
      previewAddress: "\(try settings.required(.payLinkBase))/invoice/\(token)",
      formTargets: offers.flatMap(\.targets))
  }

  private func response(
    _ page: PayPage, _ document: Document, for request: CGIRequest
  ) throws -> CGIResponse {
    CGIResponse(page.page(in: try language(of: request, document)))
  }

  /// Starts a payment as the form asks, and sends the customer on to the provider.
  func startPayment(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document: Document
    switch try open(token, request) {
    case .document(let found): document = found
    case .product(let product, let prefill):
      return try startPurchase(product, prefill, for: request)
    case .purchase: return try page(.notFound, for: request)
    }
    let form: WebForm
    switch try self.form(of: request) {
    case .success(let fields): form = fields
    case .failure(let refusal): return try page(refusal.state, of: document, for: request)
    }
    if let answer = try notPayable(document, for: request) { return answer }
    let offers = try providers.offered(for: document.balance)
    guard !offers.isEmpty else { return try page(.noProvider, of: document, for: request) }
    var page = try payPage(of: document, token, offers)
    page.chosenProvider = form["provider"]
    page.chosenCountry = form["country"]
    let offer = offers.first { $0.name == form["provider"] }
    if offer == nil { page.faults.append(.provider) }
    let country = page.countryField == .off ? nil : form["country"]
    let payer = Payer(country: country.flatMap(SettingType.country.normalized))
    if payer.country == nil, country != nil || page.countryField == .required {
      page.faults.append(.country)
    }
    guard page.faults.isEmpty, let offer else {
      return try response(page, document, for: request)
    }
    do {
      let (payment, next) = try payments.start(
        document, with: offer.name, payer: payer, byVisitor: true)
      guard let next else { return try self.page(.fault, of: document, for: request) }
      return try handOver(
        payment, next, to: offer, in: language(of: request, document))
    } catch let limit as LimitReached {
      return try self.page(limit, of: PageSubject(document), for: request)
    } catch {
      page.faults = [
        try fault(
          error, at: offer, of: offers, for: document.balance,
          about: .document(number: document.number))
      ]
      return try response(page, document, for: request).withRetry(after: error)
    }
  }

  /// The way to the provider: nobody is sent where it has no pages.
  func handOver(
    _ payment: Payment, _ next: NextStep, to offer: ProviderOffer, in language: Language
  ) throws -> CGIResponse {
    let base = try settings.required(.payLinkBase)
    let page = HandOverPage(
      seller: try Seller(settings), step: next, providerTitle: offer.label, amount: payment.amount)
    switch next {
    case .redirect(let url), .page(let url):
      // Browsers hold back a form's answer that leads where the form's page did not say it would; a link is not
      // held back. A provider's page may be at a host of the seller's own.
      guard url.hasPrefix("\(base)/") || isPage(url, of: offer) else {
        guard WebOrigin(of: url)?.scheme == "https" else { throw strangeAddress(offer) }
        return CGIResponse(page.page(in: language))
      }
      return .redirect(to: url)
    case .form(let url, _):
      guard url.hasPrefix("\(base)/") || isPage(url, of: offer) else { throw strangeAddress(offer) }
      return CGIResponse(page.page(in: language))
    }
  }

  private func isPage(_ url: String, of offer: ProviderOffer) -> Bool {
    guard let origin = WebOrigin(of: url) else { return false }
    return offer.targets.contains(where: origin.matches)
  }

  private func strangeAddress(_ offer: ProviderOffer) -> ProviderError {
    .rejected(
      provider: offer.name,
      reason: Text(
        en: "it would send the customer to an address that is not its own",
        fr: "il enverrait le client à une adresse qui n’est pas la sienne"))
  }
}
