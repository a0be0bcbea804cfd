import Localization

/// What stands for a provider's payment page in simulated mode.
struct StandInPage {
  let seller: Seller
  let subject: PageSubject
  let payment: Payment
  let providerTitle: String
  /// What may come of it, the first being the usual one.
  let outcomes: [SimulatedOutcome]

  /// The page; its form is posted to the page's own address, with the field `outcome`.
  func page(in language: Language) -> Page {
    let heading = Text(en: "\(providerTitle), simulated", fr: "\(providerTitle), simulé")
    let buttons: [HTML] = outcomes.enumerated().map { index, outcome in
      """
      <button name="outcome" value="\(outcome.rawValue)"\(index == 0 ? HTML("") : " class=\"plain\"")>\
      \(outcome.choice, language)</button>

      """
    }
    let facts = [
      PageFact(subject.kind.capitalizedFirst, "<bdi>\(subject.name.asTextOnPage())</bdi>"),
      PageFact(Text(en: "Payment", fr: "Paiement"), "\(payment.reference)"),
    ]
    let explanation = Text(
      en: "This page stands for the provider’s own. Choose how the payment ends.",
      fr: "Cette page tient lieu de celle du prestataire. Choisissez l’issue du paiement.")
    let frame = PageFrame(seller: seller, language: language, title: heading, postsToUs: true)
    return frame.page(
      """
      <h1>\(heading, language)</h1>
      \(UnrealNotice.text(.simulated).map { UnrealNotice.html($0, in: language) })<p class="owed">\
      <span>\(Text(en: "Amount", fr: "Montant"), language)</span> \
      <strong>\(payment.amount.text, language)</strong></p>
      \(PageFact.list(facts, in: language))<p>\(explanation, language)</p>
      <form method="post">
      \(buttons)</form>
      """)
  }
}

extension SimulatedOutcome {
  /// What the button says that makes the payment end so.
  fileprivate var choice: Text {
    switch self {
    case .paid: Text(en: "Pay", fr: "Payer")
    case .pending: Text(en: "Leave it pending", fr: "Laisser en attente")
    case .failed: Text(en: "Have it declined", fr: "Faire refuser")
    case .expired: Text(en: "Let it expire", fr: "Laisser expirer")
    case .canceled: Text(en: "Cancel", fr: "Annuler")
    case .refunded: Text(en: "Refund", fr: "Rembourser")
    case .disputed: Text(en: "Dispute", fr: "Contester")
    case .processing: Text(en: "Pay by direct debit", fr: "Payer par prélèvement")
    case .inquiry: Text(en: "Inquire", fr: "Demander des explications")
    case .disputeWon: Text(en: "Withdraw the dispute", fr: "Retirer la contestation")
    case .disputeLost: Text(en: "Uphold the dispute", fr: "Maintenir la contestation")
    }
  }
}
