import CommandLineKit

extension Subcommand {
  static let invoice = Subcommand(
    "invoice", en: "Create, import, list and show documents",
    fr: "Créer, importer, lister et montrer les documents",
    examples: .one(
      "vosfact invoice list --overdue", en: "List what is overdue",
      fr: "Lister ce qui est en retard"),
    subcommands: [
      .invoiceCreate, .invoiceImport, .invoiceList, .invoiceShow, .invoiceHistory, .invoiceSend,
      .invoiceRemind, .invoiceAddress, .invoiceClaim, .invoiceConvert, .invoiceCredit,
      .invoiceCancel, .invoiceExport, .invoiceTemplate,
    ])
}

extension Operand {
  /// The document that a command is about.
  static let document = Operand.one(
    "document", en: "Number or id of a document", fr: "Numéro ou identifiant d’un document",
    completion: .query(.documents))
}
