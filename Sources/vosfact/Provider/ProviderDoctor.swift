import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let providerDoctor = Subcommand(
    "doctor",
    en: """
      Find out why callbacks of a provider do not arrive

      Its API is asked, as far as it tells, whether the callback address is registered, for which
      events, in which version, and when a delivery failed last; what arrived here tells whether the
      secret is right. Where the API does not tell, the command says what to enter where.
      """,
    fr: """
      Trouver pourquoi les rappels d’un prestataire n’arrivent pas

      Son API est interrogée, autant qu’elle le dit : l’adresse de rappel est-elle enregistrée, pour
      quels événements, dans quelle version, quand une remise a-t-elle échoué en dernier ; ce qui est
      arrivé ici dit si le secret est bon. Là où l’API ne dit rien, la commande dit quoi saisir où.
      """,
    examples: .one(
      "vosfact provider doctor stripe --register", en: "Register the address, and keep the secret",
      fr: "Enregistrer l’adresse, et garder le secret"),
    options: [
      .flag(
        "register", en: "Register the callback address there, and keep what it gives for that",
        fr: "Y enregistrer l’adresse de rappel, et garder ce qu’il donne pour cela"),
      .flag(
        "send-test", en: "Have it send a callback that is about nothing; look again afterwards",
        fr: "Faire envoyer un rappel sans objet ; regardez à nouveau ensuite"),
    ], operands: [.provider],
    exits: [.no, .noInput, .unavailable, .temporary, .permission, .configuration]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    let provider = try kit.providers.named(arguments.operand("provider"))
    if arguments.flag("register") { try provider.registerCallbacks() }
    if arguments.flag("send-test") { try provider.sendTestCallback() }
    let findings = try provider.examine()
    let listing = RowListing(environment, .findings)
    for finding in findings { try listing.add(finding) }
    try listing.finish()
    if environment.format == .table,
      findings.contains(where: { $0.subject == .address && $0.state == .unknown })
    {
      try environment.output.write("\n\(provider.description.guide[environment.language])\n")
    }
    return findings.contains { $0.state == .fault } ? .no : .done
  }
}

extension ProviderFinding.State {
  /// What stands for it in a table.
  fileprivate var sign: String {
    switch self {
    case .good: "✓"
    case .warning: "!"
    case .fault: "✗"
    case .unknown: "–"
    }
  }
}

extension ProviderFinding.Subject {
  /// What a person calls it.
  fileprivate var name: Text {
    switch self {
    case .credentials: Text(en: "Credentials", fr: "Identifiants")
    case .address: Text(en: "Address", fr: "Adresse")
    case .kinds: Text(en: "Events", fr: "Événements")
    case .version: Text(en: "Version", fr: "Version")
    case .secret: Text(en: "Secret", fr: "Secret")
    case .delivery: Text(en: "Delivery", fr: "Remise")
    case .means: Text(en: "Means", fr: "Moyens")
    }
  }
}

extension ListForm<ProviderFinding> {
  /// What was found about a provider's callbacks.
  static let findings = ListForm(
    columns: [
      .styled(en: "", fr: "") { row, _ in
        .init(row.state.sign, row.state == .fault ? .bad : row.state == .good ? .good : .plain)
      },
      .said(en: "Subject", fr: "Objet") { $0.subject.name[$1] },
      .said(en: "Finding", fr: "Constat") { $0.text[$1] },
    ], members: ProviderFinding.form.members)
}
