import CommandLineKit
import Localization
import VosfactKit

/// The secret that the options name: one that is there already, or a new one and the file that it is written to.
struct ChosenSecret {
  let secret: Webhooks.NewSecret
  private let file: (path: String, secret: Secret)?

  init(_ arguments: Arguments, _ environment: Environment, _ kit: Kit) throws {
    switch (arguments.value("secret"), arguments.value("secret-file")) {
    case (let source?, nil):
      secret = try Webhooks.NewSecret(
        SecretSource(source), byReference: arguments.flag("by-reference"),
        environment: environment.variables)
      file = nil
    case (nil, let path?):
      let new = kit.webhooks.newSecret()
      secret = .value(new)
      file = (path, new)
    case (nil, nil), (_?, _?):
      throw Fault(
        .wrongUsage,
        en: "calls must be signed; nothing was changed; give --secret SOURCE or --secret-file FILE",
        fr:
          "les appels doivent être signés ; rien n’a changé ; donnez --secret SOURCE ou --secret-file FICHIER"
      )
    }
  }

  /// Writes a new secret to its file, which its owner alone may read; nothing of the rest is stored if that
  /// fails.
  func write(_ arguments: Arguments) throws {
    guard let file, !arguments.flag("dry-run") else { return }
    try Fault.writing(file.path, file.secret.writeLine(to: file.path))
  }
}
