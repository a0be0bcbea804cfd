package import Localization

/// Why a provider could not be used, or why it refused something.
package enum ProviderError: ExplainedError, Equatable, Sendable {
  case badValue(provider: String, key: String, allowed: Text)
  /// Values of the secret `key` are needed in this mode and are not set.
  case notConfigured(provider: String, missing: [String])
  case notEnabled(provider: String)
  /// A callback is not authentic, or not for this use of the provider.
  /// Two secrets are the same that must not be: what is signed with one would pass for what the other signs.
  case sameSecret(provider: String, keys: [String])
  case refused(Refusal)
  /// The provider's API could not be reached.
  case unreachable(provider: String, reason: Text)
  /// The provider's API answered that it will not.
  case rejected(provider: String, reason: Text)
  /// The provider's API answered what cannot be read: of what it did that says nothing.
  case unreadable(provider: String, reason: Text)
  case neverSends(provider: String, outcome: String)
  case unsupportedAmount(provider: String, reason: Text)
  /// A callback was to be made up that only the provider itself can sign.
  case signedElsewhere(provider: String)
  case cryptography
  /// The certificate by which a callback would be proved is not here; the callback must come again.
  case certificateMissing(provider: String, address: String)

  /// Why a callback was refused.
  package enum Refusal: Equatable, Sendable {
    case notSigned
    case forged
    /// It is a message of ours to the provider, cut up and named otherwise.
    case ownMessage
    /// It is signed with a certificate that is not the provider's.
    case untrusted(Text)
    case stale(at: UnixTime)
    case fromTheFuture(at: UnixTime)
    /// What was signed is not what the provider sends.
    case malformed(Text)
    case wrongMode(expected: ProviderMode)
    /// The event's id is known with another message.
    case contradiction(event: String)
  }

  /// A callback that is not what the provider sends, for a reason that is the middle part of a sentence.
  static func malformed(en: String, fr: String) -> ProviderError {
    .refused(.malformed(Text(en: en, fr: fr)))
  }

  /// A callback whose signed field `name` is not as documented.
  static func malformed(field name: String) -> ProviderError {
    .malformed(
      en: "its field \(name) is missing or not as documented",
      fr: "son champ \(name) manque ou n’est pas conforme")
  }

  /// A callback that says one thing twice, so that what was signed is in doubt.
  static let fieldTwice = malformed(en: "a field is there twice", fr: "un champ y est deux fois")

  /// An answer of the provider's API that is not as documented.
  static func unusable(_ reason: Text, provider: String) -> ProviderError {
    .unreadable(
      provider: provider,
      reason: Text(
        en: "its answer is unusable: \(reason.en)",
        fr: "sa réponse est inutilisable : \(reason.fr)"))
  }

  /// Whether the same may go through later without anybody's doing.
  var isPassing: Bool {
    if case .unreachable = self { true } else { false }
  }

  /// Whether the provider's API was reached, and said what it will not, or what cannot be read.
  var isAnswer: Bool {
    switch self {
    case .rejected, .unreadable: true
    default: false
    }
  }

  /// What the API's answer is, as the middle part of a sentence; the whole sentence of anything else.
  var reason: Text {
    switch self {
    case .rejected(_, let reason), .unreadable(_, let reason), .unreachable(_, let reason): reason
    default: text
    }
  }

  /// An answer of the API that was none, by what it said.
  var asNoAnswer: ProviderError {
    switch self {
    case .rejected(let provider, let reason), .unreadable(let provider, let reason):
      .unreachable(provider: provider, reason: reason)
    default: self
    }
  }

  package var nature: FaultNature {
    switch self {
    case .neverSends: .wrongUsage
    case .badValue, .sameSecret: .badValue
    case .notConfigured, .notEnabled: .misconfigured
    case .refused, .unsupportedAmount, .signedElsewhere: .refused
    case .unreachable, .rejected, .unreadable: .unreachable
    case .cryptography: .internalFault
    case .certificateMissing: .busy
    }
  }

  package var text: Text {
    switch self {
    case .sameSecret(let provider, let keys):
      return Text(
        en: """
          \(provider) cannot have the same secret for \(keys.joined(separator: " and ")); what we sign could come back as \
          a message of its own; set another for one of them, there and here
          """,
        fr: """
          \(provider) ne peut avoir le même secret pour \(keys.joined(separator: " et ")) ; ce que nous signons pourrait \
          revenir comme un message de sa part ; définissez-en un autre pour l’un d’eux, chez lui et ici
          """)
    case .badValue(let provider, let key, let allowed):
      return Text(
        en: "wrong value for \(provider) \(key); nothing was changed; give \(allowed.en)",
        fr: "valeur fausse pour \(provider) \(key) ; rien n’a changé ; donnez \(allowed.fr)")
    case .notConfigured(let provider, let missing):
      let keys = missing.joined(separator: ", ")
      let value = Self.exampleValue(of: missing.first, at: provider)
      return Text(
        en: """
          \(provider) is not configured; missing: \(keys); run: \
          vosfact provider set \(provider) \(missing.first ?? "KEY") \(value.en)
          """,
        fr: """
          \(provider) n’est pas configuré ; il manque : \(keys) ; lancez : \
          vosfact provider set \(provider) \(missing.first ?? "CLÉ") \(value.fr)
          """)
    case .notEnabled(let provider):
      return Text(
        en:
          "\(provider) is not enabled; customers cannot pay with it; run: vosfact provider enable \(provider) --mode live",
        fr:
          "\(provider) n’est pas activé ; les clients ne peuvent payer par lui ; lancez : vosfact provider enable \(provider) --mode live"
      )
    case .refused(let refusal): return refusal.text
    case .unreachable(let provider, let reason):
      return Text(
        en: "\(provider) is unreachable; \(reason.en.shown); try again later",
        fr: "\(provider) est injoignable ; \(reason.fr.shown) ; réessayez plus tard")
    case .rejected(let provider, let reason):
      return Text(
        en: "\(provider) refused the request; \(reason.en.shown); check its configuration",
        fr: "\(provider) a refusé la demande ; \(reason.fr.shown) ; vérifiez sa configuration")
    case .unreadable(let provider, let reason):
      return Text(
        en:
          "\(provider) cannot be understood; \(reason.en.shown); look there for what it did, or try again later",
        fr:
          "\(provider) est incompréhensible ; \(reason.fr.shown) ; voyez chez lui ce qu’il a fait, ou réessayez plus tard"
      )
    case .neverSends(let provider, let outcome):
      let shown = outcome.shown
      return Text(
        en: "\(provider) never sends '\(shown)'; nothing was simulated; choose another outcome",
        fr:
          "\(provider) n’envoie jamais « \(shown) » ; rien n’a été simulé ; choisissez une autre issue"
      )
    case .unsupportedAmount(let provider, let reason):
      return Text(
        en: "\(provider) cannot take this payment; \(reason.en); choose another provider",
        fr:
          "\(provider) ne peut accepter ce paiement ; \(reason.fr) ; choisissez un autre prestataire"
      )
    case .signedElsewhere(let provider):
      return Text(
        en: """
          nothing was simulated; outside simulated mode only \(provider) can sign; run: \
          vosfact provider enable \(provider) --mode simulated
          """,
        fr: """
          rien n’a été simulé ; hors du mode simulated, seul \(provider) peut signer ; lancez : \
          vosfact provider enable \(provider) --mode simulated
          """)
    case .cryptography:
      return Text(
        en: "no signature could be made; libcrypto failed; check the system's OpenSSL",
        fr:
          "aucune signature n’a pu être faite ; libcrypto a échoué ; vérifiez OpenSSL sur le système"
      )
    case .certificateMissing(let provider, let address):
      return Text(
        en: """
          callback not verified; its certificate is not here yet, so that it must be sent again; run: \
          vosfact provider certificate \(provider) \(address)
          """,
        fr: """
          rappel non vérifié ; son certificat manque encore ici, le rappel devra être renvoyé ; lancez : \
          vosfact provider certificate \(provider) \(address)
          """)
    }
  }
}

extension ProviderError {
  /// What stands for the value of a key in a command that sets it: where a secret is, or the value of another.
  private static func exampleValue(of key: String?, at provider: String) -> Text {
    let description = Providers.descriptions.first { $0.name == provider }
    let isPlain = description?.allKeys.contains { $0.name == key && !$0.isSecret } ?? false
    return isPlain ? Text(en: "VALUE", fr: "VALEUR") : Text(en: "env:NAME", fr: "env:NOM")
  }
}

extension ProviderError.Refusal {
  /// The refusal in one word, for scripts.
  package var name: String {
    switch self {
    case .notSigned: "not-signed"
    case .forged: "forged"
    case .ownMessage: "own-message"
    case .untrusted: "untrusted"
    case .stale: "stale"
    case .fromTheFuture: "from-the-future"
    case .malformed: "malformed"
    case .wrongMode: "wrong-mode"
    case .contradiction: "contradiction"
    }
  }

  /// The refusal as the log and the answer carry it.
  package var text: Text {
    let reason = reason
    return Text(en: "callback refused; \(reason.en)", fr: "rappel refusé ; \(reason.fr)")
  }

  /// Why, and what to do.
  private var reason: Text {
    switch self {
    case .notSigned:
      Text(
        en: "it carries no usable signature; only the provider can send one",
        fr: "il ne porte pas de signature utilisable ; seul le prestataire peut en envoyer")
    case .forged:
      Text(
        en: "its signature does not match; compare the secret with the provider's",
        fr: "sa signature ne concorde pas ; comparez le secret avec celui du prestataire")
    case .ownMessage:
      Text(
        en:
          "it is made of what was signed here for the provider; somebody tries to settle without paying",
        fr:
          "il est fait de ce qui a été signé ici pour le prestataire ; quelqu’un tente de régler sans payer"
      )
    case .untrusted(let why):
      Text(
        en: "its certificate is not trusted: \(why.en.shown); check the ca-file",
        fr: "son certificat n’est pas digne de confiance : \(why.fr.shown) ; vérifiez le ca-file")
    case .stale(let time):
      Text(
        en: "it was signed at \(time), too long ago; let the provider send it again",
        fr: "signé le \(time), il est trop ancien ; faites-le renvoyer par le prestataire")
    case .fromTheFuture(let time):
      Text(
        en: "it was signed at \(time), in the future; check this host's clock",
        fr: "signé le \(time), il vient du futur ; vérifiez l’horloge de cette machine")
    case .malformed(let what):
      Text(
        en: "\(what.en.shown); it is not what the provider sends",
        fr: "\(what.fr.shown) ; ce n’est pas ce que le prestataire envoie")
    case .wrongMode(let expected):
      Text(
        en: "it is not for \(expected.rawValue) mode; see 'vosfact provider list'",
        fr: "il n’est pas pour le mode \(expected.rawValue) ; voyez « vosfact provider list »")
    case .contradiction(let event):
      Text(
        en: "\(event.shown) came before with another message; ask the provider",
        fr: "\(event.shown) est déjà venu avec un autre message ; interrogez le prestataire")
    }
  }
}
