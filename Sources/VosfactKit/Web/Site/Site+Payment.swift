import Localization

extension Site {
  /// The page where a document is paid or a product is bought, or what there is to say in its place.
  func payPage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let target = try open(token, request)
    let isInsisting = try isInsisting(request, on: target)
    if case .document(let document) = target, !isInsisting,
      let page = try underWayPage(of: document, by: token)
    {
      return CGIResponse(page.page(in: try language(of: request, document.content.language)))
    }
    return try response(
      page(to: target, by: token, about: subject(of: target), insisting: isInsisting),
      for: request)
  }

  /// Whether the reader saw that money is under way, and wants to pay all the same.
  ///
  /// Money that came and waits for the seller's decision is not to be paid once more.
  private func isInsisting(_ request: CGIRequest, on target: OpenedLink.Target) throws -> Bool {
    guard case .document(let document) = target,
      FormFields(parsing: request.query.utf8)?.text(UnderWayPage.insisting) == "1"
    else { return false }
    return try !payments.underWay(for: document).contains(where: \.isAwaitingDecision)
  }

  /// The page that tells of money under way, where all that can be asked for is; `nil` if something is to be paid, or
  /// nothing could be anyway.
  private func underWayPage(of document: Document, by token: String) throws -> UnderWayPage? {
    guard document.underWay.minorUnits > 0, document.claim.minorUnits == 0,
      document.balance.minorUnits > 0 || document.payable.minorUnits > 0
    else { return nil }
    let payability = try Payability(settings)
    let isPayable: Bool
    do throws(NotPayable) {
      try payability.check(document, insisting: true)
      isPayable = true
    } catch {
      isPayable = false
    }
    let base = try settings.required(.payLinkBase)
    let money = try payments.underWay(for: document)
    let canInsist =
      try isPayable && !money.contains(where: \.isAwaitingDecision)
      && !providers.offered(for: document.payable).isEmpty
    return UnderWayPage(
      seller: try Seller(settings), document: document, money: money,
      label: providers.label,
      insistingAddress: canInsist ? "\(base)/p/\(token)?\(UnderWayPage.insisting)=1" : nil)
  }

  /// What a link leads to, with what its query fills in.
  private func open(_ token: String, _ request: CGIRequest) throws -> OpenedLink.Target {
    try links.open(request.query.isEmpty ? token : "\(token)?\(request.query)").target
  }

  /// What a page says of what a link leads to: of one order that has a document, the document.
  private func subject(of target: OpenedLink.Target) throws -> PageSubject {
    switch target {
    case .document(let document): return PageSubject(document)
    case .product(let product, _):
      return try payments.document(ofOrder: product).map(PageSubject.init) ?? PageSubject(product)
    case .purchase: throw Refusal(.notFound)
    }
  }

  /// The page as it is before anything was filled in but by the link.
  private func page(
    to target: OpenedLink.Target, by token: String, about subject: PageSubject,
    insisting isInsisting: Bool
  ) throws -> PayPage {
    let (item, amount, email): (PayPage.Item, Amount, String?)
    do {
      switch target {
      case .document(let document):
        // Whoever has paid wants to read that, whatever was switched off since.
        guard document.state != .paid else { throw Refusal(.paid, about: subject) }
        try Payability(settings).check(document, insisting: isInsisting)
        let lines = try DocumentStore(database: database).lines(of: document)
        let address = "\(try settings.required(.payLinkBase))/invoice/\(token)"
        item = .document(document, lines: lines, previewAddress: address)
        (amount, email) = (isInsisting ? document.payable : document.claim, nil)
      case .product(let product, let prefill):
        item = .product(product, order: product.terms.orderReference ?? prefill.order)
        (amount, email) = (try payments.price(of: product), prefill.email)
      case .purchase: throw Refusal(.notFound)
      }
    } catch let reason as NotPayable {
      throw Refusal(StatePage.State(reason), about: subject)
    }
    let offers = try providers.offered(for: amount)
    guard !offers.isEmpty else { throw Refusal(.noProvider, about: subject) }
    var money: [MoneyUnderWay] = []
    if case .document(let document) = target { money = try payments.underWay(for: document) }
    return PayPage(
      seller: try Seller(settings), item: item, amount: amount, underWay: money,
      label: providers.label, isInsisting: isInsisting, offers: offers,
      countryField: try settings.value(.countryField), email: email)
  }

  private func response(_ page: PayPage, for request: CGIRequest) throws -> CGIResponse {
    CGIResponse(page.page(in: try language(of: request, page.item.language)))
  }

  /// Starts a payment as the form asks, and sends the customer on to the provider.
  func startPayment(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let target = try open(token, request)
    let subject = try subject(of: target)
    let form = try form(of: request, about: subject)
    let isInsisting = try isInsisting(request, on: target)
    if case .document(let document) = target, !isInsisting,
      let page = try underWayPage(of: document, by: token)
    {
      return CGIResponse(page.page(in: try language(of: request, document.content.language)))
    }
    var page = try page(to: target, by: token, about: subject, insisting: isInsisting)
    guard let (wish, offer) = page.fill(with: form) else { return try response(page, for: request) }
    let language = try language(of: request, page.item.language)
    do {
      let (payment, next) = try start(
        wish, with: offer.name, insisting: isInsisting, in: language)
      guard let next else { throw Refusal(.fault, about: subject) }
      return try handOver(payment, next, to: offer, in: language)
    } catch let limit as LimitReached {
      return try self.page(limit, of: subject, for: request)
    } catch {
      page.faults = [try fault(error, at: offer, on: page)]
      return try response(page, for: request).withRetry(after: error)
    }
  }

  private func start(
    _ wish: PayPage.Wish, with provider: String, insisting isInsisting: Bool,
    in language: Language
  ) throws -> (payment: Payment, next: NextStep?) {
    switch wish {
    case .payment(let document, let payer):
      try payments.start(
        document, with: provider, insisting: isInsisting, payer: payer, byVisitor: true)
    case .purchase(let product, let customer, let order):
      try payments.start(
        product, for: customer, orderReference: order, with: provider, language: language,
        byVisitor: true)
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
