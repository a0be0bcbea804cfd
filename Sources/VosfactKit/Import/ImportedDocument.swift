/// A document of a file, found sound.
struct ImportedDocument: Equatable {
  let number: String
  var content: DocumentContent
  let lines: [DocumentLine]
  let stage: DocumentStage
  /// What is paid of it, in minor units, and since when; zero if nothing is.
  let paid: Int64
  let paidAt: UnixTime
}

/// What the service calls a document's state.
enum ImportedStatus: String {
  case issued
  case sent
  case paid
  case partial
  case accepted
  case rejected
  /// Not the service's own: what this program writes of a document that was canceled.
  case canceled

  /// What the seller did with the document, payments apart.
  var stage: DocumentStage {
    switch self {
    case .issued, .paid, .partial: .issued
    case .sent: .sent
    case .accepted: .accepted
    case .rejected: .rejected
    case .canceled: .canceled
    }
  }
}

extension DocumentKind {
  /// The kind that the service, or this program, calls `name`; `nil` for one that is not kept here.
  init?(imported name: String) {
    switch name {
    case "vat", "invoice_other": self = .invoice
    case "advance": self = .depositInvoice
    case "final": self = .finalInvoice
    case "correction": self = .creditNote
    case "payment_receipt": self = .receipt
    case "estimate": self = .quote
    case "client_order": self = .purchaseOrder
    default: self.init(rawValue: name)
    }
  }
}
