import Localization

extension Setting<Currency> {
  package static let defaultCurrency = Setting(
    "documents.currency", .currency, default: "EUR",
    en: "Currency of new documents", fr: "Devise des nouveaux documents")
}

extension Setting<Seconds> {
  static let paymentTerm = Setting(
    "documents.payment-term", .duration, default: "30d",
    en: "How long after its issue a new document is due",
    fr: "Délai de paiement d’un nouveau document après son émission")
}

extension Setting<Language> {
  static let language = Setting(
    "language", .choice([.french, .english]), default: "fr",
    en: "Language of new documents", fr: "Langue des nouveaux documents")
}

extension Setting<String> {
  static let timeZone = Setting(
    "time-zone", .timeZone, default: "Europe/Paris",
    en: "Time zone that dates of issue follow",
    fr: "Fuseau horaire que suivent les dates d’émission")
}
