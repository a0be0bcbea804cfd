import Glibc
import Localization

/// The check that secrets can be read and prove something, that those kept by reference are their owner's alone, and
/// that links can be signed.
struct SecretsCheck {
  let database: Database
  let environment: [String: String]
  let providers: Providers
  let webhooks: Webhooks
  let remedy: Remedy

  private var store: SecretStore {
    SecretStore(database: database, environment: environment)
  }

  private static let rows: StaticString = """
    SELECT name, reference, value
      FROM secret
     ORDER BY name, position
    """

  func run() throws -> CheckFindings {
    var findings = CheckFindings(.secrets, subject: database.path)
    let known = try Dictionary(uniqueKeysWithValues: secrets.map { ($0.name, $0) })
    var rows = try database.query(Self.rows)
    while let row = try rows.next() {
      let name = row.text(0)
      // One of another version need prove nothing here.
      let secret =
        known[name]
        ?? StoredSecret(name: name, title: Text(verbatim: name), leastLength: 0, command: [])
      check(secret, reference: row.optionalText(1), stored: row.bytes(2), &findings)
    }
    try checkSigningKey(&findings)
    return findings
  }

  /// Every secret that this version reads.
  private var secrets: [StoredSecret] {
    get throws {
      let ofProviders = providers.all.flatMap { provider in
        provider.keys.filter(\.isSecret).map { provider.storedSecret($0.name) }
      }
      return try ofProviders + webhooks.all().map(\.secret) + [ReturnRedirect.secret]
    }
  }

  private func check(
    _ secret: StoredSecret, reference: String?, stored: [UInt8], _ findings: inout CheckFindings
  ) {
    do throws(SecretError) {
      _ = try store.value(of: secret, reference: reference, stored: stored)
      if let reference, case .file(let path) = try SecretSource(reference) {
        checkPermissions(of: path, &findings)
      }
    } catch {
      switch error {
      case .unusable(_, _, let fault, _): tell(secret, reference, fault, &findings)
      // It is not repeated: it may be the secret.
      case .notASource, .notAReference: tell(secret, nil, error, &findings)
      default:
        // A timer has another environment, and a service's credentials are there while it runs only.
        let place = reference?.shown ?? "–"
        findings.warning(
          Text(
            en: "\(place) gives no secret here: \(error.text.en)",
            fr: "\(place) ne donne pas de secret ici : \(error.text.fr)"),
          about: secret.name, remedy: reference.flatMap(mending))
      }
    }
  }

  /// Tells of a secret by which nothing may be proved.
  private func tell(
    _ secret: StoredSecret, _ reference: String?, _ fault: SecretError,
    _ findings: inout CheckFindings
  ) {
    let explanation = Text(
      en:
        "\(reference?.shown ?? "what is stored") \(fault.reason.en): it is refused whenever it is read",
      fr:
        "\(reference?.shown ?? "ce qui est enregistré") \(fault.reason.fr) : il est refusé à chaque lecture"
    )
    let another = secret.command.isEmpty ? nil : remedy.vosfact(secret.command)
    switch (reference.map { try? SecretSource($0) }, fault) {
    case (.environment, _):
      // A timer has another environment.
      findings.warning(explanation, about: secret.name, remedy: reference.flatMap(mending))
    case (.file, .blank), (.file, .tooShort), (.file, .tooLong):
      findings.fault(explanation, about: secret.name, remedy: reference.flatMap(mending))
    default: findings.fault(explanation, about: secret.name, remedy: another)
    }
  }

  /// What puts a secret that is typed where the reference looks for it.
  private func mending(_ reference: String) -> String? {
    switch try? SecretSource(reference) {
    case .environment(let variable):
      "read -rs \(variable.shellWord) && export \(variable.shellWord)"
    case .file(let path):
      access(path, F_OK) == 0 && access(path, R_OK) != 0
        ? "chmod u+r \(path.shellPath)" : "install -m 600 /dev/stdin \(path.shellPath)"
    case .standardInput, nil: nil
    }
  }

  private func checkPermissions(of path: String, _ findings: inout CheckFindings) {
    guard let status = FileStatus.at(path), status.kind == .regular, status.isExposed else {
      return
    }
    findings.warning(
      Text(
        en: "others than its owner may read or write this secret",
        fr: "d’autres que son propriétaire peuvent lire ou écrire ce secret"),
      about: path, remedy: Remedy.closing(path))
  }

  private func checkSigningKey(_ findings: inout CheckFindings) throws {
    guard let key = try SigningKeys(in: database).newest, key.retiredAt != nil else { return }
    findings.fault(
      Text(
        en: "the newest key of pay links is retired: new links are refused at once",
        fr: "la dernière clé des liens de paiement est retirée : tout nouveau lien est refusé"),
      about: "signing-key \(key.id)", remedy: remedy.vosfact("pay-link", "rotate-key"))
  }
}
