import Localization

extension Site {
  /// The page where `product` is bought, or what there is to say in its place.
  func productPage(
    _ product: Product, _ prefill: Prefill, for request: CGIRequest
  ) throws -> CGIResponse {
    switch try offer(of: product, prefill, for: request) {
    case .failure(let refusal): return refusal.response
    case .success(let page):
      return CGIResponse(page.page(in: try language(of: request)))
    }
  }

  /// An answer in the place of what was asked for.
  private struct Refusal: Error {
    let response: CGIResponse
  }

  /// The page as it is before anything was filled in but by the link.
  private func offer(
    of product: Product, _ prefill: Prefill, for request: CGIRequest
  ) throws -> Result<ProductPage, Refusal> {
    let subject = try subject(of: product)
    let amount: Amount
    do {
      amount = try payments.price(of: product)
    } catch let reason as NotPayable {
      return .failure(
        Refusal(response: try page(StatePage.State(reason), of: subject, for: request)))
    }
    let offers = try providers.offered(for: amount)
    guard !offers.isEmpty else {
      return .failure(Refusal(response: try page(.noProvider, of: subject, for: request)))
    }
    return .success(
      ProductPage(
        seller: try Seller(settings), product: product, amount: amount,
        orderReference: product.terms.orderReference ?? prefill.order, offers: offers,
        countryField: try settings.countryField, email: prefill.email))
  }

  /// What a page says of `product`: of one order that has a document, the document.
  private func subject(of product: Product) throws(StorageError) -> PageSubject {
    try payments.document(ofOrder: product).map(PageSubject.init) ?? PageSubject(product)
  }

  /// Starts a purchase as the form asks, and sends the customer on to the provider.
  func startPurchase(
    _ product: Product, _ prefill: Prefill, for request: CGIRequest
  ) throws -> CGIResponse {
    let subject = try subject(of: product)
    let form: WebForm
    switch try self.form(of: request) {
    case .success(let fields): form = fields
    case .failure(let refusal): return try page(refusal.state, of: subject, for: request)
    }
    var page: ProductPage
    switch try offer(of: product, prefill, for: request) {
    case .success(let offer): page = offer
    case .failure(let refusal): return refusal.response
    }
    page.fill(with: form)
    let customer = page.customer
    let offer = page.offers.first { $0.name == form["provider"] }
    if offer == nil { page.faults.append(.provider) }
    guard let customer, let offer else {
      return CGIResponse(page.page(in: try language(of: request)))
    }
    let language = try language(of: request)
    do {
      let (payment, next) = try payments.start(
        product, for: customer, orderReference: prefill.order, with: offer.name,
        language: language, byVisitor: true)
      guard let next else { return try self.page(.fault, of: subject, for: request) }
      return try handOver(payment, next, to: offer, in: language)
    } catch let limit as LimitReached {
      return try self.page(limit, of: subject, for: request)
    } catch {
      page.faults = [
        try fault(
          error, at: offer, of: page.offers, for: page.amount, about: .product(product.publicID))
      ]
      return CGIResponse(page.page(in: language)).withRetry(after: error)
    }
  }

}

extension ProductPage {
  /// Takes over what a customer filled in.
  fileprivate mutating func fill(with form: WebForm) {
    (name, email, country) = (form["name"], form["email"], form["country"])
    chosenProvider = form["provider"]
  }

  /// The customer that the fields tell of; `nil`, with the faults, if they do not.
  fileprivate var customer: Customer? {
    mutating get {
      // A code of two letters that no country has is as wrong as any other text.
      let code = country.map { Country.named($0.uppercased())?.code ?? "?" }
      do throws(CustomerFaults) {
        return try Customer(
          name: name ?? "", email: email ?? "", country: code, asking: countryField)
      } catch {
        // In the order of the page's fields.
        let fields = Set(error.faults.map(\.field))
        let all: [PayPage.Fault] = [.email, .name, .country]
        faults += all.filter { $0.field.map(fields.contains) == true }
      }
      return nil
    }
  }
}
