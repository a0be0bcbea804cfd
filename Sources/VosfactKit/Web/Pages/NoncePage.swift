import Localization

/// The page where a card is asked for by the provider's own script, which yields a nonce: Braintree's.
///
/// Its fields are Braintree's "Hosted Fields", frames from Braintree's host, so that no number of a card comes to us.
/// They take the place of the "Drop-in UI", which is deprecated since October 2026 and unsupported from October
/// 2027 (Braintree's guide "Drop-in UI", "Setup and integration").
///
/// Source: the reference of Braintree's JavaScript SDK, version 3.136.0: `HostedFields`, its `create` and `tokenize`;
/// "Using braintree-web with a Content Security Policy".
struct NoncePage {
  let seller: Seller
  let subject: PageSubject
  let payment: Payment
  /// What the provider's script asks for before it works with our shop.
  let clientToken: String
  /// Where another means of payment can be chosen.
  let payAddress: String
  /// Whether the provider just refused what the page gave, so that it is asked for again.
  var wasRefused = false

  /// The page; its form is posted to the page's own address, with the field `nonce`.
  func page(in language: Language) -> Page {
    let heading = Text(en: "Pay by card", fr: "Payer par carte")
    let refusal: HTML? = wasRefused ? Self.refusal(in: language) : nil
    let mark = wasRefused ? Text(en: "Error: ", fr: "Erreur : ") : Text(verbatim: "")
    var frame = PageFrame(
      seller: seller, language: language,
      title: Text(en: mark.en + heading.en, fr: mark.fr + heading.fr))
    frame.postsToUs = true
    frame.rules = CardFields.rules
    frame.scripts = [CardFields.script]
    frame.loadedScripts = CardFields.addresses
    frame.outside = CardFields.sources(isLive: payment.mode == .live)
    return frame.page(
      status: wasRefused ? .badRequest : .ok,
      """
      \(refusal)<h1>\(heading, language)</h1>
      <p class="quiet">\(subject.heading, language)</p>
      <p class="owed"><span>\(Text(en: "Amount", fr: "Montant"), language)</span> \
      <strong>\(payment.amount.text, language)</strong></p>
      <noscript><p class="notice">\(Self.withoutScripts, language)</p></noscript>
      <p class="errors" id="fault" role="alert" hidden>\(Self.fault, language)</p>
      <p class="errors" id="wrong" role="alert" hidden>\(Self.wrong, language)</p>
      \(form(in: language))\
      <p><a href="\(payAddress)">\
      \(Text(en: "Choose another means of payment", fr: "Choisir un autre moyen de paiement"), language)</a></p>
      """)
  }

  private func form(in language: Language) -> HTML {
    let button = Text(
      en: "Pay \(payment.amount.text.en)", fr: "Payer \(payment.amount.text.fr)")
    // Without the script there is nothing to fill in, and until its fields are there nothing to send.
    return """
      <form method="post" data-token="\(clientToken)" hidden>
      \(CardFields.html(in: language))<input type="hidden" name="nonce">
      <button disabled>\(button, language)</button>
      </form>

      """
  }

  private static let withoutScripts = Text(
    en: "This means of payment needs JavaScript.",
    fr: "Ce moyen de paiement nécessite JavaScript.")

  private static let fault = Text(
    en: """
      The card form does not work at the moment. Nothing was charged. Load the page again, or choose another means \
      of payment.
      """,
    fr: """
      Le formulaire de carte ne fonctionne pas pour le moment. Aucun montant n’a été débité. Rechargez la page ou \
      choisissez un autre moyen de paiement.
      """)

  private static let wrong = Text(
    en: "Check the card’s number, its expiry date and its security code. Nothing was charged.",
    fr: """
      Vérifiez le numéro de la carte, sa date d’expiration et son code de sécurité. Aucun montant n’a été débité.
      """)

  private static func refusal(in language: Language) -> HTML {
    let heading = Text(en: "Payment declined", fr: "Paiement refusé")
    let text = Text(
      en: "Nothing was charged. Check the card, or try another one.",
      fr: "Aucun montant n’a été débité. Vérifiez la carte ou essayez-en une autre.")
    return """
      <div class="errors" role="alert" tabindex="-1" autofocus><h2>\(heading, language)</h2>
      <p>\(text, language)</p></div>

      """
  }
}
