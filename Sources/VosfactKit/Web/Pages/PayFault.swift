import Localization

extension PayPage.Fault {
  /// The id of the element that the fault is about; `nil` if it is about no field.
  var field: String? {
    switch self {
    case .provider: "provider"
    case .name: "name"
    case .email: "email"
    case .country: "country"
    case .notStarted: nil
    }
  }

  var text: Text {
    switch self {
    case .provider:
      Text(en: "Choose a means of payment", fr: "Choisissez un moyen de paiement")
    case .name: Text(en: "Enter your name", fr: "Indiquez votre nom")
    case .email:
      Text(
        en: "Enter your e-mail address, as name@example.org",
        fr: "Indiquez votre adresse électronique, comme nom@exemple.fr")
    case .country: Text(en: "Choose your country", fr: "Choisissez votre pays")
    case .notStarted(_, let provider, let hasOthers):
      Text(
        en: """
          \(provider.asNameOnPage) is not available at the moment. No money was taken. Try again in a few minutes\
          \(hasOthers ? ", or choose another means of payment" : "").
          """,
        fr: """
          \(provider.asNameOnPage) n’est pas disponible pour le moment. Aucun montant n’a été débité. Réessayez \
          dans quelques minutes\(hasOthers ? " ou choisissez un autre moyen de paiement" : "").
          """)
    }
  }

  /// Whether it is the provider that is at fault, and not what was entered.
  var isOfProvider: Bool {
    if case .notStarted = self { true } else { false }
  }

  /// The status of a page with these faults.
  static func status(of faults: [Self]) -> HTTPStatus {
    for case .notStarted(let fault, _, _) in faults { return fault.status }
    return faults.isEmpty ? .ok : .badRequest
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
      faults.contains(where: \.isOfProvider)
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
