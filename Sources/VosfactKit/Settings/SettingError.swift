package import Localization

/// Why a setting could not be read or changed.
package enum SettingError: Error, Equatable, Sendable {
  case unknownKey(String)
  case badValue(key: String, allowed: Text)
  case badFile(key: String, reason: Text)
  case missing(key: String)
}

extension SettingError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .unknownKey: .wrongUsage
    case .badValue, .badFile: .badValue
    case .missing: .misconfigured
    }
  }

  package var text: Text {
    switch self {
    case .unknownKey(let key):
      let shown = key.shown
      return Text(
        en: "no setting '\(shown)'; it is not in the catalogue; see 'vosfact settings list'",
        fr:
          "aucun réglage « \(shown) » ; il n’est pas au catalogue ; voyez « vosfact settings list »"
      )
    case .badValue(let key, let allowed):
      return Text(
        en: "wrong value for \(key); nothing was changed; give \(allowed.en)",
        fr: "valeur refusée pour \(key) ; rien n’a changé ; donnez \(allowed.fr)")
    case .badFile(let key, let reason):
      return Text(
        en: "the file for \(key) cannot be used; nothing was changed; \(reason.en)",
        fr: "le fichier pour \(key) est inutilisable ; rien n’a changé ; \(reason.fr)")
    case .missing(let key):
      return Text(
        en: "the setting \(key) is missing; this needs it; run: vosfact settings set \(key) VALUE",
        fr:
          "le réglage \(key) manque ; il est nécessaire ici ; lancez : vosfact settings set \(key) VALEUR"
      )
    }
  }
}
