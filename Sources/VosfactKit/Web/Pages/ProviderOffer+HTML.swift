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
    return switch mode {
    case .live: means
    case .test: Text(en: "\(means.en) (test)", fr: "\(means.fr) (test)")
    case .simulated: Text(en: "\(means.en) (simulated)", fr: "\(means.fr) (simulé)")
    }
  }
}

/// What is said wherever no real money moves.
enum SimulationNotice {
  static let text = Text(
    en: "Simulated mode: no money moves, and no provider is asked.",
    fr: "Mode simulé : aucun argent ne circule, aucun prestataire n’est sollicité.")

  private static let textBesideOthers = Text(
    en: "By the means marked “simulated” no money moves.",
    fr: "Par les moyens marqués « simulé », aucun argent ne circule.")

  static func html(in language: Language) -> HTML {
    html(text, language)
  }

  /// What is said of a choice between `offers`; `nil` where money moves by each of them.
  static func html(of offers: [ProviderOffer], in language: Language) -> HTML? {
    let simulated = offers.count { $0.mode == .simulated }
    guard simulated > 0 else { return nil }
    return html(simulated == offers.count ? text : textBesideOthers, language)
  }

  private static func html(_ text: Text, _ language: Language) -> HTML {
    "<p class=\"notice\">\(text, language)</p>\n"
  }
}
