import Glibc
import Localization

extension CheckedDatabase {
  private static let secretRows: StaticString = """
    SELECT name, reference, value
      FROM secret
     ORDER BY name, position
    """

  /// That secrets can be read and prove something, that those kept by reference are their owner's alone, and that
  /// links can be signed.
  func checkSecrets(_ findings: inout CheckFindings) throws {
    let known = try Dictionary(uniqueKeysWithValues: secrets.map { ($0.name, $0) })
    var rows = try database.query(Self.secretRows)
    while let row = try rows.next() {
      let name = row.text("name")
      // One of another version need prove nothing here.
      let secret =
        known[name]
        ?? StoredSecret(name: name, title: Text(verbatim: name), leastLength: 0, command: [])
      check(secret, reference: row.optionalText("reference"), stored: row.bytes("value"), &findings)
    }
    if let key = try SigningKeys(in: database).newest, key.retiredAt != nil {
      findings.add(
        .fault, about: "signing-key \(key.id)", remedy: remedy.vosfact("pay-link", "rotate-key"),
        en: "the newest key of pay links is retired: new links are refused at once",
        fr: "la dernière clé des liens de paiement est retirée : tout nouveau lien est refusé")
    }
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
      _ = try SecretStore(database: database, environment: environment)
        .value(of: secret, reference: reference, stored: stored)
      guard let reference, case .file(let path) = try SecretSource(reference),
        let status = FileStatus.at(path)
      else { return }
      findings.add(
        .warning, if: status.kind == .regular && status.isExposed, about: path,
        remedy: Remedy.closing(path), en: "others than its owner may read or write this secret",
        fr: "d’autres que son propriétaire peuvent lire ou écrire ce secret")
    } catch {
      switch error {
      case .unusable(_, _, let fault, _): tell(secret, reference, fault, &findings)
      // It is not repeated: it may be the secret.
      case .notASource, .notAReference: tell(secret, nil, error, &findings)
      default:
        // A timer has another environment, and a service's credentials are there while it runs only.
        let place = reference?.shown ?? "–"
        findings.add(
          .warning, about: secret.name, remedy: reference.flatMap(mending),
          en: "\(place) gives no secret here: \(error.text.en)",
          fr: "\(place) ne donne pas de secret ici : \(error.text.fr)")
      }
    }
  }

  /// Tells of a secret by which nothing may be proved.
  private func tell(
    _ secret: StoredSecret, _ reference: String?, _ fault: SecretError,
    _ findings: inout CheckFindings
  ) {
    var status = CheckResult.Status.fault
    var command = secret.command.isEmpty ? nil : remedy.vosfact(secret.command)
    switch (reference.map { try? SecretSource($0) }, fault) {
    case (.environment, _):
      // A timer has another environment.
      status = .warning
      command = reference.flatMap(mending)
    case (.file, .blank), (.file, .tooShort), (.file, .tooLong):
      command = reference.flatMap(mending)
    default: break
    }
    let place =
      reference.map { Text(verbatim: $0.shown) }
      ?? Text(en: "what is stored", fr: "ce qui est enregistré")
    findings.add(
      status, about: secret.name, remedy: command,
      en: "\(place.en) \(fault.reason.en): it is refused whenever it is read",
      fr: "\(place.fr) \(fault.reason.fr) : il est refusé à chaque lecture")
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
}
