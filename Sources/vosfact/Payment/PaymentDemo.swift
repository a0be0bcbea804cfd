import CommandLineKit
import Glibc
import Localization
import VosfactKit

extension Subcommand {
  static let paymentDemo = Subcommand(
    "demo",
    en: """
      Watch an invoice get paid, without network or account

      Works in a temporary database, or in a new one named by --db, which is kept. Each step is a
      command that you could type, and its real output.
      """,
    fr: """
      Voir une facture se faire payer, sans réseau ni compte

      Travaille dans une base temporaire, ou dans une nouvelle nommée par --db, qui est gardée.
      Chaque étape est une commande que vous pourriez taper, et sa vraie sortie.
      """,
    examples: .one("vosfact payment demo --lang fr", en: "In French", fr: "En français"),
    exits: [.cannotCreate]
  ) { arguments, environment in
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    if let path = arguments.value("db"), access(path, F_OK) == 0 {
      throw Fault(
        .wrongUsage,
        en:
          "the demo needs a database of its own; \(path.shown) exists; name a new file with --db",
        fr:
          "la démonstration veut une base à elle ; \(path.shown) existe ; nommez un nouveau fichier avec --db"
      )
    }
    let database = try arguments.value("db").map(absolute) ?? "\(folder.path)/vosfact.db"
    guard chdir(folder.path) == 0 else {
      throw Fault.unwritable(folder.path, because: SystemError.last.reason)
    }
    let demonstration = Demonstration(environment, database: database)
    try demonstration.run()
    return .done
  }
}

/// `path` as it is named from any folder.
private func absolute(_ path: String) throws(Fault) -> String {
  guard !path.hasPrefix("/") else { return path }
  guard let folder = getcwd(nil, 0) else {
    throw .unwritable(path, because: SystemError.last.reason)
  }
  defer { free(folder) }
  return "\(String(cString: folder))/\(path)"
}

/// The steps of the demonstration, each run as the command line that is printed before it.
private struct Demonstration {
  private let environment: Environment
  private let database: String

  init(_ environment: Environment, database: String) {
    var variables = environment.variables
    variables["VOSFACT_DB"] = database
    variables["LC_ALL"] = environment.language == .french ? "fr_FR.UTF-8" : "C.UTF-8"
    self.environment = Environment(environment, variables: variables)
    self.environment.language = environment.language
    self.database = database
  }

  func run() throws {
    try environment.output.line("$ export VOSFACT_DB=\(database)")
    try prepare()
    let payment = try attempt()
    try pay(payment)
    try repeatAndForge()
  }

  private let invoice = DemoDocuments.payable

  /// Documents, settings and a provider.
  private func prepare() throws {
    try FileWriter.write(Array(DemoDocuments.json.utf8), to: "documents.json")
    try step(
      Text(
        en: "Documents, as the invoicing service gives them",
        fr: "Des documents, tels que le service de facturation les donne"),
      ["invoice", "import", "documents.json"])
    try step(nil, ["invoice", "list"])
    try step(
      Text(
        en: "Online payment, with Stripe and without its network",
        fr: "Le paiement en ligne, avec Stripe et sans son réseau"),
      ["settings", "set", "online-payments.enabled", "true"])
    try step(nil, ["settings", "set", "pay-link.base-url", "https://pay.example.org"])
    try step(nil, ["provider", "enable", "stripe", "--mode", "simulated"])
  }

  /// A link, and an attempt that does not go through at once; gives the payment's id.
  private func attempt() throws -> String {
    try step(
      Text(en: "The link that the invoice carries", fr: "Le lien que porte la facture"),
      ["pay-link", "create", invoice])
    try step(
      Text(
        en: "The customer opens it and chooses Stripe", fr: "Le client l’ouvre et choisit Stripe"),
      ["payment", "start", invoice, "--provider", "stripe"])
    let kit = try Kit(path: database, access: .existing, environment: environment.variables)
    let payments = try kit.payments.payments(for: kit.documents.named(invoice))
    guard let id = payments.last?.reference else { throw Fault.noPayment(invoice) }
    try callback(
      "pending", of: id,
      Text(
        en:
          "A bank transfer is announced, but no money came yet: an unpaid line, the invoice unchanged",
        fr:
          "Un virement est annoncé, mais l’argent n’est pas là : une ligne « Impayé », la facture inchangée"
      ))
    try step(nil, ["invoice", "show", invoice])
    try step(nil, ["invoice", "history", invoice])
    return id
  }

  private func pay(_ id: String) throws {
    try callback(
      "paid", of: id,
      Text(
        en: "The money came: a paid line, the invoice settled with date and amount",
        fr: "L’argent est là : une ligne « Payé », la facture réglée avec date et montant"))
    try step(nil, ["invoice", "show", invoice])
  }

  private func repeatAndForge() throws {
    try step(
      Text(
        en: "Stripe sends the same callback again: nothing changes",
        fr: "Stripe envoie encore le même rappel : rien ne change"),
      ["payment", "receive", "--provider", "stripe", "paid.http"])
    var request = try RequestFile.bytes(at: "paid.http")
    // The last digit of the body: part of an id or an amount, but signed in any case.
    if let digit = request.lastIndex(where: { (UInt8(ascii: "0")...UInt8(ascii: "8")).contains($0) }
    ) {
      request[digit] += 1
    }
    try FileWriter.write(request, to: "forged.http")
    try step(
      Text(
        en: "Somebody sends it with one digit altered (forged.http): refused, with exit status 1",
        fr: "Quelqu’un l’envoie avec un chiffre altéré (forged.http) : refusé, code de sortie 1"),
      ["payment", "receive", "--provider", "stripe", "forged.http"], endingWith: .no)
    try step(
      Text(en: "What is recorded of it all", fr: "Ce qui en est enregistré"),
      ["invoice", "history", invoice])
    try step(nil, ["payment", "list"])
    try step(nil, ["payment", "audit"])
  }

  private func callback(_ outcome: String, of id: String, _ remark: Text) throws {
    let file = "\(outcome).http"
    try step(
      remark,
      ["provider", "simulate", "stripe", "--payment", id, "--outcome", outcome, "--output", file])
    try step(nil, ["payment", "receive", "--provider", "stripe", file])
  }

  /// Prints a command and runs it.
  private func step(
    _ remark: Text?, _ words: [String], endingWith expected: ExitCode = .done
  ) throws {
    if let remark { try environment.output.line("\n# \(remark[environment.language])") }
    let commandLine = (["vosfact"] + words).joined(separator: " ")
    try environment.output.line("$ \(commandLine)")
    let code = try Vosfact.answer(words, in: environment)
    guard code == expected else {
      throw Fault(
        .internalFault,
        en: "the demo stopped; '\(commandLine)' ended with \(code.rawValue); report it",
        fr:
          "la démonstration s’est arrêtée ; « \(commandLine) » a fini par \(code.rawValue) ; signalez-le"
      )
    }
  }
}
