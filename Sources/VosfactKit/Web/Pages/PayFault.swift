import Localization

extension PayPage {
  /// What is wrong with what was sent, or why no payment could be started.
  struct Fault: Equatable, Sendable {
    /// The id of the element that the fault is about; `nil` if it is about no field.
    let field: String?
    let text: Text
    /// Why the provider did not take the payment, if it is the provider that is at fault.
    var start: StartFault?
  }
}

extension PayPage.Fault {
  /// No provider was picked, or one that is not on offer.
  static let provider = Self(
    field: "provider",
    text: Text(en: "Choose a means of payment", fr: "Choisissez un moyen de paiement"))

  /// The customer's name is missing, or none that shows.
  static let name = Self(field: "name", text: Text(en: "Enter your name", fr: "Indiquez votre nom"))

  /// The customer's e-mail address is missing, or none.
  static let email = Self(
    field: "email",
    text: Text(
      en: "Enter your e-mail address, as name@example.org",
      fr: "Indiquez votre adresse électronique, comme nom@exemple.fr"))

  /// The country is missing, or is none of ISO 3166.
  static let country = Self(
    field: "country", text: Text(en: "Choose your country", fr: "Choisissez votre pays"))

  /// No amount was entered, or one that can be read in several ways or none.
  ///
  /// - Parameter example: an amount that could be.
  static func amount(as example: Amount) -> Self {
    let (english, french) = (example.entered(in: .english), example.entered(in: .french))
    return Self(
      field: "amount",
      text: Text(
        en: "Enter the amount in digits, as \(english)",
        fr: "Indiquez le montant en chiffres, comme \(french)"))
  }

  /// More was entered than may be paid.
  static func amountOver(_ most: Amount) -> Self {
    Self(
      field: "amount",
      text: Text(
        en: "Enter at most \(most.text.en)", fr: "Indiquez au plus \(most.text.fr)"))
  }

  /// Less was entered than may be paid.
  static func amountUnder(_ least: Amount) -> Self {
    Self(
      field: "amount",
      text: Text(
        en: "Enter at least \(least.text.en)", fr: "Indiquez au moins \(least.text.fr)"))
  }

  /// The provider takes other amounts than the one that was entered.
  static func notTaken(_ amount: Amount, providerTitle: String) -> Self {
    let provider = providerTitle.asNameOnPage
    return Self(
      field: "amount",
      text: Text(
        en:
          "\(provider) does not take \(amount.text.en); enter another amount, or choose another means of payment",
        fr:
          "\(provider) n’accepte pas \(amount.text.fr) ; indiquez un autre montant ou choisissez un autre moyen de paiement"
      ))
  }

  /// The provider did not take the payment; the same one may later, or another one, if there is any on offer.
  static func notStarted(_ fault: StartFault, providerTitle: String, hasOthers: Bool) -> Self {
    let provider = providerTitle.asNameOnPage
    let text = Text(
      en: """
        \(provider) is not available at the moment. No money was taken. Try again in a few minutes\
        \(hasOthers ? ", or choose another means of payment" : "").
        """,
      fr: """
        \(provider) n’est pas disponible pour le moment. Aucun montant n’a été débité. Réessayez \
        dans quelques minutes\(hasOthers ? " ou choisissez un autre moyen de paiement" : "").
        """)
    return Self(field: nil, text: text, start: fault)
  }

  /// The status of a page with these faults.
  static func status(of faults: [Self]) -> HTTPStatus {
    faults.lazy.compactMap(\.start).first?.status ?? (faults.isEmpty ? .ok : .badRequest)
  }

  /// The id of the message at the field.
  var id: String { "\(field ?? "form")-error" }

  /// The message at the field.
  func html(in language: Language) -> HTML {
    let error = Text(en: "Error:", fr: "Erreur :")
    return """
      <p class="error" id="\(id)"><span class="spoken">\(error, language)</span> \(text, language)</p>

      """
  }

  /// What stands at the top of the page, where the focus goes: each fault, with a link to its field.
  static func summary(of faults: [Self], in language: Language) -> HTML? {
    guard !faults.isEmpty else { return nil }
    let heading =
      faults.contains { $0.start != nil }
      ? StartFault.heading : Text(en: "There is a problem", fr: "Il y a un problème")
    let items: [HTML] = faults.map { fault in
      guard let field = fault.field else { return "<li>\(fault.text, language)</li>" }
      return "<li><a href=\"#\(field)\">\(fault.text, language)</a></li>"
    }
    return """
      <div class="errors" role="alert" tabindex="-1" autofocus><h2>\(heading, language)</h2>
      <ul>\(items)</ul></div>

      """
  }
}
