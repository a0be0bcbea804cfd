import Localization
import VosfactKit

extension ReceivedCallback.Result {
  /// What a person calls the result.
  var name: Text {
    switch self {
    case .applied: Text(en: "applied", fr: "appliqué")
    case .repeated: Text(en: "repeated", fr: "répété")
    case .ignored: Text(en: "ignored", fr: "ignoré")
    case .attention: Text(en: "attention", fr: "à examiner")
    case .refused: Text(en: "refused", fr: "refusé")
    }
  }
}
