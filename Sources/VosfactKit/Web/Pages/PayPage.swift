import Localization

/// The page where a customer sees what is owed and picks a provider.
struct PayPage {
  /// Whether the form asks for the country.
  enum CountryField: String, Sendable {
    case off, optional, required
  }

  /// What is wrong with what was sent, or why no payment could be started.
  enum Fault: Equatable, Sendable {
    /// No provider was picked, or one that is not on offer.
    case provider
    /// The customer's name is missing, or none that shows.
    case name
    /// The customer's e-mail address is missing, or none.
    case email
    /// The country is missing, or is none of ISO 3166.
    case country
    /// The provider did not take the payment; the same one may later, or another one, if there is any on offer.
    case notStarted(StartFault, providerTitle: String, hasOthers: Bool)
  }

  let seller: Seller
  let document: Document
  let lines: [DocumentLine]
  /// The providers that take the amount, in the user's order.
  let offers: [ProviderOffer]
  let countryField: CountryField
  /// Where the document itself is shown.
  let previewAddress: String
  /// Where the form may be sent on to.
  var formTargets: [String] = []
  /// What was filled in before, if the form came back with faults.
  var chosenProvider: String?
  var chosenCountry: String?
  var faults: [Fault] = []

  /// The page; the form is posted to the page's own address, with the fields `provider` and `country`.
  func page(in language: Language) -> Page {
    let title = Text(
      en: "Pay \(document.balance.text.en): \(document.heading.en)",
      fr: "Payer \(document.balance.text.fr) : \(document.heading.fr)")
    let mark = faults.isEmpty ? Text(verbatim: "") : Text(en: "Error: ", fr: "Erreur : ")
    let frame = PageFrame(
      seller: seller, language: language,
      title: Text(en: mark.en + title.en, fr: mark.fr + title.fr), formTargets: formTargets,
      postsToUs: true)
    return frame.page(status: Fault.status(of: faults), content(in: language))
  }

  private func content(in language: Language) -> HTML {
    let simulation = UnrealNotice.html(of: offers, in: language)
    return """
      \(Fault.summary(of: faults, in: language))<h1>\(document.heading, language)</h1>
      \(document.issueLine(in: language))\(owed(in: language))\(facts(in: language))\(simulation)\
      \(form.html(in: language))\(details(in: language))\(otherWays(in: language))
      """
  }

  private func owed(in language: Language) -> HTML {
    let label =
      document.paidMinorUnits == 0
      ? Text(en: "Amount to pay", fr: "Montant à régler")
      : Text(en: "Left to pay", fr: "Reste à régler")
    return """
      <p class="owed"><span>\(label, language)</span> <strong>\(document.balance.text, language)</strong></p>

      """
  }

  private func facts(in language: Language) -> HTML? {
    var facts: [PageFact] = []
    if document.paidMinorUnits != 0 {
      facts.append(
        PageFact(Text(en: "Total", fr: "Montant total"), "\(document.total.text, language)"))
      facts.append(
        PageFact(Text(en: "Already paid", fr: "Déjà réglé"), "\(document.paid.text, language)"))
    }
    if let due = document.content.dueOn {
      facts.append(PageFact(Text(en: "Due date", fr: "Échéance"), "\(due.text, language)"))
    }
    let buyer = document.content.buyer.name.asTextOnPage()
    facts.append(PageFact(Text(en: "Customer", fr: "Client"), "<bdi>\(buyer)</bdi>"))
    if let order = document.content.orderReference {
      facts.append(
        PageFact(Text(en: "Order", fr: "Commande"), "<bdi>\(order.asTextOnPage())</bdi>"))
    }
    return PageFact.list(facts, in: language)
  }

  private var form: PayForm {
    PayForm(
      seller: seller, amount: document.balance, offers: offers,
      fieldsAfter: [country].compactMap(\.self), chosenProvider: chosenProvider, faults: faults)
  }

  /// How else to pay, where the provider did not take the payment.
  private func otherWays(in language: Language) -> HTML? {
    guard faults.contains(where: \.isOfProvider) else { return nil }
    return seller.otherWays(reference: document.number, in: language)
  }

  private var country: PayField? {
    guard countryField != .off else { return nil }
    return PayField(
      name: "country", kind: .country, label: Text(en: "Country", fr: "Pays"),
      isRequired: countryField == .required, value: chosenCountry)
  }

  private func details(in language: Language) -> HTML {
    PayLines(document: document, lines: lines, previewAddress: previewAddress).html(in: language)
  }
}
