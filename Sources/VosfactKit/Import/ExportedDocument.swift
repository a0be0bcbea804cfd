/// A document in the shape of the invoicing service's API, which an import reads back unchanged.
///
/// What is paid of it is one amount with one day, as the service tells it: the payments themselves stay where
/// they are. What was paid without money, in test or simulated mode, is not: elsewhere nothing would say so. Members that
/// the service does not know (`stage`) are left aside by it.
struct ExportedDocument {
  let document: Document
  let lines: [DocumentLine]

  private var content: DocumentContent { document.content }

  /// The document's own members.
  private var members: [JSONMember] {
    let buyer = content.buyer
    let members: [(String, String?)] = [
      ("number", document.number), ("kind", content.kind.exportedName), ("status", status),
      ("stage", document.stage.rawValue), ("issue_date", content.issuedOn.description),
      ("sell_date", content.soldOn), ("payment_to", content.dueOn?.description),
      ("paid_date", document.isUnreal ? nil : document.paidAt?.date.description),
      ("paid", document.amount(received).decimal),
      ("currency", content.currency.code), ("lang", content.language),
      ("oid", content.orderReference), ("buyer_name", buyer.name), ("buyer_email", buyer.email),
      ("buyer_street", buyer.street), ("buyer_post_code", buyer.postCode),
      ("buyer_city", buyer.city), ("buyer_country", buyer.country),
      ("buyer_tax_no", buyer.taxID), ("corrects", content.corrects),
      ("converted_from", content.convertedFrom),
    ]
    return members.map { JSONMember($0.0, .optional($0.1)) }
  }

  private var totals: [String] {
    let totals = content.totals
    return [totals.net, totals.tax, totals.total].map { document.amount($0).decimal }
  }

  /// What is paid with money, in minor units.
  private var received: Int64 { document.paidMinorUnits - document.unreal.minorUnits }

  private var status: String {
    let state = DocumentState(
      stage: document.stage, paid: received, total: document.content.totals.total)
    return switch state {
    case .partiallyPaid: ImportedStatus.partial.rawValue
    // Credit notes are told by themselves.
    case .credited: document.stage.rawValue
    case .issued, .sent, .accepted, .rejected, .paid, .canceled: state.rawValue
    }
  }

  /// The document as the service's API lists it.
  var json: JSONValue {
    let named = zip(["price_net", "price_tax", "price_gross"], totals).map {
      JSONMember($0, .string($1))
    }
    let positions = lines.map { line in
      let separator = line.isSeparator ? [JSONMember("kind", "text_separator")] : []
      return JSONValue.object(
        separator
          + zip(Self.lineColumns, fields(of: line)).compactMap { name, value in
            value.map { JSONMember(name, .string($0)) }
          })
    }
    return .object(members + named + [JSONMember("positions", .array(positions))])
  }

  static let lineColumns = [
    "name", "quantity", "quantity_unit", "price_net", "tax", "discount_percent",
    "total_price_net", "total_price_gross", "exemption", "supplied_on", "deposit",
  ]

  private func fields(of line: DocumentLine) -> [String?] {
    let decimal: (Int64?) -> String? = { $0.map { document.amount($0).decimal } }
    return [
      line.name, line.quantity?.description, line.unit, line.unitPrice?.description,
      line.taxRate?.description, line.discountPercent?.description, decimal(line.amounts?.net),
      decimal(line.amounts.map { $0.net + $0.tax }), line.exemption?.description,
      line.suppliedOn?.description, line.deposit,
    ]
  }

  /// The columns of what a document says of itself, but for its totals, in the order of its members.
  static let documentColumns = [
    "number", "kind", "status", "stage", "issue_date", "sell_date", "payment_to", "paid_date",
    "paid", "currency", "lang", "oid", "buyer_name", "buyer_email", "buyer_street",
    "buyer_post_code", "buyer_city", "buyer_country", "buyer_tax_no", "corrects",
    "converted_from",
  ]

  /// The header of the rows.
  static let header =
    documentColumns + CSVRecords.totalColumns.map(\.column) + [CSVRecords.lineKindColumn]
    + lineColumns

  /// The document as rows of CSV, one for each line; what it says itself stands in the first.
  var rows: [[String]] {
    let own = members.map { $0.value.string ?? "" } + totals
    // The number tells which rows belong together.
    let repeated = [document.number] + [String](repeating: "", count: own.count - 1)
    return lines.enumerated().map { index, line in
      let row =
        (index == 0 ? own : repeated) + [line.isSeparator ? "text_separator" : ""]
        + fields(of: line).map { $0 ?? "" }
      return row.map(\.keptFromDefusal)
    }
  }
}

extension DocumentLine {
  fileprivate var isSeparator: Bool { amounts == nil }
}

extension DocumentKind {
  /// What the service calls the kind; the own name of one that it does not have.
  fileprivate var exportedName: String {
    switch self {
    case .invoice: "vat"
    case .depositInvoice: "advance"
    case .finalInvoice: "final"
    case .creditNote: "correction"
    case .quote: "estimate"
    case .purchaseOrder: "client_order"
    case .proforma, .deliveryNote, .receipt: rawValue
    }
  }
}
