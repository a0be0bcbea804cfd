import Localization

/// Why some bytes are not the HTTP request of a callback. It never holds a header's value or a body.
struct CallbackRequestError: ExplainedError {
  /// What there is too much of.
  enum Excess {
    case head, body
  }

  /// `nil` if it is wrong otherwise.
  let excess: Excess?
  /// What is wrong, as the middle part of the sentence.
  private let reason: Text

  init(_ excess: Excess? = nil, en: String, fr: String) {
    (self.excess, reason) = (excess, Text(en: en, fr: fr))
  }

  /// Always what was given that is wrong.
  var nature: FaultNature { .badValue }

  var text: Text {
    Text(
      en: "not a callback's HTTP request; \(reason.en); have the provider send it again",
      fr: "ce n’est pas la requête HTTP d’un rappel ; \(reason.fr) ; "
        + "demandez au prestataire de la renvoyer")
  }
}
