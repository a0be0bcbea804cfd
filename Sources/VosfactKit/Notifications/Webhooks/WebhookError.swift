package import Localization

/// Why a webhook cannot be had, or told.
package enum WebhookError: Error, Equatable, Sendable {
  case unknown(name: String)
  case badAddress
  case badEvents
  case badSecret
  case taken(id: Int64)
  /// It has no secret to sign with.
  case noSecret(id: Int64)
  /// What is kept as its secret, or what that refers to, is none that can sign.
  case unfitSecret(id: Int64)
  /// The call cannot be signed: libcrypto fails.
  case cryptography
  /// Its host is on a private network, or this machine.
  case privateAddress(host: String, address: String)
  /// No address is known of its host.
  case unknownHost(String)
  /// It answered that it is gone, and is told no more.
  case gone(id: Int64, url: String)
  /// A call was given up after three days.
  case givenUp(id: Int64, url: String)
  /// A message that is named is no call.
  case notACall(id: Int64)
}

extension WebhookError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .unknown, .notACall: .notFound
    case .badAddress, .badEvents, .badSecret: .badValue
    case .taken: .refused
    case .noSecret, .unfitSecret, .privateAddress: .misconfigured
    case .cryptography: .internalFault
    case .unknownHost, .gone, .givenUp: .unreachable
    }
  }

  package var text: Text {
    switch self {
    case .unknown(let name):
      Text(
        en: "no webhook '\(name.shown)'; none has this number; see 'vosfact settings webhook list'",
        fr:
          "aucun webhook « \(name.shown) » ; aucun n’a ce numéro ; voyez « vosfact settings webhook list »"
      )
    case .badAddress:
      Text(
        en: "the address cannot be called; nothing was changed; give one that begins with https://",
        fr:
          "l’adresse ne peut être appelée ; rien n’a changé ; donnez-en une qui commence par https://"
      )
    case .badEvents:
      Text(
        en: "no such event; nothing was changed; give some of \(Self.eventNames)",
        fr: "aucun événement de ce nom ; rien n’a changé ; donnez parmi \(Self.eventNames)")
    case .badSecret:
      Text(
        en:
          "the secret cannot sign calls; it is not whsec_ and the base 64 of 24 to 64 bytes; give another",
        fr:
          "le secret ne peut signer d’appels ; ce n’est pas whsec_ suivi de la base 64 de 24 à 64 octets ; donnez-en un autre"
      )
    case .taken(let id):
      Text(
        en: "the address has a webhook already; nothing was changed; remove webhook \(id) first",
        fr: "l’adresse a déjà un webhook ; rien n’a changé ; retirez d’abord le webhook \(id)")
    case .noSecret(let id):
      Text(
        en:
          "webhook \(id) was not called; it has no secret; run: vosfact settings webhook rotate \(id) --secret-file FILE",
        fr:
          "le webhook \(id) n’a pas été appelé ; il n’a pas de secret ; lancez : vosfact settings webhook rotate \(id) --secret-file FICHIER"
      )
    case .unfitSecret(let id):
      Text(
        en: """
          webhook \(id) was not called; its secret is not whsec_ and the base 64 of 24 to 64 bytes; run: \
          vosfact settings webhook rotate \(id) --secret-file FILE
          """,
        fr: """
          le webhook \(id) n’a pas été appelé ; son secret n’est pas whsec_ suivi de la base 64 de 24 à 64 octets ; \
          lancez : vosfact settings webhook rotate \(id) --secret-file FICHIER
          """)
    case .cryptography:
      Text(
        en: "the call could not be signed; libcrypto failed; check the installation of OpenSSL",
        fr: "l’appel n’a pu être signé ; libcrypto a échoué ; vérifiez l’installation d’OpenSSL")
    case .privateAddress(let host, let address):
      Text(
        en:
          "\(host.shown) was not called; \(address) is on a private network; set notifications.webhook.allow-private if it is yours",
        fr:
          "\(host.shown) n’a pas été appelé ; \(address) est sur un réseau privé ; réglez notifications.webhook.allow-private s’il est à vous"
      )
    case .unknownHost(let host):
      Text(
        en:
          "\(host.shown) was not called; no address is known of it; check its name and the network",
        fr:
          "\(host.shown) n’a pas été appelé ; on ne lui connaît pas d’adresse ; vérifiez son nom et le réseau"
      )
    case .gone(let id, let url):
      Text(
        en:
          "webhook \(id) is told no more; \(url.shown) answered 410, that it is gone; mend it and run: vosfact settings webhook enable \(id)",
        fr:
          "le webhook \(id) n’est plus informé ; \(url.shown) a répondu 410, qu’il n’existe plus ; réparez-le et lancez : vosfact settings webhook enable \(id)"
      )
    case .givenUp(let id, let url):
      Text(
        en:
          "a call to webhook \(id) was given up; \(url.shown) did not take it for three days; see 'vosfact settings webhook deliveries'",
        fr:
          "un appel au webhook \(id) a été abandonné ; \(url.shown) ne l’a pas pris pendant trois jours ; voyez « vosfact settings webhook deliveries »"
      )
    case .notACall(let id):
      Text(
        en: "message \(id) is no call; nothing was done; see 'vosfact settings webhook deliveries'",
        fr:
          "le message \(id) n’est pas un appel ; rien n’a été fait ; voyez « vosfact settings webhook deliveries »"
      )
    }
  }
  private static var eventNames: String {
    WebhookEvent.allCases.map(\.rawValue).joined(separator: ", ")
  }
}
