import Localization

/// The fields of a card, which Braintree's script puts into the page as frames of its own, and what it needs to.
enum CardFields {
  /// The version of Braintree's JavaScript SDK, which does not change by itself.
  private static let version = "3.136.0"

  /// The addresses of its two modules.
  static let addresses = ["client", "hosted-fields"].map {
    "https://js.braintreegateway.com/web/\(version)/js/\($0).min.js"
  }

  /// What the modules load, by the SDK's reference, "Using braintree-web with a Content Security Policy", "Basic
  /// Directives": what PayPal, Google Pay and 3D Secure need beyond that is not used here.
  static func sources(isLive: Bool) -> ContentPolicy.Outside {
    let place = isLive ? "" : ".sandbox"
    return ContentPolicy.Outside(
      scripts: ["https://js.braintreegateway.com", "https://assets.braintreegateway.com"],
      images: ["https://assets.braintreegateway.com"],
      frames: ["https://assets.braintreegateway.com"],
      connections: [
        "https://api\(place).braintreegateway.com",
        "https://client-analytics\(place).braintreegateway.com", "https://*.braintree-api.com",
      ])
  }

  /// Shows the form, fills it with the fields, and sends the nonce that they give.
  ///
  /// The post code is asked for where the shop's rules at Braintree want it. Of the codes of errors those with
  /// these words are about what was entered.
  static let script = """
    (function(){var f=document.forms[0],b=f.querySelector("button"),\
    ids={number:"number",expirationDate:"expiry",cvv:"code",postalCode:"postcode"};\
    function at(id){return document.getElementById(id)}\
    function tell(id){["fault","wrong"].forEach(function(one){at(one).hidden=one!==id})}\
    function stop(){f.hidden=true;tell("fault")}\
    if(!window.braintree||!braintree.hostedFields){stop();return}\
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
    b.disabled=false;card.on("inputSubmitRequest",function(){b.click()});\
    f.addEventListener("submit",function(event){event.preventDefault();if(b.disabled)return;b.disabled=true;tell();\
    card.tokenize(function(error,payload){\
    if(!error){f.elements.nonce.value=payload.nonce;f.submit();return}\
    b.disabled=false;var now=card.getState().fields,isWrong=/EMPTY|INVALID|FAILED/.test(error.code);\
    Object.keys(fields).forEach(function(key){\
    at(ids[key]).classList.toggle("wrong",isWrong&&!now[key].isValid)});\
    tell(isWrong?"wrong":"fault")})})})})})()
    """

  /// The look of what holds the frames, as the other fields have it. The script adds the class of the focus, and of
  /// inputs that nobody sees, by which the keyboard goes in and out of the frames on phones.
  static let rules = """
    .pair{display:flex;flex-wrap:wrap;align-items:flex-end;gap:1.25rem 1rem}\
    .pair>*{flex:1 1 8rem}\
    .hosted{height:3rem;padding:0 .75rem;background:#fff;border:1px solid #747e8c;border-radius:.5rem}\
    .hosted.wrong{border:2px solid #b3261e}\
    .braintree-hosted-fields-focused{outline:3px solid #0b57d0;outline-offset:2px}\
    .focus-intercept{position:absolute;width:1px;height:1px;border:0;opacity:0}\
    button:disabled{opacity:.6;cursor:default}\
    noscript>.notice{margin-top:1.25rem}\
    form+p>a{display:inline-block;padding-block:.125rem}
    """

  /// Empty fields with their labels, which the script gives to the frames too.
  static func html(in language: Language) -> HTML {
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
}
