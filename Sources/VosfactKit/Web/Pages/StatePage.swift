import Localization

/// A page that says how things stand, where there is nothing to fill in.
struct StatePage {
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
    let (heading, paragraph) = state == .paid ? paidWords : (state.heading, state.paragraph)
    let frame = PageFrame(seller: seller ?? .unknown, language: language, title: heading)
    return frame.page(
      status: state.status,
      """
      \(state.sign.heading(heading, in: language))\
      <p>\(paragraph, language)</p>
      \(facts(in: language))\(notice(in: language))\(way(in: language))\(otherWays(in: language))
      """)
  }

  /// That it was paid, and when.
  private var paidWords: (heading: Text, paragraph: Text) {
    guard let subject else { return (state.heading, state.paragraph) }
    let (kind, masculine) = (subject.kind, subject.isMasculineInFrench)
    let heading = Text(
      en: "This \(kind.en) is paid",
      fr: masculine ? "Ce \(kind.fr) est réglé" : "Cette \(kind.fr) est réglée")
    guard let date = subject.paidAt.flatMap({ seller?.date(of: $0) })?.text else {
      return (heading, state.paragraph)
    }
    return (
      heading,
      Text(
        en: "It was paid on \(date.en). Thank you.",
        fr: "\(masculine ? "Il a été réglé" : "Elle a été réglée") le \(date.fr). Merci.")
    )
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
    if state == .paid {
      facts.append(
        PageFact(Text(en: "Amount paid", fr: "Montant réglé"), "\(subject.paid.text, language)"))
    } else if state.tellsBalance {
      facts.append(
        PageFact(
          Text(en: "Left to pay", fr: "Reste à régler"), "\(subject.claim.text, language)"))
    }
    return PageFact.list(facts, in: language)
  }

  /// How else to pay, where something is to be paid.
  private func otherWays(in language: Language) -> HTML? {
    guard let seller, state.tellsOtherWays else { return nil }
    // Whoever guesses addresses learns nothing of the seller's account.
    return state == .notFound
      ? seller.withoutAccount.otherWays(reference: nil, in: language)
      : seller.otherWays(reference: subject?.name, in: language)
  }
}
