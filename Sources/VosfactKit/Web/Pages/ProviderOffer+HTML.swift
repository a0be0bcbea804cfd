import Localization

extension ProviderOffer {
  /// The name of the form's field that says which provider is chosen.
  static let fieldName = "provider"

  /// The choice as the form has it.
  func html(id: String, isChosen: Bool, in language: Language) -> HTML {
    """
    <label class="choice"><input type="radio" name="\(Self.fieldName)" value="\(name)" id="\(id)"\
    \(isChosen ? " checked" : "")><span><bdi>\(label.asTextOnPage())</bdi>\
    <small>\(description, language)</small></span></label>

    """
  }

  /// The means, and what is out of the ordinary.
  private var description: Text {
    let means = Text(en: means.en.capitalizedFirst, fr: means.fr.capitalizedFirst)
    guard let mark = mode.mark else { return means }
    return Text(en: "\(means.en) (\(mark.en))", fr: "\(means.fr) (\(mark.fr))")
  }
}

/// What is said wherever no real money moves.
enum UnrealNotice {
  /// What is said of a payment in `mode`; `nil` where money moves.
  static func text(_ mode: ProviderMode?) -> Text? {
    switch mode {
    case .live, nil: nil
    case .simulated:
      Text(
        en: "Simulated mode: no money moves, and no provider is asked.",
        fr: "Mode simulé : aucun argent ne circule, aucun prestataire n’est sollicité.")
    case .test:
      Text(
        en: "Test mode: no money moves; the provider takes test cards only.",
        fr:
          "Mode de test : aucun argent ne circule ; le prestataire n’accepte que des cartes de test."
      )
    }
  }

  private static let ofSeveral = Text(
    en: "Test and simulated modes: no money moves.",
    fr: "Modes test et simulé : aucun argent ne circule.")

  /// What is said of a choice between `offers`, which are all real or all not; `nil` where money moves.
  static func html(of offers: [ProviderOffer], in language: Language) -> HTML? {
    let modes = Set(offers.map(\.mode))
    guard !modes.isEmpty, !modes.contains(.live) else { return nil }
    return (modes.count == 1 ? text(modes.first) : ofSeveral).map { html($0, in: language) }
  }

  static func html(_ text: Text, in language: Language) -> HTML {
    "<p class=\"notice\">\(text, language)</p>\n"
  }
}
