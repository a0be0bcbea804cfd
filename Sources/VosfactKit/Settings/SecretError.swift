public import Localization

/// Why a secret could not be taken in or read.
public enum SecretError: Error, Equatable, Sendable {
  case notASource
  case notAReference
  case relativeReference(path: String)
  case unset(variable: String)
  case unreadable(path: String, reason: String)
  case empty
  case tooLong
}

extension SecretError: KitError {
  public var nature: FaultNature {
    switch self {
    case .notASource, .notAReference, .relativeReference: .wrongUsage
    case .unset, .unreadable: .misconfigured
    case .empty, .tooLong: .badValue
    }
  }

  public var text: Text {
    switch self {
    case .notASource:
      Text(
        en:
          "a secret is never given on the command line; others can read it there; give env:NAME, file:PATH or -",
        fr:
          "un secret ne se donne jamais sur la ligne de commande ; d’autres peuvent l’y lire ; donnez env:NOM, file:CHEMIN ou -"
      )
    case .notAReference:
      Text(
        en:
          "standard input cannot be kept by reference; it cannot be read again; give env:NAME or file:PATH",
        fr:
          "l’entrée standard ne peut être gardée par référence ; elle ne se relit pas ; donnez env:NOM ou file:CHEMIN"
      )
    case .relativeReference(let path):
      Text(
        en:
          "file:\(path.shown) cannot be kept by reference; commands run in other folders; give an absolute path",
        fr:
          "file:\(path.shown) ne peut être gardé par référence ; les commandes tournent dans d’autres dossiers ; donnez un chemin absolu"
      )
    case .unset(let variable):
      Text(
        en: "no secret in env:\(variable.shown); the variable is not set; set it and run again",
        fr:
          "pas de secret dans env:\(variable.shown) ; la variable n’est pas définie ; définissez-la et relancez"
      )
    case .unreadable(let path, let reason):
      Text(
        en:
          "cannot read the secret from \(path.shown); \(reason); check the path and its permissions",
        fr:
          "impossible de lire le secret dans \(path.shown) ; \(reason) ; vérifiez le chemin et ses droits"
      )
    case .empty:
      Text(
        en: "the secret is empty; nothing was changed; check where it comes from",
        fr: "le secret est vide ; rien n’a changé ; vérifiez d’où il vient")
    case .tooLong:
      Text(
        en: "the secret is too long; at most 64 KiB are kept; check where it comes from",
        fr: "le secret est trop long ; 64 Kio au plus ; vérifiez d’où il vient")
    }
  }
}
