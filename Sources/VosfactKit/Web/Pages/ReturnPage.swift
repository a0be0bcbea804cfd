import Localization

/// The page that a customer comes back to, which says what the database knows.
struct ReturnPage {
  enum Outcome: Equatable, Sendable {
    /// The payment counts.
    case paid
    /// Money came, but settles nothing until the seller has looked at it; `nil` if it is not known why.
    case checking(Attention?)
    /// The money was given back.
    case refunded
    /// Nothing final is known yet; the page asks again at the address `refreshAddress` after some seconds, unless it
    /// did so for long enough.
    case waiting(refreshAddress: String?)
    /// The provider did not take the money.
    case declined
    /// The customer gave up, or waited too long.
    case canceled
    /// No payment was ever started.
    case nothingStarted
  }

  let outcome: Outcome
  let seller: Seller
  let subject: PageSubject
  /// The payment that the page is about: the last one that was started.
  let payment: Payment?
  /// What of it is under way.
  var underWay: [MoneyUnderWay] = []
  /// What customers read as a provider's name.
  var label: (_ provider: String) -> String = { $0 }
  /// Where the customer can try again.
  let payAddress: String

  /// How long the page waits before it asks again, in seconds.
  static let refreshInterval = 10

  func page(in language: Language) -> Page {
    let (sign, heading, paragraphs) = words
    var frame = PageFrame(seller: seller, language: language, title: heading)
    if case .waiting(let address?) = outcome {
      frame.refresh = (Self.refreshInterval, address)
    }
    // A page that asks again is read aloud only where it differs from what was there before.
    return frame.page(
      """
      <div role="status">\(sign.heading(heading, in: language))</div>
      \(paragraphs.map { "<p>\($0, language)</p>\n" })\(facts(in: language))\(notice.map { UnrealNotice.html($0, in: language) })\(way(in: language))
      """)
  }

  /// What is said where no money moved; `nil` where some did, or is to.
  var notice: Text? {
    UnrealNotice.text(payment?.mode) ?? (subject.isUnreal ? ProviderMode.unrealNotice : nil)
  }

  var heading: Text { words.heading }
  var paragraphs: [Text] { words.paragraphs }

  private var words: (sign: PageSign, heading: Text, paragraphs: [Text]) {
    switch outcome {
    case .paid:
      let name = seller.name.map {
        Text(en: " \($0.asNameOnPage) thanks you.", fr: " \($0.asNameOnPage) vous remercie.")
      }
      let thanks = Text(
        en: "Your payment has been received.\(name?.en ?? " Thank you.")",
        fr: "Votre paiement a bien été reçu.\(name?.fr ?? " Merci.")")
      return (.good, Text(en: "Payment accepted", fr: "Paiement accepté"), [thanks])
    case .checking(let attention):
      let hint = Text(
        en: "The seller must look at it. Do not pay a second time.",
        fr: "Le vendeur doit l’examiner. Ne payez pas une seconde fois.")
      return (
        .waiting, Text(en: "Payment being checked", fr: "Paiement en cours de vérification"),
        [checked(attention), hint]
      )
    case .refunded:
      let text = Text(
        en: "Your payment was received, and given back since.",
        fr: "Votre paiement avait été reçu ; il a été remboursé depuis.")
      return (.waiting, Text(en: "Payment refunded", fr: "Paiement remboursé"), [text])
    case .waiting(let address):
      let accepted = underWay.isEmpty ? nil : UnderWayPage.explanation(underWay)
      let text =
        accepted
        ?? Text(
          en: """
            The provider has not confirmed the payment yet. A card takes moments; a bank transfer may take days. \
            Do not pay a second time.
            """,
          fr: """
            Le prestataire n’a pas encore confirmé le paiement. Une carte prend quelques instants ; un virement \
            peut prendre plusieurs jours. Ne payez pas une seconde fois.
            """)
      let again =
        address == nil
        ? Text(
          en: "Open this page again later to see the result.",
          fr: "Rouvrez cette page plus tard pour connaître le résultat.")
        : Text(
          en: "This page is shown anew by itself; you may also close it.",
          fr: "Cette page s’actualise d’elle-même ; vous pouvez aussi la fermer.")
      let heading =
        accepted == nil
        ? Text(en: "Payment awaiting confirmation", fr: "Paiement en attente de confirmation")
        : UnderWayPage.heading
      return (.waiting, heading, [text, again])
    case .declined:
      let hint = Text(
        en: "Your bank or the provider refused it. Try again, or use another means of payment.",
        fr: "Votre banque ou le prestataire l’a refusé. Réessayez ou changez de moyen de paiement.")
      return (
        .bad, Text(en: "Payment declined", fr: "Paiement refusé"), [Self.nothingCharged, hint]
      )
    case .canceled:
      let hint = Text(
        en: "The payment was given up, or took too long.",
        fr: "Le paiement a été abandonné ou a pris trop de temps.")
      return (
        .bad, Text(en: "Payment not completed", fr: "Paiement non abouti"),
        [Self.nothingCharged, hint]
      )
    case .nothingStarted:
      return (
        .waiting, Text(en: "No payment yet", fr: "Aucun paiement pour l’instant"),
        [Text(en: "No payment was started.", fr: "Aucun paiement n’a été lancé.")]
      )
    }
  }

  /// What keeps money that came from counting.
  private func checked(_ attention: Attention?) -> Text {
    let kind = subject.kind
    let isMasculine = subject.isMasculineInFrench
    let this = isMasculine ? "ce \(kind.fr)" : "cette \(kind.fr)"
    switch attention {
    case .alreadySettled:
      return Text(
        en: "Your payment was received, but this \(kind.en) had already been paid.",
        fr:
          "Votre paiement a été reçu, mais \(this) était déjà \(isMasculine ? "réglé" : "réglée").")
    case .disputed:
      return Text(
        en: "Your payment is disputed at your bank.",
        fr: "Votre paiement est contesté auprès de votre banque.")
    case .canceledDocument:
      return Text(
        en: "Your payment was received, but this \(kind.en) was canceled.",
        fr: "Votre paiement a été reçu, mais \(this) a été \(isMasculine ? "annulé" : "annulée").")
    case .amountMismatch, .currencyMismatch, .unknownReference, .needsQuery, .notUnderstood, nil:
      return Text(
        en: "What the provider says of your payment does not agree with what was to be paid.",
        fr:
          "Ce que le prestataire dit de votre paiement ne concorde pas avec ce qui était à régler.")
    }
  }

  private static let nothingCharged = Text(
    en: "Nothing was charged.", fr: "Aucun montant n’a été débité.")

  private func facts(in language: Language) -> HTML? {
    var facts: [PageFact] = []
    if let amount = shownAmount {
      facts.append(PageFact(Text(en: "Amount", fr: "Montant"), "\(amount.text, language)"))
    }
    facts += underWay.map { .underWay($0, seller: seller, label: label, in: language) }
    if let date = paidOn {
      facts.append(PageFact(Text(en: "Date", fr: "Date"), "\(date.text, language)"))
    }
    facts.append(
      PageFact(
        subject.kind.capitalizedFirst,
        "<bdi>\(subject.name.asTextOnPage())</bdi>"))
    if case .checking = outcome, let payment {
      facts.append(PageFact(Text(en: "Payment", fr: "Paiement"), "\(payment.reference)"))
    }
    if outcome == .paid, !subject.isPaid, subject.claim.minorUnits > 0 {
      facts.append(
        PageFact(
          Text(en: "Left to pay", fr: "Reste à régler"), "\(subject.claim.text, language)"))
    }
    return PageFact.list(facts, in: language)
  }

  /// What was paid, or is to be.
  var shownAmount: Amount? {
    switch outcome {
    case .paid: paidAmount
    case .refunded: payment.map { $0.amount($0.status.refunded) }
    default: payment?.amount
    }
  }

  /// The day on which it was paid, where the seller is.
  var paidOn: CalendarDate? {
    guard outcome == .paid, let time = payment?.status.paidAt ?? subject.paidAt else { return nil }
    return seller.date(of: time)
  }

  /// What was paid: by the payment if it is the one that was accepted, else by all that settled the subject.
  private var paidAmount: Amount {
    guard let payment, payment.status.state.isPaid else { return subject.paid }
    return payment.amount
  }

  /// What the customer can do next.
  private func way(in language: Language) -> HTML? {
    switch outcome {
    case .paid, .checking, .waiting, .refunded: nil
    case .declined, .canceled:
      "<p><a class=\"button\" href=\"\(payAddress)\">\(Text(en: "Try again", fr: "Réessayer"), language)</a></p>"
    case .nothingStarted:
      "<p><a class=\"button\" href=\"\(payAddress)\">\(Text(en: "Pay online", fr: "Payer en ligne"), language)</a></p>"
    }
  }
}
