import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerTest = Subcommand(
    "test",
    en: """
      Ask a provider whether its credentials are good

      What is missing is said first. Nothing is changed at the provider, and in simulated mode
      nobody is asked.
      """,
    fr: """
      Demander à un prestataire si ses identifiants sont bons

      Ce qui manque est dit d’abord. Rien n’est changé chez le prestataire, et en mode simulated
      personne n’est interrogé.
      """,
    examples: .one(
      "vosfact provider test stripe", en: "Exit 0 if they are good, 1 if not",
      fr: "Code 0 s’ils sont bons, 1 sinon"), operands: [.provider],
    exits: [.no, .noInput, .unavailable, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    let provider = try kit.providers.named(arguments.operand("provider"))
    let result = try provider.test()
    let name = provider.description.title
    let text =
      switch result {
      case .good:
        Text(en: "✓ \(name) takes the credentials\n", fr: "✓ \(name) accepte les identifiants\n")
      case .notAsked:
        Text(
          en: "✓ \(name) is simulated; nobody is asked\n",
          fr: "✓ \(name) est simulé ; personne n’est interrogé\n")
      case .cannotAsk:
        Text(
          en: "– \(name): \(result.reason?.en ?? "")\n",
          fr: "– \(name) : \(result.reason?.fr ?? "")\n")
      case .refused(let why):
        Text(en: "✗ \(why.text.en)\n", fr: "✗ \(why.text.fr)\n")
      }
    let form = ProviderTestResult.form
    try environment.show((provider.description.name, result), as: form) {
      environment.terminal.styled(text[environment.language], result.isGood ? .good : .bad)
    }
    return result.isGood ? .done : .no
  }
}
