import Localization

/// The customer's side: what is answered to each request, over one database.
///
/// Nothing is taken from a request but what is asked of it here: addresses begin with `pay-link.base-url`, whatever
/// host a client names. GET and HEAD change nothing, but that openings of the page for a card are counted, as the
/// provider is asked for each. What a page of another site posts in somebody's name starts nothing.
struct Site {
  let database: Database
  let clock: WallClock
  let providers: Providers
  let links: PayLinks
  let payments: Payments
  let redirect: ReturnRedirect
  /// Makes ready what makes documents to be read.
  let renderer: () throws -> DocumentRenderer
  /// Is told of what goes wrong here, which clients are not.
  let log: (any Error) -> Void

  var settings: Settings { Settings(database: database) }

  /// The answer to `request`.
  ///
  /// It throws what keeps the site from answering: `StorageError`, `Fault`, `SecretError` or a
  /// `ProviderError` of a wrong configuration.
  func response(to request: CGIRequest) throws -> CGIResponse {
    guard let route = SiteRoute(request.path, base: try basePath) else {
      return try page(.notFound, for: request)
    }
    let methods = methods(of: route)
    guard methods.contains(request.method) else {
      return try page(.methodNotAllowed, for: request)
        .with("Allow", methods.joined(separator: ", "))
    }
    if route.isForPeople, request.method == "POST",
      request.isSentByOtherSite(
        than: try settings.value(.payLinkBase).flatMap { WebOrigin(of: $0) })
    {
      return try wayToPay(for: request)
    }
    do {
      switch route {
      case .pay(let token):
        return try request.isRead
          ? database.snapshot { try payPage(token, for: request) }
          : startPayment(token, for: request)
      case .nonce(let token, let reference):
        return try request.isRead
          ? noncePage(token, reference, for: request) : charge(token, reference, for: request)
      case .back(let token): return try database.snapshot { try returnPage(token, for: request) }
      case .invoice(let token):
        return try database.snapshot { try invoicePage(token, for: request) }
      case .invoiceFile(let token): return try invoiceFile(token, for: request)
      case .standIn(let provider, let reference):
        return try request.isRead
          ? standInPage(provider, reference, for: request)
          : standIn(provider, reference, for: request)
      case .callback(let provider): return try callback(provider, request)
      }
    } catch let refusal as Refusal {
      return try page(refusal.state, of: refusal.subject, for: request)
    } catch let error as PayLinkError {
      guard let state = StatePage.State(error) else { throw error }
      return try page(state, for: request)
    } catch let error as NotPayable {
      return try page(StatePage.State(error), for: request)
    }
  }

  /// The methods that a route takes, as the header `Allow` lists them.
  private func methods(of route: SiteRoute) -> [String] {
    switch route {
    case .pay, .nonce, .standIn: return ["GET", "HEAD", "POST"]
    case .back, .invoice, .invoiceFile: return ["GET", "HEAD"]
    case .callback(let provider):
      return Providers.descriptions.first { $0.name == provider }?.callbackMethods ?? ["POST"]
    }
  }

  /// The answer to what another site's page sent: the same address to be opened by who wants to pay. Whether a link is
  /// good is said there.
  private func wayToPay(for request: CGIRequest) throws -> CGIResponse {
    let base = try settings.value(.payLinkBase) ?? ""
    let path =
      request.path.hasPrefix("\(try basePath)/")
      ? request.path.dropFirst(try basePath.count) : request.path[...]
    let address = "\(base)\(path)" + (request.query.isEmpty ? "" : "?\(request.query)")
    return try page(.sentByOtherSite, payAddress: base.isEmpty ? nil : address, for: request)
  }

  /// The path of the address where the site is; empty if it is at the root of its host, or not set.
  private var basePath: String {
    get throws(StorageError) {
      guard let base = try settings.value(.payLinkBase), let origin = WebOrigin(of: base) else {
        return ""
      }
      return String(base.dropFirst(origin.description.count))
    }
  }

  /// A page that says how things stand, with what is, or was, to be paid.
  ///
  /// - Parameters:
  ///   - payAddress: where a means of payment can be chosen.
  ///   - documentAddress: where the document can be read in the place of what there is not.
  func page(
    _ state: StatePage.State, of subject: PageSubject? = nil, payAddress: String? = nil,
    documentAddress: String? = nil, for request: CGIRequest
  ) throws -> CGIResponse {
    let page = StatePage(
      state: state, seller: try Seller(settings), subject: subject, payAddress: payAddress,
      documentAddress: documentAddress)
    return CGIResponse(page.page(in: try language(of: request, subject?.language)))
  }

  /// A page in the place of what was asked for, which says why.
  struct Refusal: Error {
    let state: StatePage.State
    let subject: PageSubject?

    init(_ state: StatePage.State, about subject: PageSubject? = nil) {
      (self.state, self.subject) = (state, subject)
    }
  }

  /// What is answered to who did something too often: nothing was done or written.
  func page(
    _ limit: LimitReached, of subject: PageSubject?, for request: CGIRequest
  ) throws -> CGIResponse {
    try page(.tooManyAttempts(wait: limit.wait), of: subject, for: request)
      .with("Retry-After", String(limit.wait.count))
  }

  /// The language of the answer: what the browser asks for, else the one with this code of ISO 639-1, else the
  /// seller's.
  func language(of request: CGIRequest, _ code: String? = nil) throws(StorageError) -> Language {
    if let language = request.language { return language }
    if let code, let language = Language(rawValue: code) { return language }
    return try settings.value(.language)
  }

  /// The fields of a form of ours.
  ///
  /// - Throws: `Refusal`, about `subject`, if what was posted is none.
  func form(of request: CGIRequest, about subject: PageSubject) throws(Refusal) -> WebForm {
    guard let form = WebForm(parsing: try formBody(of: request, about: subject)) else {
      throw Refusal(.badRequest, about: subject)
    }
    return form
  }

  /// The bytes of a form, whoever made it. It throws as `form(of:about:)` does.
  func formBody(
    of request: CGIRequest, about subject: PageSubject? = nil
  ) throws(Refusal) -> [UInt8] {
    guard request.mediaType == FormBody.contentType else {
      throw Refusal(.unsupportedType, about: subject)
    }
    guard request.body.count <= WebForm.limit else { throw Refusal(.tooLarge, about: subject) }
    return request.body
  }
}

extension StatePage.State {
  /// What is said of a link that is not good; `nil` if the fault is not the link's.
  init?(_ error: PayLinkError) {
    switch error {
    case .malformed, .forged, .unknownDocument, .notOfProduct: self = .notFound
    case .expired: self = .linkExpired
    case .retiredKey, .revoked: self = .linkRevoked
    case .cryptography: return nil
    }
  }

  init(_ reason: NotPayable) {
    self =
      switch reason {
      case .disabled: .notActivated
      case .kind: .kindNotPayable
      case .canceled: .canceled
      case .nothingLeft: .nothingLeft
      case .invoiced: .invoiced
      case .underWay: .underWay
      case .disputed: .disputed
      case .overMaximum: .overMaximum
      case .retired: .linkRevoked
      case .orderPaid: .paid
      }
  }
}
