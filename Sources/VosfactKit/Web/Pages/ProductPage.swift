import Localization

/// The page where a customer buys a product without a document first: who buys it, and with which provider.
struct ProductPage {
  let seller: Seller
  let product: Product
  /// What is to be paid: the price, or what is left of its order.
  let amount: Amount
  /// The order of the seller's own shop, which the link or the product says.
  let orderReference: String?
  /// The providers that take the amount, in the user's order.
  let offers: [ProviderOffer]
  let countryField: Customer.CountryField
  /// What the link fills in, or what was filled in before.
  var name: String?
  var email: String?
  var country: String?
  var chosenProvider: String?
  var faults: [PayPage.Fault] = []

  /// The page; its form has the fields `email`, `name`, `country` and `provider`.
  func page(in language: Language) -> Page {
    let title = Text(
      en: "Buy \(product.terms.name.asNameOnPage), \(amount.text.en)",
      fr: "Acheter \(product.terms.name.asNameOnPage), \(amount.text.fr)")
    let mark = faults.isEmpty ? Text(verbatim: "") : Text(en: "Error: ", fr: "Erreur : ")
    let frame = PageFrame(
      seller: seller, language: language,
      title: Text(en: mark.en + title.en, fr: mark.fr + title.fr),
      formTargets: offers.flatMap(\.targets), postsToUs: true)
    let simulation = UnrealNotice.html(of: offers, in: language)
    return frame.page(
      status: PayPage.Fault.status(of: faults),
      """
      \(PayPage.Fault.summary(of: faults, in: language))<h1><bdi>\(product.terms.name.asTextOnPage())</bdi></h1>
      <p class="owed"><span>\(Text(en: "Amount to pay", fr: "Montant à régler"), language)</span> \
      <strong>\(amount.text, language)</strong></p>
      \(PageFact.list(facts, in: language))\(simulation)\(form.html(in: language))
      """)
  }

  private var facts: [PageFact] {
    var facts: [PageFact] = []
    if let orderReference {
      facts.append(
        PageFact(Text(en: "Order", fr: "Commande"), "<bdi>\(orderReference.asTextOnPage())</bdi>"))
    }
    if case .percent(let rate) = product.terms.taxRate {
      let french = rate.description.map { $0 == "." ? "," : $0 }
      facts.append(
        PageFact(
          Text(en: "VAT included", fr: "TVA comprise"), "\(String(french))\u{A0}%"))
    }
    return facts
  }

  private var form: PayForm {
    var fields = [
      PayField(
        name: "email", kind: .email, label: Text(en: "E-mail", fr: "Adresse électronique"),
        isRequired: true, value: email),
      PayField(
        name: "name", kind: .text(autocomplete: "name"), label: Text(en: "Name", fr: "Nom"),
        isRequired: true, value: name),
    ]
    if countryField != .off {
      fields.append(
        PayField(
          name: "country", kind: .country, label: Text(en: "Country", fr: "Pays"),
          isRequired: countryField == .required, value: country))
    }
    return PayForm(
      seller: seller, amount: amount, offers: offers, fieldsBefore: fields,
      chosenProvider: chosenProvider, faults: faults)
  }
}
