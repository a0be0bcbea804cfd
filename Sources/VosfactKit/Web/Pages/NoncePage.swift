import Localization

/// The page where a card is asked for by the provider's own script, which yields a nonce.
struct NoncePage {
  let seller: Seller
  let subject: PageSubject
  let payment: Payment
  /// The provider's form, which is posted to the page's own address.
  let form: any NonceForm
  /// Where another means of payment can be chosen.
  let payAddress: String
  /// Whether the provider just refused what the page gave, so that it is asked for again.
  var wasRefused = false

  /// The page around the form.
  func page(in language: Language) -> Page {
    let heading = Text(en: "Pay by card", fr: "Payer par carte")
    let refusal: HTML? = wasRefused ? Self.refusal(in: language) : nil
    let notice: HTML? = UnrealNotice.text(payment.mode).map { UnrealNotice.html($0, in: language) }
    let mark = wasRefused ? Text(en: "Error: ", fr: "Erreur : ") : Text(verbatim: "")
    var frame = PageFrame(
      seller: seller, language: language,
      title: Text(en: mark.en + heading.en, fr: mark.fr + heading.fr))
    frame.postsToUs = true
    frame.rules = form.rules + "form+p>a{display:inline-block;padding-block:.125rem}"
    frame.scripts = [form.script]
    frame.loadedScripts = form.loadedScripts
    frame.outside = form.outside
    return frame.page(
      status: wasRefused ? .badRequest : .ok,
      """
      \(refusal)<h1>\(heading, language)</h1>
      <p class="quiet">\(subject.heading, language)</p>
      <p class="owed"><span>\(Text(en: "Amount", fr: "Montant"), language)</span> \
      <strong>\(payment.amount.text, language)</strong></p>
      \(notice)\(form.html(for: payment.amount, in: language))
      <p><a href="\(payAddress)">\
      \(Text(en: "Choose another means of payment", fr: "Choisir un autre moyen de paiement"), language)</a></p>
      """)
  }

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
