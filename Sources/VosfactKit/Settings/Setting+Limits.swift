extension SettingType<Int64> {
  /// A whole number from 1 to 1,000,000.
  static let count = SettingType(
    en: "a whole number from 1 to 1,000,000", fr: "un nombre entier de 1 à 1 000 000"
  ) { text in
    let trimmed = text.trimmingSpaces
    guard trimmed.isDigits, let number = Int64(trimmed) else { return nil }
    return (1...1_000_000).contains(number) ? number : nil
  }
}

extension Setting<Int64> {
  /// What visitors, of whom nothing is known, may cost in an hour. What is done in a shell is not counted.
  static let limits = [
    attemptsPerDocument, attemptsPerProduct, attemptsPerSite, cardTriesPerDocument,
    cardTriesPerProduct, cardTriesPerSite, mailsPerAddress, mailsPerSite,
  ]

  /// More than anybody makes who wants to pay.
  static let attemptsPerDocument = Setting(
    "limits.attempts-per-document", .count, default: "20",
    en: "Attempts an hour, by the web, to pay one document or one order",
    fr: "Tentatives par heure, par le web, de payer un document ou une commande")

  /// Two purchases a minute of one product, which a shop has on the day when it is in the papers.
  static let attemptsPerProduct = Setting(
    "limits.attempts-per-product", .count, default: "120",
    en: "Attempts an hour, by the web, to buy one product",
    fr: "Tentatives par heure, par le web, d’acheter un produit")

  static let attemptsPerSite = Setting(
    "limits.attempts-per-site", .count, default: "600",
    en: "Attempts an hour, by the web, in all", fr: "Tentatives par heure, par le web, en tout")

  /// Who mistypes a card tries again, and with another one; who has a list of stolen ones tries hundreds.
  static let cardTriesPerDocument = Setting(
    "limits.card-tries-per-document", .count, default: "10",
    en: "Times an hour that a card is asked for or tried here for one document or purchase",
    fr: "Fois par heure où une carte est demandée ou essayée ici, par document ou achat")

  static let cardTriesPerProduct = Setting(
    "limits.card-tries-per-product", .count, default: "240",
    en: "Times an hour that a card is asked for or tried here for one product",
    fr: "Fois par heure où une carte est demandée ou essayée ici, par produit")

  static let cardTriesPerSite = Setting(
    "limits.card-tries-per-site", .count, default: "1200",
    en: "Times an hour that a card is asked for or tried here, in all",
    fr: "Fois par heure où une carte est demandée ou essayée ici, en tout")

  /// An address that a visitor typed may be anybody's.
  static let mailsPerAddress = Setting(
    "limits.mails-per-address", .count, default: "3",
    en: "Mails an hour to an address that a buyer typed and has not paid from; more are left out",
    fr: "Courriels par heure à une adresse saisie par un acheteur avant paiement ; pas au-delà")

  static let mailsPerSite = Setting(
    "limits.mails-per-site", .count, default: "120",
    en: "Mails an hour to such addresses, in all; more are left out",
    fr: "Courriels par heure à de telles adresses, en tout ; pas au-delà")
}
