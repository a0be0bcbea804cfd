import CommandLineKit

extension Subcommand {
  static let payment = Subcommand(
    "payment", en: "Start, receive and list payments",
    fr: "Démarrer, recevoir et lister les paiements",
    examples: .one(
      "vosfact payment list --attention", en: "What somebody must look at",
      fr: "Ce que quelqu’un doit examiner"),
    subcommands: [
      .paymentStart, .paymentList, .paymentShow, .paymentReceive, .paymentCallbacks,
      .paymentReconcile, .paymentRecord, .paymentVoid, .paymentAllocate, .paymentRefund,
      .paymentResolve, .paymentOutbox, .paymentAudit, .paymentDemo,
    ])
}

extension Operand {
  /// The payment that a command is about.
  static let payment = Operand.one(
    "payment", .payment, en: "Id of a payment", fr: "Identifiant d’un paiement",
    completion: .query(.payments))
}
