import Localization

extension Site {
  /// The page where a document is paid or a product is bought, or what there is to say in its place.
  func payPage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let target = try open(token, request)
    let isInsisting = try isInsisting(request, on: target)
    if case .document(let document, let part) = target, !isInsisting,
      let page = try underWayPage(of: document, part, by: token)
    {
      return CGIResponse(page.page(in: try language(of: request, document.content.language)))
    }
    if let page = try settledPage(target) {
      return CGIResponse(page.page(in: try language(of: request, page.list.statement.language)))
    }
    return try response(
      page(to: target, by: token, about: subject(of: target), insisting: isInsisting),
      for: request)
  }

  /// Whether the reader saw that money is under way, and wants to pay all the same.
  ///
  /// Money that came and waits for the seller's decision is not to be paid once more.
  private func isInsisting(_ request: CGIRequest, on target: OpenedLink.Target) throws -> Bool {
    guard case .document(let document, _) = target,
      FormFields(parsing: request.query.utf8)?.text(UnderWayPage.insisting) == "1"
    else { return false }
    return try !payments.underWay(for: document).contains(where: \.isAwaitingDecision)
  }

  /// The page that tells of money under way, where all that can be asked for is; `nil` if something is to be paid, or
  /// nothing could be anyway.
  private func underWayPage(
    of document: Document, _ part: PartOfClaim, by token: String
  ) throws -> UnderWayPage? {
    guard document.underWay.minorUnits > 0, document.claim.minorUnits == 0,
      document.balance.minorUnits > 0 || document.payable.minorUnits > 0
    else { return nil }
    let payability = try Payability(settings)
    let isPayable: Bool
    do throws(NotPayable) {
      try payability.check(document, insisting: true, for: part)
      isPayable = true
    } catch {
      isPayable = false
    }
    let base = try settings.required(.payLinkBase)
    let money = try payments.underWay(for: document)
    let canInsist =
      try isPayable && !money.contains(where: \.isAwaitingDecision)
      && !offers(for: part, of: document, insisting: true).isEmpty
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
    case .document(let document, _): return PageSubject(document)
    case .product(let product, _):
      return try payments.document(ofOrder: product).map(PageSubject.init) ?? PageSubject(product)
    case .statement(let statement): return PageSubject(statement)
    case .purchase: throw Refusal(.notFound)
    }
  }

  /// The page as it is before anything was filled in but by the link.
  private func page(
    to target: OpenedLink.Target, by token: String, about subject: PageSubject,
    insisting isInsisting: Bool
  ) throws -> PayPage {
    let item: PayPage.Item
    let amount: Amount
    let offers: [ProviderOffer]
    var (email, entry): (String?, AmountEntry?)
    do {
      switch target {
      case .document(let document, let part):
        // Whoever has paid wants to read that, whatever was switched off since.
        guard document.state != .paid else { throw Refusal(.paid, about: subject) }
        try Payability(settings).check(document, insisting: isInsisting, for: part)
        let lines = try DocumentStore(database: database).lines(of: document)
        let address = "\(try settings.required(.payLinkBase))/invoice/\(token)"
        item = .document(document, part, lines: lines, previewAddress: address)
        let (least, most) = try limits(of: part, of: document, insisting: isInsisting)
        amount = most
        if least != most { entry = AmountEntry(least: least, most: most) }
        offers = try self.offers(for: part, of: document, insisting: isInsisting)
      case .product(let product, let prefill):
        item = .product(product, order: product.terms.orderReference ?? prefill.order)
        (amount, email) = (try payments.price(of: product), prefill.email)
        offers = try providers.offered(for: amount)
      case .statement(let statement):
        try Payability(settings).check(statement)
        item = .statement(
          StatementList(statement, try addresses(of: statement), on: try today()))
        amount = statement.claim
        offers = try providers.offered(for: amount)
      case .purchase: throw Refusal(.notFound)
      }
    } catch let reason as NotPayable {
      throw Refusal(StatePage.State(reason), about: subject)
    }
    guard !offers.isEmpty else { throw Refusal(.noProvider, about: subject) }
    var money: [MoneyUnderWay] = []
    if case .document(let document, _) = target { money = try payments.underWay(for: document) }
    return PayPage(
      seller: try Seller(settings), item: item, amount: amount, entry: entry, underWay: money,
      label: providers.label, isInsisting: isInsisting, offers: offers,
      countryField: try settings.value(.countryField), email: email)
  }

  /// Where each document of a statement can be read: of those alone that the reader may pay.
  private func addresses(of statement: AccountStatement) throws -> [String: String] {
    let maker = try links.maker()
    let base = try settings.required(.payLinkBase)
    var addresses: [String: String] = [:]
    for document in statement.documents {
      let link = try maker.link(toPayable: document).url
      addresses[document.number] = "\(base)/invoice/\(link.dropFirst("\(base)/p/".count))"
    }
    return addresses
  }

  private func today() throws -> CalendarDate { try Seller(settings).date(of: clock.now) }

  /// The page of a statement of which nothing can be asked for now; `nil` if something can.
  private func settledPage(_ target: OpenedLink.Target) throws -> StatementPage? {
    guard case .statement(let statement) = target, statement.claim.minorUnits == 0 else {
      return nil
    }
    return StatementPage(
      seller: try Seller(settings),
      list: StatementList(statement, try addresses(of: statement), on: try today()))
  }

  /// The least and the most that can be paid of a document by a link for `part`; the same unless the customer enters it.
  private func limits(
    of part: PartOfClaim, of document: Document, insisting isInsisting: Bool
  ) throws -> (least: Amount, most: Amount) {
    let amounts = document.amounts(for: part, insisting: isInsisting) ?? 0...0
    return (
      document.amount(amounts.lowerBound),
      try Payability(settings).most(of: document.amount(amounts.upperBound))
    )
  }

  /// The providers that take what may be paid, or some of it where the customer enters how much.
  private func offers(
    for part: PartOfClaim, of document: Document, insisting isInsisting: Bool
  ) throws -> [ProviderOffer] {
    let (least, most) = try limits(of: part, of: document, insisting: isInsisting)
    return try providers.offered(from: least, to: most)
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
    if case .document(let document, let part) = target, !isInsisting,
      let page = try underWayPage(of: document, part, by: token)
    {
      return CGIResponse(page.page(in: try language(of: request, document.content.language)))
    }
    if let page = try settledPage(target) {
      return CGIResponse(page.page(in: try language(of: request, page.list.statement.language)))
    }
    var page = try page(to: target, by: token, about: subject, insisting: isInsisting)
    guard let (wish, offer) = page.fill(with: form) else { return try response(page, for: request) }
    if page.entry != nil, try !providers.offered(for: page.amount).contains(offer) {
      page.faults = [.notTaken(page.amount, providerTitle: offer.label)]
      return try response(page, for: request)
    }
    let language = try language(of: request, page.item.language)
    do {
      let (payment, next) = try start(
        wish, with: offer.name, insisting: isInsisting, in: language)
      guard let next else { throw Refusal(.fault, about: subject) }
      return try handOver(payment, next, to: offer, in: language)
    } catch let limit as LimitReached {
      return try self.page(limit, of: subject, for: request)
    } catch let fault as Fault where fault.nature == .refused {
      // Less is left than when the page was made, as money came meanwhile.
      return try payPage(token, for: request)
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
    case .payment(let document, let part, let amount, let payer):
      try payments.start(
        document, with: provider, amount: amount, by: part, insisting: isInsisting, payer: payer,
        byVisitor: true)
    case .statement(let statement, let payer):
      try payments.start(statement, with: provider, payer: payer, byVisitor: true)
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
