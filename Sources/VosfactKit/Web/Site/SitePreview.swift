import Localization

/// The customer's pages, made without a web server: to be looked at, kept, or tested.
package struct SitePreview {
  let site: Site
  let invoicing: Invoicing
  /// The language that a browser would ask for; `nil` for the document's own.
  let language: Language?

  private var settings: Settings { site.settings }

  /// What a link would show.
  ///
  /// It throws `CGIRequestError` if the address can be none of ours, or what keeps the site from answering.
  ///
  /// - Parameter link: a whole address, or a pay link's token.
  /// - Returns: the page, or the document's file; and whether the link is good.
  package func content(of link: String) throws -> (bytes: [UInt8], isGood: Bool) {
    let response = try site.response(to: request(for: link))
    return (response.body, response.status == .ok || response.status == .seeOther)
  }

  private func request(for link: String) throws -> CGIRequest {
    let address = link.prefix { $0 != "#" }
    let path = address.prefix { $0 != "?" }
    var variables = [
      "REQUEST_METHOD": "GET", "PATH_INFO": Self.path(of: path),
      "QUERY_STRING": String(address.dropFirst(path.count).dropFirst()),
    ]
    variables["HTTP_ACCEPT_LANGUAGE"] = language?.rawValue
    return try CGIRequest(variables, body: -1)
  }

  /// The path of an address, after its host; that of a pay page for a token alone.
  private static func path(of address: Substring) -> String {
    guard address.contains("/") else { return "/p/\(address)" }
    guard let origin = WebOrigin(of: String(address)) else { return String(address) }
    return String(address.dropFirst(origin.description.count))
  }

  /// What customers see who come back, for one of the ways in which a payment can end.
  package struct Return: Sendable {
    package let state: ReturnRedirect.State
    package let content: Content

    package enum Content: Sendable {
      /// Our page.
      case page([UInt8])
      /// The address of the user's own page.
      case address(String)
    }
  }

  /// What customers see who come back, for every end, of a payment that is made up: nothing is stored.
  ///
  /// It throws `Fault`, what is wrong with the template, or what issuing a document throws.
  package func returns() throws -> [Return] {
    let document = try site.database.transaction(rehearsing: true) { try sampleDocument() }
    let own = try settings.value(.redirectAddress)
    return try ReturnRedirect.State.allCases.map { state in
      let page = ReturnPage(
        outcome: outcome(state), seller: try Seller(settings),
        subject: PageSubject(document), payment: payment(of: document, state),
        payAddress: "\(try settings.required(.payLinkBase))/p/")
      if let own {
        let facts = ReturnRedirect.Facts(
          payment: Self.reference, document: document.number, state: state, mode: .simulated)
        return Return(
          state: state,
          content: .address(try site.redirect.address(own, telling: facts)))
      }
      let language = language ?? Language(ofDocument: document.content.language)
      let made =
        try ReturnTemplate(settings, of: page.seller)?
        .page(of: page.values(in: language), in: language) ?? page.page(in: language)
      return Return(state: state, content: .page(made.html.bytes))
    }
  }

  private static let reference = "EXAMPLE000000000"

  private func sampleDocument() throws -> Document {
    let name = Text(en: "Example customer", fr: "Client d’exemple")
    let work = Text(en: "Example", fr: "Exemple")
    let language = try language ?? settings.value(.language)
    return try invoicing.issue(
      DocumentDraft(
        kind: .invoice, buyer: Buyer(name: name[language]),
        lines: [try LineDraft("\(work[language]);1;100;20")]))
  }

  private func outcome(_ state: ReturnRedirect.State) -> ReturnPage.Outcome {
    switch state {
    case .paid: .paid
    case .pending: .waiting(refreshAddress: nil)
    case .failed: .declined
    case .canceled: .canceled
    }
  }

  private func payment(of document: Document, _ state: ReturnRedirect.State) -> Payment {
    Payment(
      key: PaymentKey(rawValue: 0), reference: Self.reference, documentKey: document.key,
      provider: Providers.descriptions[0].name, mode: .simulated, amount: document.total,
      providerReference: nil,
      next: nil, pageEndsAt: nil, startedAt: site.clock.now, payerCountry: nil, purchase: nil,
      isConflicting: false,
      status: Payment.Status(
        state: PaymentState(rawValue: state.rawValue) ?? .pending, isSettled: state == .paid,
        refunded: 0, credited: 0, received: 0, fee: nil, method: nil,
        paidAt: state == .paid ? site.clock.now : nil, attention: nil))
  }
}
