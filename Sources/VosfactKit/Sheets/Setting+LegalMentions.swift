// What French law has an invoice say beside its amounts.

extension Setting<LatePenalty?> {
  static let latePenalty = Setting(
    "legal.late-penalty", .latePenalty,
    en: "Yearly rate of late payment penalties, in percent, or a rate of the law",
    fr: "Taux annuel des pénalités de retard, en pour cent, ou un taux de la loi")
}

extension Setting<RecoveryIndemnity> {
  static let recoveryIndemnity = Setting(
    "legal.recovery-indemnity", .choice(RecoveryIndemnity.allCases), default: "businesses",
    en: "Whom the 40 € recovery indemnity is told to: buyers with a tax number, all, or none",
    fr:
      "À qui l’on annonce l’indemnité de 40 € : acheteurs avec numéro de TVA, tous, ou aucun")
}

extension Setting<ExactDecimal?> {
  static let earlyPaymentDiscount = Setting(
    "legal.early-payment-discount", .percentage,
    en: "Discount for early payment, in percent; 0 tells that there is none",
    fr: "Escompte pour paiement anticipé, en pour cent ; 0 dit qu’il n’y en a pas")
}

extension Setting<OperationKind?> {
  static let operationKind = Setting(
    "legal.operation-kind", .choice(OperationKind.allCases),
    en: "What is sold: goods, services, or both",
    fr: "Ce qui est vendu : biens, services, ou les deux")
}

extension Setting<Bool> {
  static let vatOnDebits = Setting(
    "legal.vat-on-debits", .boolean, default: "false",
    en: "Whether the seller pays VAT as invoiced and not as paid",
    fr: "TVA acquittée sur les débits, ou non")
}

extension Setting<TaxExemption?> {
  static let vatExemption = Setting(
    "legal.vat-exemption", .taxExemption,
    en: "Why lines bear no VAT that do not say it: \(TaxExemption.names), or own words",
    fr:
      "Pourquoi sont sans TVA les lignes qui ne le disent pas : \(TaxExemption.names), ou vos mots")
}

extension Setting<String?> {
  static let furtherMention = Setting(
    "legal.mention", .text(maximumLength: 500),
    en: "Anything else that documents must say", fr: "Toute autre mention à porter")
}
