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
    /// The country is missing, or is none of ISO 3166.
    case country
    /// The provider did not answer, or would not take the payment; another one may, or the same one later.
    case notStarted(providerTitle: String)
  }

  let seller: Seller
  let document: Document
  let lines: [DocumentLine]
  /// The providers that take the amount, in the user's order; none if no provider does.
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
    let title = Text(en: "Pay \(document.number)", fr: "Payer \(document.number)")[language]
    let choices = offers.map { offer in
      let mark = offer.name == chosenProvider ?? offers.first?.name ? " checked" : ""
      return "<p><label><input type=\"radio\" name=\"provider\" value=\"\(offer.name)\"\(mark)> "
        + "\(PlainPage.escaped(offer.label)) (\(PlainPage.escaped(offer.means[language])))</label></p>"
    }
    let country =
      countryField == .off
      ? ""
      : "<p><label>\(Text(en: "Country", fr: "Pays")[language]) "
        + "<input name=\"country\" maxlength=\"2\" value=\"\(PlainPage.escaped(chosenCountry ?? ""))\">"
        + "</label></p>"
    let button = Text(en: "Proceed to payment", fr: "Procéder au paiement")[language]
    return PlainPage(
      title: title,
      paragraphs: [
        seller.name ?? "", document.number,
        Text(en: "Amount due", fr: "Montant à régler")[language] + " "
          + document.balance.text[language],
      ] + faults.map { "\($0)" },
      form: "<form method=\"post\">\(choices.joined())\(country)<button>\(button)</button></form>"
    ).page(
      faults.isEmpty ? .ok : .badRequest, in: language,
      policy: ContentPolicy(formTargets: formTargets))
  }
}
