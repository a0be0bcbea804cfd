import Localization

/// A page that says how things stand, where there is nothing to fill in.
struct StatePage {
  /// What there is to say.
  enum State: Equatable, Sendable {
    /// The document is paid, in full.
    case paid
    case canceled
    /// Nothing is owed, though nothing was paid: a document of nothing, or a credit note.
    case nothingLeft
    case linkExpired
    /// The link was revoked, or its key retired.
    case linkRevoked
    /// Nothing is there: a forged or cut link, or another address.
    case notFound
    /// More is owed than may be paid online.
    case overMaximum
    /// The seller takes no payments online.
    case notActivated
    /// The kind of document cannot be paid online.
    case kindNotPayable
    /// No provider takes the amount or the currency.
    case noProvider
    /// What was sent is no form of ours.
    case badRequest
    case methodNotAllowed
    case requestTimeout
    case tooLarge
    case unsupportedType
    /// Too many attempts in a short time.
    case tooManyAttempts(wait: Seconds)
    /// Another site's page sent it, in the name of whoever reads that.
    case sentByOtherSite
    /// The provider that was chosen does not take the payment now.
    case notStarted(StartFault)
    /// The document is too long for visitors to get it as a file.
    case fileTooLong
    /// There was no place to make the file in.
    case fileDelayed
    /// Something is wrong here, and not with the customer.
    case fault
    /// The database is busy or cannot be written; the same again later will do.
    case unavailable

    var status: HTTPStatus {
      switch self {
      case .paid, .canceled, .nothingLeft, .overMaximum, .notActivated, .kindNotPayable,
        .noProvider:
        .ok
      case .linkExpired, .linkRevoked: .gone
      case .notFound, .fileTooLong: .notFound
      case .badRequest: .badRequest
      case .sentByOtherSite: .forbidden
      case .methodNotAllowed: .methodNotAllowed
      case .requestTimeout: .requestTimeout
      case .tooLarge: .contentTooLarge
      case .unsupportedType: .unsupportedMediaType
      case .tooManyAttempts: .tooManyRequests
      case .notStarted(let fault): fault.status
      case .fault: .internalServerError
      case .unavailable, .fileDelayed: .serviceUnavailable
      }
    }
  }

  let state: State
  /// Who to turn to; `nil` if that cannot be told, as without a database.
  var seller: Seller?
  /// What the page is about, if a good link says it.
  var subject: PageSubject?
  /// Where a means of payment can be chosen, if there is something to choose.
  var payAddress: String?
  /// Where the document can be read in the place of what there is not.
  var documentAddress: String?

  func page(in language: Language) -> Page {
    let words = state.words(
      of: subject, paidOn: subject?.paidAt.flatMap { seller?.date(of: $0) })
    let frame = PageFrame(seller: seller ?? .unknown, language: language, title: words.heading)
    return frame.page(
      status: state.status,
      """
      \(state.sign.heading(words.heading, in: language))\
      \(words.paragraphs.map { "<p>\($0, language)</p>\n" })\(facts(in: language))\(notice(in: language))\
      \(way(in: language))\(otherWays(in: language))
      """)
  }

  private func notice(in language: Language) -> HTML? {
    guard subject?.isUnreal == true else { return nil }
    return UnrealNotice.html(ProviderMode.unrealNotice, in: language)
  }

  private func way(in language: Language) -> HTML? {
    if let documentAddress {
      let label = Text(en: "Read the document", fr: "Lire le document")
      return "<p><a class=\"button\" href=\"\(documentAddress)\">\(label, language)</a></p>\n"
    }
    guard let payAddress else { return nil }
    let label =
      state == .sentByOtherSite
      ? Text(en: "Go to the payment page", fr: "Aller à la page de paiement")
      : Text(en: "Choose a means of payment", fr: "Choisir un moyen de paiement")
    return "<p><a class=\"button\" href=\"\(payAddress)\">\(label, language)</a></p>\n"
  }

  private func facts(in language: Language) -> HTML? {
    guard let subject else { return nil }
    var facts = [
      PageFact(subject.kind.capitalizedFirst, "<bdi>\(subject.name.asTextOnPage())</bdi>")
    ]
    switch state {
    case .paid:
      facts.append(
        PageFact(Text(en: "Amount paid", fr: "Montant réglé"), "\(subject.paid.text, language)"))
    case .overMaximum, .notActivated, .kindNotPayable, .noProvider, .tooManyAttempts, .notStarted,
      .unavailable:
      facts.append(
        PageFact(
          Text(en: "Left to pay", fr: "Reste à régler"), "\(subject.balance.text, language)"))
    default: break
    }
    return PageFact.list(facts, in: language)
  }

  /// How else to pay, where something is to be paid.
  private func otherWays(in language: Language) -> HTML? {
    guard let seller else { return nil }
    switch state {
    case .overMaximum, .notActivated, .kindNotPayable, .noProvider, .linkExpired, .linkRevoked,
      .tooManyAttempts, .notStarted:
      return seller.otherWays(reference: subject?.name, in: language)
    case .notFound:
      // Whoever guesses addresses learns nothing of the seller's account.
      return seller.withoutAccount.otherWays(reference: nil, in: language)
    case .paid, .canceled, .nothingLeft, .badRequest, .methodNotAllowed, .requestTimeout, .tooLarge,
      .unsupportedType, .sentByOtherSite, .fault, .unavailable, .fileTooLong, .fileDelayed:
      return nil
    }
  }
}
