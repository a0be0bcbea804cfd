import Localization

/// Why a mail cannot be made of a message.
enum MailContentError: Error, Equatable, Sendable {
  /// The document that it is about is not there.
  case noDocument(number: String)
  /// One of its recipients has no address that mail can be sent to.
  case badRecipient(address: String)
  /// A template of the settings cannot be used.
  case badTemplate(key: String, MustacheError)
  /// A message was refused for good or given up.
  case refused(id: Int64, Text)

  /// Whether another try would come to the same.
  var isPermanent: Bool {
    switch self {
    case .noDocument, .badRecipient, .refused: true
    case .badTemplate: false
    }
  }
}

extension MailContentError: ExplainedError {
  var nature: FaultNature {
    switch self {
    case .noDocument: .notFound
    case .badRecipient: .badValue
    case .badTemplate: .misconfigured
    case .refused: .refused
    }
  }

  var text: Text {
    switch self {
    case .noDocument(let number):
      Text(
        en: "no mail was made; there is no document \(number.shown); drop the message",
        fr:
          "aucun courriel n’a été fait ; il n’y a pas de document \(number.shown) ; abandonnez le message"
      )
    case .badRecipient(let address):
      Text(
        en:
          "no mail was sent; '\(address.shown)' is not an address in ASCII; correct the recipient",
        fr:
          "aucun courriel n’a été envoyé ; « \(address.shown) » n’est pas une adresse en ASCII ; corrigez le destinataire"
      )
    case .badTemplate(let key, let error):
      Text(
        en: "no mail was made; the template \(key) is wrong: \(error.text.en)",
        fr: "aucun courriel n’a été fait ; le modèle \(key) est incorrect : \(error.text.fr)")
    case .refused(let id, let reason):
      Text(
        en: "message \(id) will not arrive; \(reason.en); see 'vosfact payment outbox list'",
        fr: "le message \(id) n’arrivera pas ; \(reason.fr) ; voyez « vosfact payment outbox list »"
      )
    }
  }
}
