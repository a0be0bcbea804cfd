import Localization

/// The page of a document of which all that is asked for is on its way: what, how and since when. To pay it otherwise
/// takes a second, deliberate step.
struct UnderWayPage {
  let seller: Seller
  let document: Document
  let money: [MoneyUnderWay]
  /// What customers read as a provider's name.
  let label: (_ provider: String) -> String
  /// Where it can be paid all the same; `nil` if nothing can take it.
  let insistingAddress: String?

  /// What an address says whose reader saw that money is under way, and wants to pay all the same.
  static let insisting = "again"

  static let heading = Text(en: "A payment is under way", fr: "Un paiement est en cours")

  func page(in language: Language) -> Page {
    let title = Self.heading
    let frame = PageFrame(seller: seller, language: language, title: title)
    return frame.page(
      """
      \(PageSign.waiting.heading(title, in: language))\
      <p>\(Self.explanation(money), language)</p>
      \(PageFact.list(facts(in: language), in: language))\(notice(in: language))\(way(in: language))
      """)
  }

  /// Said of money under way: that nobody need do anything.
  static func explanation(_ money: [MoneyUnderWay]) -> Text {
    if money.allSatisfy(\.isAwaitingDecision) {
      return Text(
        en: "Your payment was received, and the seller is looking at it. Do not pay a second time.",
        fr: "Votre paiement a été reçu et le vendeur l’examine. Ne payez pas une seconde fois.")
    }
    if money.allSatisfy({ $0.payment.provider == Payment.byHand }) {
      return Text(
        en: "The payment was announced. Nothing more is asked of you meanwhile.",
        fr: "Le paiement a été annoncé. Rien d’autre ne vous est demandé d’ici là.")
    }
    return Text(
      en: """
        Your payment was accepted and its money is on its way, which may take some days. Nothing more is asked of you \
        meanwhile.
        """,
      fr: """
        Votre paiement a été accepté et l’argent est en route, ce qui peut prendre quelques jours. Rien d’autre ne vous \
        est demandé d’ici là.
        """)
  }

  private func facts(in language: Language) -> [PageFact] {
    let kind = document.content.kind.name
    return [PageFact(kind.capitalizedFirst, "<bdi>\(document.number.asTextOnPage())</bdi>")]
      + money.map { PageFact.underWay($0, seller: seller, label: label, in: language) }
  }

  private func notice(in language: Language) -> HTML? {
    guard money.contains(where: \.payment.isUnreal) else { return nil }
    return UnrealNotice.html(ProviderMode.unrealNotice, in: language)
  }

  private func way(in language: Language) -> HTML? {
    guard let insistingAddress else { return nil }
    let label = Text(en: "Pay by other means all the same", fr: "Payer quand même autrement")
    return """
      <p class="quiet"><a href="\(insistingAddress)" rel="nofollow">\(label, language)</a></p>

      """
  }
}

extension PageFact {
  /// How much is under way, by which means, since when.
  static func underWay(
    _ money: MoneyUnderWay, seller: Seller, label: (String) -> String, in language: Language
  ) -> PageFact {
    let date = seller.date(of: money.since).text
    let provider = money.payment.provider == Payment.byHand ? nil : label(money.payment.provider)
    let since = Text(en: "since \(date.en)", fr: "depuis le \(date.fr)")[language]
    let method = money.method.flatMap(PaymentMethodName.name)?[language]
    let parts = [method, provider, since].compactMap(\.self).joined(separator: ", ")
    let name =
      money.isAwaitingDecision
      ? Text(en: "Being checked", fr: "En cours de vérification")
      : Text(en: "Under way", fr: "En cours")
    return PageFact(name, "\(money.amount.text, language) (\(parts))")
  }
}

/// What people call a provider's word for how somebody pays.
enum PaymentMethodName {
  private static let names: [String: Text] = [
    "card": Text(en: "card", fr: "carte"),
    "sepa_debit": Text(en: "SEPA direct debit", fr: "prélèvement SEPA"),
    "us_bank_account": Text(en: "bank debit", fr: "prélèvement bancaire"),
    "bacs_debit": Text(en: "bank debit", fr: "prélèvement bancaire"),
    "customer_balance": Text(en: "bank transfer", fr: "virement"),
    "transfer": Text(en: "bank transfer", fr: "virement"),
    "cheque": Text(en: "cheque", fr: "chèque"),
    "cash": Text(en: "cash", fr: "espèces"),
    "write-off": Text(en: "written off", fr: "passé en perte"),
  ]

  /// `nil` for a word that only the provider knows.
  static func name(_ method: String) -> Text? { names[method.lowercased()] }
}
