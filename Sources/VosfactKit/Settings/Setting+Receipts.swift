extension Setting<ExactDecimal> {
  static let writeOffLimit = Setting(
    "receipts.write-off-limit", .amount, default: "1",
    en: "Largest rest of a document that can be written off, in its currency",
    fr: "Plus grand reste d’un document qui peut passer en perte, dans sa devise")
}

extension Setting<Seconds> {
  static let announcedLifetime = Setting(
    "receipts.announced-lifetime", .duration, default: "10d",
    en: "How long a transfer that a customer announced counts as under way",
    fr: "Durée pendant laquelle un virement annoncé par un client compte comme en cours")
}
