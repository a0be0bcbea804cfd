import Localization

/// The page where a card is asked for by the provider's own script, which yields a nonce: Braintree's.
///
/// Source: Braintree's guide "Drop-in UI", sections "Setup and integration" and "Content Security Policy".
struct NoncePage {
  let seller: Seller
  let subject: PageSubject
  let payment: Payment
  /// What the provider's script asks for before it works with our shop.
  let clientToken: String
  /// Whether the provider just refused what the page gave, so that it is asked for again.
  var wasRefused = false

  /// The provider's script, of a version that does not change by itself.
  private static let dropIn = "https://js.braintreegateway.com/web/dropin/1.44.1/js/dropin.min.js"

  /// Shows the provider's fields, and sends the nonce that they give. The button stays off until they are there.
  private static let script = """
    (function(){var f=document.forms[0],b=f.querySelector("button"),e=document.getElementById("fault");\
    function fail(){e.hidden=false;b.disabled=false}\
    if(!window.braintree){fail();return}\
    braintree.dropin.create({authorization:f.dataset.token,container:"#card",locale:f.dataset.locale},\
    function(error,card){if(error){fail();return}b.disabled=false;\
    f.addEventListener("submit",function(event){event.preventDefault();if(b.disabled)return;b.disabled=true;\
    e.hidden=true;card.requestPaymentMethod(function(error,payload){if(error){b.disabled=false;return}\
    f.elements.nonce.value=payload.nonce;f.submit()})})})})()
    """

  /// What the script loads, by the guide's list for cards and PayPal.
  private static let sources = ContentPolicy.Outside(
    scripts: [
      "https://js.braintreegateway.com", "https://assets.braintreegateway.com",
      "https://www.paypalobjects.com", "https://*.paypal.com",
    ],
    styles: ["'unsafe-inline'", "https://assets.braintreegateway.com"],
    images: ["https://assets.braintreegateway.com", "https://*.paypal.com"],
    frames: ["https://assets.braintreegateway.com", "https://*.paypal.com"],
    connections: [
      "https://api.sandbox.braintreegateway.com", "https://api.braintreegateway.com",
      "https://client-analytics.sandbox.braintreegateway.com",
      "https://client-analytics.braintreegateway.com", "https://*.braintree-api.com",
      "https://*.paypal.com",
    ])

  /// The page; its form is posted to the page's own address, with the field `nonce`.
  func page(in language: Language) -> Page {
    let heading = Text(en: "Pay by card", fr: "Payer par carte")
    let refusal: HTML? = wasRefused ? Self.refusal(in: language) : nil
    let fault = Text(
      en:
        "The card form cannot be shown. Nothing was charged. Load the page again, or go back and choose another means.",
      fr:
        "Le formulaire de carte ne peut pas s’afficher. Aucun montant n’a été débité. Rechargez la page, ou revenez en arrière et choisissez un autre moyen."
    )
    let without = Text(
      en: "This means of payment needs JavaScript. Go back to choose another one.",
      fr: "Ce moyen de paiement nécessite JavaScript. Revenez en arrière pour en choisir un autre.")
    let button = Text(
      en: "Pay \(payment.amount.text.en)", fr: "Payer \(payment.amount.text.fr)")
    var frame = PageFrame(seller: seller, language: language, title: heading)
    frame.scripts = [Self.script]
    frame.loadedScripts = [Self.dropIn]
    frame.outside = Self.sources
    return frame.page(
      status: wasRefused ? .badRequest : .ok,
      """
      \(refusal)<h1>\(heading, language)</h1>
      <p class="quiet">\(subject.heading, language)</p>
      <p class="owed"><span>\(Text(en: "Amount", fr: "Montant"), language)</span> \
      <strong>\(payment.amount.text, language)</strong></p>
      <noscript><p class="notice">\(without, language)</p></noscript>
      <p class="errors" id="fault" role="alert" hidden>\(fault, language)</p>
      <form method="post" data-token="\(clientToken)" data-locale="\(language == .french ? "fr_FR" : "en_GB")">
      <div id="card"></div>
      <input type="hidden" name="nonce">
      <button disabled>\(button, language)</button>
      </form>
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
