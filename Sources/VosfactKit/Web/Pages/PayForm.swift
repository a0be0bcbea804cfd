import Localization

/// The form of a pay page: what is asked of the customer, and the way on to a provider.
///
/// It is posted to the page's own address, query included.
struct PayForm {
  let seller: Seller
  /// What is to be paid; `nil` if the customer enters it.
  let amount: Amount?
  /// The providers that take the amount, in the user's order.
  let offers: [ProviderOffer]
  /// What is asked before the provider, and after it.
  var fieldsBefore: [PayField] = []
  var fieldsAfter: [PayField] = []
  /// What was filled in before, if the form came back with faults.
  let chosenProvider: String?
  let faults: [PayPage.Fault]

  func html(in language: Language) -> HTML {
    """
    <form method="post" novalidate>
    \(html(of: fieldsBefore, in: language))\(choice(in: language))\(html(of: fieldsAfter, in: language))\
    <p>\(nextStep, language)</p>
    <button>\(Text(en: "Proceed to payment", fr: "Procéder au paiement"), language)</button>
    <p class="quiet">\(terms, language)</p>
    </form>

    """
  }

  private func html(of fields: [PayField], in language: Language) -> [HTML] {
    fields.map { $0.html(fault: fault(of: $0.name), in: language) }
  }

  /// The providers to choose from, of which the first is chosen until the customer chooses another.
  private func choice(in language: Language) -> HTML {
    let chosen = chosenProvider ?? offers.first?.name
    let fault = fault(of: ProviderOffer.fieldName)
    let described: HTML = fault.map { " aria-describedby=\"\($0.id)\"" } ?? ""
    let choices = offers.enumerated().map { index, offer in
      // The first has the field's own name, to which the summary of faults leads.
      offer.html(
        id: index == 0 ? ProviderOffer.fieldName : "\(ProviderOffer.fieldName)-\(index + 1)",
        isChosen: offer.name == chosen, in: language)
    }
    return """
      <fieldset class="field\(fault == nil ? "" : " wrong")"\(described)>\
      <legend>\(Text(en: "Means of payment", fr: "Moyen de paiement"), language)</legend>
      \(fault?.html(in: language))\(choices)</fieldset>

      """
  }

  /// Said before the leap to another site, so that it is expected.
  private var nextStep: Text {
    let amount = amount?.text ?? Text(en: "this amount", fr: "ce montant")
    let payee = seller.name.map { Text(en: " to \($0.asNameOnPage)", fr: " à \($0.asNameOnPage)") }
    let only = offers.count == 1 ? offers.first?.label.asNameOnPage : nil
    return Text(
      en: """
        Next: you will pay \(amount.en)\(payee?.en ?? "") on the page of \(only ?? "the chosen provider"), then \
        come back here.
        """,
      fr: """
        Étape suivante : vous réglerez \(amount.fr)\(payee?.fr ?? "") sur la page \
        \(only.map { "de \($0)" } ?? "du prestataire choisi"), puis vous reviendrez ici.
        """)
  }

  private var terms: Text {
    Text(
      en: """
        The payment follows the provider’s terms. Your card or account details are told to the provider alone.
        """,
      fr: """
        Le paiement suit les conditions du prestataire. Les données de votre carte ou de votre compte ne sont \
        communiquées qu’à lui.
        """)
  }

  private func fault(of field: String) -> PayPage.Fault? {
    faults.first { $0.field == field }
  }
}
