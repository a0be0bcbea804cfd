import Glibc
import Localization

/// The check that secrets kept by reference can be read, by their owner alone, and that links can be signed.
struct SecretsCheck {
  let kit: Kit
  let remedy: Remedy

  private static let references: StaticString = """
    SELECT name, reference
      FROM secret
     WHERE reference IS NOT NULL
     ORDER BY name, position
    """

  func run() throws -> CheckFindings {
    var findings = CheckFindings(.secrets, subject: kit.database.path)
    var rows = try kit.database.query(Self.references)
    while let row = try rows.next() { check(row.text(0), row.text(1), &findings) }
    try checkSigningKey(&findings)
    return findings
  }

  private func check(_ name: String, _ reference: String, _ findings: inout CheckFindings) {
    do throws(SecretError) {
      let source = try SecretSource(reference)
      _ = try source.read(environment: kit.environment)
      if case .file(let path) = source { checkPermissions(of: path, &findings) }
    } catch {
      let command = mending(reference)
      // A timer has another environment, and a service's credentials are there while it runs only.
      findings.warning(
        Text(
          en: "\(reference.shown) gives no secret here: \(error.text.en)",
          fr: "\(reference.shown) ne donne pas de secret ici : \(error.text.fr)"),
        about: name, remedy: command)
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
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mode & 0o077 != 0
    else { return }
    findings.warning(
      Text(
        en: "others than its owner may read or write this secret",
        fr: "d’autres que son propriétaire peuvent lire ou écrire ce secret"),
      about: path, remedy: Remedy.closing(path))
  }

  private func checkSigningKey(_ findings: inout CheckFindings) throws {
    guard let key = try SigningKeys(in: kit.database).newest, key.retiredAt != nil else { return }
    findings.fault(
      Text(
        en: "the newest key of pay links is retired: new links are refused at once",
        fr: "la dernière clé des liens de paiement est retirée : tout nouveau lien est refusé"),
      about: "signing-key \(key.id)", remedy: remedy.vosfact("pay-link", "rotate-key"))
  }
}
