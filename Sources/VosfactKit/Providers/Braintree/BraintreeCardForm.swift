import Localization

/// The form where Braintree's script asks for a card.
///
/// Its fields are Braintree's "Hosted Fields", frames from Braintree's host, so that no number of a card comes to us.
/// They take the place of the "Drop-in UI", which is deprecated since October 2026 and unsupported from October
/// 2027 (Braintree's guide "Drop-in UI", "Setup and integration").
///
/// Source: the reference of Braintree's JavaScript SDK, version 3.136.0: `HostedFields`, its `create` and `tokenize`;
/// "Using braintree-web with a Content Security Policy".
struct BraintreeCardForm: NonceForm {
  /// What the script asks for before it works with our shop.
  let token: String
  let isLive: Bool
  /// Whether the customer's bank is asked before the card is charged (3-D Secure).
  let isVerified: Bool

  /// The version of Braintree's JavaScript SDK, which does not change by itself.
  private static let version = "3.136.0"

  /// The addresses of its modules.
  var loadedScripts: [String] {
    (["client", "hosted-fields"] + (isVerified ? ["three-d-secure"] : [])).map {
      "https://js.braintreegateway.com/web/\(Self.version)/js/\($0).min.js"
    }
  }

  /// What the modules load, by the SDK's reference, "Using braintree-web with a Content Security Policy", "Basic
  /// Directives" and "3D Secure Specific Directives": what PayPal and Google Pay need beyond that is not used here.
  ///
  /// Which bank shows its frame, and which forms are posted into it, nobody can tell beforehand: they may be anywhere, but
  /// not without TLS.
  var outside: ContentPolicy.Outside {
    let place = isLive ? "" : ".sandbox"
    var outside = ContentPolicy.Outside(
      scripts: ["https://js.braintreegateway.com", "https://assets.braintreegateway.com"],
      images: ["https://assets.braintreegateway.com"],
      frames: ["https://assets.braintreegateway.com"],
      connections: [
        "https://api\(place).braintreegateway.com",
        "https://client-analytics\(place).braintreegateway.com", "https://*.braintree-api.com",
      ])
    guard isVerified else { return outside }
    outside.scripts +=
      isLive
      ? ["https://songbird.cardinalcommerce.com", "https://static.client.cardinaltrusted.com"]
      : [
        "https://songbirdstag.cardinalcommerce.com",
        "https://cas.static.client.cardinaltrusted.com",
      ]
    outside.frames = ["https:"]
    outside.connections += ["https://*.cardinalcommerce.com", "https://*.cardinaltrusted.com"]
    outside.forms = ["https:"]
    return outside
  }

  /// Shows the form, fills it with the fields, and sends the nonce that they give: where the card is to be verified, the
  /// one that its bank's answer gives. What the page is told of that decides nothing here: Braintree refuses to charge a
  /// card that had to be verified and was not.
  ///
  /// The post code is asked for where the shop's rules at Braintree want it. Of the codes of errors those with
  /// these words are about what was entered.
  let script = """
    (function(){var f=document.forms[0],b=f.querySelector("button"),\
    ids={number:"number",expirationDate:"expiry",cvv:"code",postalCode:"postcode"};\
    function at(id){return document.getElementById(id)}\
    function tell(id){["fault","wrong","unverified"].forEach(function(one){at(one).hidden=one!==id})}\
    function stop(){f.hidden=true;tell("fault")}\
    if(!window.braintree||!braintree.hostedFields||f.dataset.amount&&!braintree.threeDSecure){stop();return}\
    f.hidden=false;\
    braintree.client.create({authorization:f.dataset.token},function(error,client){\
    if(error){stop();return}\
    var rules=client.getConfiguration().gatewayConfiguration.challenges||[],fields={};\
    Object.keys(ids).forEach(function(key){var label=f.querySelector("label[for="+ids[key]+"]");\
    if(key==="postalCode"){if(rules.indexOf("postal_code")<0)return;label.parentNode.hidden=false}\
    fields[key]={container:at(ids[key]),internalLabel:label.textContent,iframeTitle:label.textContent}});\
    braintree.hostedFields.create({client:client,fields:fields,\
    styles:{input:{color:"#1b2430","font-size":"1rem","font-family":"system-ui,sans-serif"}}},function(error,card){\
    if(error){stop();return}\
    function again(id){b.disabled=false;tell(id)}\
    function send(payload){f.elements.nonce.value=payload.nonce;f.submit()}\
    (function(ready){if(!f.dataset.amount){ready();return}\
    braintree.threeDSecure.create({client:client,version:"2"},function(error,bank){\
    if(error){stop();return}\
    bank.on("lookup-complete",function(data,next){next()});ready(bank)})})(function(bank){\
    b.disabled=false;card.on("inputSubmitRequest",function(){b.click()});\
    f.addEventListener("submit",function(event){event.preventDefault();if(b.disabled)return;b.disabled=true;tell();\
    card.tokenize(function(error,payload){\
    if(!error&&!bank){send(payload);return}\
    if(!error){bank.verifyCard({amount:f.dataset.amount,nonce:payload.nonce,bin:payload.details.bin,\
    collectDeviceData:true},function(error,payload){\
    if(error||!payload.threeDSecureInfo.liabilityShifted&&payload.threeDSecureInfo.liabilityShiftPossible)\
    {again("unverified");return}\
    send(payload)});return}\
    var now=card.getState().fields,isWrong=/EMPTY|INVALID|FAILED/.test(error.code);\
    Object.keys(fields).forEach(function(key){\
    at(ids[key]).classList.toggle("wrong",isWrong&&!now[key].isValid)});\
    again(isWrong?"wrong":"fault")})})})})})})()
    """

  /// The look of what holds the frames, as the other fields have it. The script adds the class of the focus, and of
  /// inputs that nobody sees, by which the keyboard goes in and out of the frames on phones.
  let rules = """
    .pair{display:flex;flex-wrap:wrap;align-items:flex-end;gap:1.25rem 1rem}\
    .pair>*{flex:1 1 8rem}\
    .hosted{height:3rem;padding:0 .75rem;background:#fff;border:1px solid #747e8c;border-radius:.5rem}\
    .hosted.wrong{border:2px solid #b3261e}\
    .braintree-hosted-fields-focused{outline:3px solid #0b57d0;outline-offset:2px}\
    .focus-intercept{position:absolute;width:1px;height:1px;border:0;opacity:0}\
    button:disabled{opacity:.6;cursor:default}\
    noscript>.notice{margin-top:1.25rem}
    """

  func html(for amount: Amount, in language: Language) -> HTML {
    let button = Text(en: "Pay \(amount.text.en)", fr: "Payer \(amount.text.fr)")
    let verified: HTML = isVerified ? " data-amount=\"\(amount.decimal)\"" : ""
    // Without the script there is nothing to fill in, and until its fields are there nothing to send.
    return """
      <noscript><p class="notice">\(Self.withoutScripts, language)</p></noscript>
      <p class="errors" id="fault" role="alert" hidden>\(Self.fault, language)</p>
      <p class="errors" id="wrong" role="alert" hidden>\(Self.wrong, language)</p>
      <p class="errors" id="unverified" role="alert" hidden>\(Self.unverified, language)</p>
      <form method="post" data-token="\(token)"\(verified) hidden>
      \(Self.fields(in: language))<input type="hidden" name="nonce">
      <button disabled>\(button, language)</button>
      </form>
      """
  }

  /// Empty fields with their labels, which the script gives to the frames too.
  private static func fields(in language: Language) -> HTML {
    let number = field("number", Text(en: "Card number", fr: "Numéro de carte"), language)
    let expiry = field(
      "expiry", Text(en: "Expiry date (MM/YY)", fr: "Date d’expiration (MM/AA)"), language)
    let code = field("code", Text(en: "Security code", fr: "Code de sécurité"), language)
    let postCode = field(
      "postcode", Text(en: "Post code of the holder", fr: "Code postal du titulaire"),
      isHidden: true, language)
    return """
      \(number)<div class="pair">\(expiry)\(code)</div>
      \(postCode)
      """
  }

  private static func field(
    _ id: String, _ label: Text, isHidden: Bool = false, _ language: Language
  ) -> HTML {
    """
    <div class="field"\(isHidden ? HTML(" hidden") : "")><label for="\(id)">\(label, language)</label>\
    <div class="hosted" id="\(id)"></div></div>

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

  private static let unverified = Text(
    en:
      "The bank did not confirm that the card is yours. Nothing was charged. Try again, or take another card.",
    fr: """
      La banque n’a pas confirmé que la carte est la vôtre. Aucun montant n’a été débité. Réessayez ou prenez une autre \
      carte.
      """)

  private static let wrong = Text(
    en: "Check the card’s number, its expiry date and its security code. Nothing was charged.",
    fr: """
      Vérifiez le numéro de la carte, sa date d’expiration et son code de sécurité. Aucun montant n’a été débité.
      """)
}
