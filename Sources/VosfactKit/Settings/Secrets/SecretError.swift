package import Localization

/// Why a secret could not be taken in or read.
package enum SecretError: Error, Equatable, Sendable {
  case notASource
  case notAReference
  case relativeReference(path: String)
  case unset(variable: String)
  case unreadable(path: String, reason: String)
  /// It is no file but a folder, a device, a pipe or a socket.
  case notAFile(path: String)
  case blank
  /// It has fewer than `least` bytes, blanks around it not counted.
  case tooShort(least: Int)
  case tooLong
  /// The secret called `title` is set, but what is stored, or what its reference leads to, can prove nothing.
  ///
  /// - Parameter command: what sets another.
  indirect case unusable(title: Text, reference: String?, fault: SecretError, command: String)
}

extension SecretError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .notASource, .notAReference, .relativeReference: .wrongUsage
    case .unset, .unreadable, .unusable: .misconfigured
    case .notAFile, .blank, .tooShort, .tooLong: .badValue
    }
  }

  package var text: Text {
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
    case .notAFile(let path):
      Text(
        en: "cannot read the secret from \(path.shown); it is no regular file; give a file's path",
        fr:
          "impossible de lire le secret dans \(path.shown) ; ce n’est pas un fichier ordinaire ; donnez le chemin d’un fichier"
      )
    case .blank:
      Text(
        en: "the secret is blank; nothing was changed; check where it comes from",
        fr: "le secret est vide ; rien n’a changé ; vérifiez d’où il vient")
    case .tooShort(let least):
      Text(
        en:
          "the secret is too short; nothing was changed; at least \(least) bytes are needed: check where it comes from",
        fr:
          "le secret est trop court ; rien n’a changé ; il en faut au moins \(least) octets : vérifiez d’où il vient"
      )
    case .tooLong:
      Text(
        en: "the secret is too long; at most 64 KiB are kept; check where it comes from",
        fr: "le secret est trop long ; 64 Kio au plus ; vérifiez d’où il vient")
    case .unusable(let title, let reference, let fault, let command):
      Text(
        en: """
          \(title.en) cannot be used; \(reference?.shown ?? "what is stored") \(fault.reason.en); \
          run: vosfact \(command)
          """,
        fr: """
          \(title.fr) ne peut servir ; \(reference?.shown ?? "ce qui est enregistré") \(fault.reason.fr) ; \
          lancez : vosfact \(command)
          """)
    }
  }

  /// What is wrong with a value, said of it.
  var reason: Text {
    switch self {
    case .blank: Text(en: "is blank", fr: "est vide")
    case .tooShort(let least):
      Text(en: "has fewer than \(least) bytes", fr: "a moins de \(least) octets")
    case .tooLong: Text(en: "has more than 64 KiB", fr: "dépasse 64 Kio")
    case .notAFile: Text(en: "is no regular file", fr: "n’est pas un fichier ordinaire")
    case .notASource, .notAReference:
      Text(en: "is the place of no secret", fr: "n’est l’endroit d’aucun secret")
    case .relativeReference, .unset, .unreadable, .unusable: text
    }
  }
}
