package import Localization

/// The words that stand beside a document's values.
enum DocumentLabels {
  static let payOnline = Text(en: "Pay online", fr: "Payer en ligne")
  static let issuedOn = Text(en: "Date of issue", fr: "Date d’émission")
  static let soldOn = Text(en: "Date of supply", fr: "Date de livraison ou d’exécution")
  static let dueOn = Text(en: "Due date", fr: "Échéance")
  static let suppliedOn = Text(en: "Supplied on", fr: "Fourni le")
  static let validUntil = Text(en: "Valid until", fr: "Valable jusqu’au")
  static let order = Text(en: "Order", fr: "Commande")
  static let convertedFrom = Text(en: "Following", fr: "Suite à")
  static let paidOn = Text(en: "Paid on", fr: "Payé le")
  static let net = Text(en: "Total excl. VAT", fr: "Total HT")
  static let tax = Text(en: "VAT", fr: "TVA")
  static let total = Text(en: "Total incl. VAT", fr: "Total TTC")
  static let plainTotal = Text(en: "Total", fr: "Total")
  static let paid = Text(en: "Already paid", fr: "Déjà payé")
  static let underWay = Text(en: "Under way", fr: "En cours")
  static let disputed = Text(en: "Disputed", fr: "Contesté")
  static let returned = Text(en: "Given back", fr: "Remboursé")
  private static let credited = Text(en: "Credit notes", fr: "Avoirs")
  private static let invoiced = Text(en: "Invoiced", fr: "Facturé")

  /// What stands beside what others take off a document's total: credit notes, or invoices that were made of it.
  static func label(ofCredited kind: DocumentKind) -> Text {
    kind.isConvertible ? invoiced : credited
  }

  static let writtenOff = Text(en: "Written off", fr: "Passé en perte")
  static let overpaid = Text(en: "Overpaid", fr: "Trop-perçu")
  static let claim = Text(en: "Balance due", fr: "Reste à payer")
  static let siren = Text(en: "SIREN", fr: "SIREN")
  static let vatID = Text(en: "VAT number", fr: "N° de TVA")
  static let taxID = Text(en: "Tax number", fr: "N° fiscal")
  static let noVAT = Text(en: "No VAT", fr: "Sans TVA")

  /// Words that templates place themselves, by their names.
  static let named: [(String, Text)] = [
    ("bill_to", Text(en: "To", fr: "À l’attention de")),
    ("description", Text(en: "Description", fr: "Désignation")),
    ("quantity", Text(en: "Quantity", fr: "Quantité")),
    ("unit_price", Text(en: "Unit price", fr: "Prix unitaire HT")),
    ("discount", Text(en: "Discount", fr: "Remise")),
    ("tax_rate", tax),
    ("amount", Text(en: "Amount excl. VAT", fr: "Montant HT")),
    ("rate", Text(en: "VAT rate", fr: "Taux de TVA")),
    ("base", Text(en: "Base excl. VAT", fr: "Base HT")),
    ("tax", Text(en: "VAT amount", fr: "Montant TVA")),
    ("transfer", Text(en: "Payment by transfer", fr: "Règlement par virement")),
    ("transfer_code", Text(en: "Scan to transfer", fr: "Scannez pour virer")),
    ("reference", Text(en: "Reference", fr: "Référence")),
    ("pay_code", Text(en: "Scan to pay", fr: "Scannez pour payer")),
    ("pdf", Text(en: "Download the PDF", fr: "Télécharger le PDF")),
    ("page", Text(en: "Page", fr: "Page")),
    ("of", Text(en: "of", fr: "sur")),
  ]
}

extension DocumentContent {
  /// The language that the document's words are in: its own, or English for one that the program does not
  /// speak.
  package var readingLanguage: Language { Language(rawValue: language) ?? .english }
}

extension DocumentKind {
  /// The name as a title begins: "Facture d’acompte".
  func title(_ language: Language) -> String {
    let name = name[language]
    return name.prefix(1).uppercased() + name.dropFirst()
  }

  /// Whether a due date is for the customer to keep.
  var hasDueDate: Bool {
    switch self {
    case .invoice, .depositInvoice, .finalInvoice, .proforma, .quote: true
    case .creditNote, .purchaseOrder, .deliveryNote, .receipt: false
    }
  }
}
