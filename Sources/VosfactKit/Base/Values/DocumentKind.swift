package import Localization

/// What a document is.
package enum DocumentKind: String, CaseIterable, Sendable, Bindable {
  case invoice
  case depositInvoice = "deposit-invoice"
  case finalInvoice = "final-invoice"
  case creditNote = "credit-note"
  case proforma
  case quote
  case purchaseOrder = "purchase-order"
  case deliveryNote = "delivery-note"
  case receipt

  /// Whether the document claims money, so that it can be overdue.
  var isClaim: Bool {
    switch self {
    case .invoice, .depositInvoice, .finalInvoice: true
    case .creditNote, .proforma, .quote, .purchaseOrder, .deliveryNote, .receipt: false
    }
  }

  /// Whether an invoice can be made of it.
  var isConvertible: Bool {
    switch self {
    case .quote, .purchaseOrder, .proforma, .deliveryNote: true
    case .invoice, .depositInvoice, .finalInvoice, .creditNote, .receipt: false
    }
  }

  /// The pattern that numbers the kind unless the user sets another.
  var defaultNumberPattern: String {
    let prefix =
      switch self {
      case .invoice: "F"
      case .depositInvoice: "FA"
      case .finalInvoice: "FS"
      case .creditNote: "A"
      case .proforma: "PF"
      case .quote: "D"
      case .purchaseOrder: "BC"
      case .deliveryNote: "BL"
      case .receipt: "R"
      }
    return "\(prefix)-{year}-{serial:6}"
  }

  /// What a person calls the kind.
  package var name: Text {
    switch self {
    case .invoice: Text(en: "invoice", fr: "facture")
    case .depositInvoice: Text(en: "deposit invoice", fr: "facture d’acompte")
    case .finalInvoice: Text(en: "final invoice", fr: "facture de solde")
    case .creditNote: Text(en: "credit note", fr: "avoir")
    case .proforma: Text(en: "proforma invoice", fr: "facture proforma")
    case .quote: Text(en: "quote", fr: "devis")
    case .purchaseOrder: Text(en: "purchase order", fr: "bon de commande")
    case .deliveryNote: Text(en: "delivery note", fr: "bon de livraison")
    case .receipt: Text(en: "receipt", fr: "reçu")
    }
  }
}

extension SettingType<[DocumentKind]> {
  /// Kinds of documents, separated by commas, in the order in which they are declared.
  static let documentKinds: SettingType = {
    let kinds = DocumentKind.allCases.map(\.rawValue).joined(separator: ", ")
    return SettingType(
      en: "some of \(kinds), separated by commas", fr: "parmi \(kinds), séparés par des virgules",
      write: { $0.map(\.rawValue).joined(separator: ",") }
    ) { text in
      let names = text.split(separator: ",").map { DocumentKind(rawValue: $0.trimmingSpaces) }
      return names.isEmpty || names.contains(nil)
        ? nil : DocumentKind.allCases.filter(names.contains)
    }
  }()

  /// Kinds of documents, separated by commas, or none of them.
  static let documentKindsOrNone = SettingType(
    en: "\(documentKinds.allowed.en), or none", fr: "\(documentKinds.allowed.fr), ou none",
    write: { $0.isEmpty ? "none" : $0.map(\.rawValue).joined(separator: ",") }
  ) { $0.trimmingSpaces == "none" ? [] : documentKinds.read($0) }
}
