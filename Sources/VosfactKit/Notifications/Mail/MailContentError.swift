import Localization

/// Why a mail cannot be made of a message.
struct MailContentError: ExplainedError {
  let nature: FaultNature
  let text: Text
  /// Whether another try would come to the same.
  let isPermanent: Bool

  /// A mail that no other try would make.
  init(_ nature: FaultNature, en: String, fr: String) {
    (self.nature, text, isPermanent) = (nature, Text(en: en, fr: fr), true)
  }

  /// A template of the settings that cannot be used.
  init(template setting: any AnySetting, _ error: Fault) {
    (nature, isPermanent) = (.misconfigured, false)
    text = Text(
      en: "no mail was made; the template \(setting.key) is wrong: \(error.text.en)",
      fr: "aucun courriel n’a été fait ; le modèle \(setting.key) est incorrect : \(error.text.fr)")
  }
}
