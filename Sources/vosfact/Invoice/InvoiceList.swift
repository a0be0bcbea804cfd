import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var invoiceList: Subcommand {
    Subcommand(
      "list",
      summary: Text(
        en: "List documents, oldest first",
        fr: "Lister les documents, du plus ancien au plus récent"),
      examples: [
        Example(
          "vosfact invoice list --state issued --since 2026-01-01 --format csv",
          Text(
            en: "This year's unpaid documents, as CSV",
            fr: "Les documents impayés de l’année, en CSV")
        )
      ],
      options: .documentFilter,
      exits: [.done, .usage, .noInput, .permission],
      run: runInvoiceList)
  }
}

private func runInvoiceList(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  var filter = try arguments.documentFilter()
  var limit = try arguments.limit()

  let kit = try environment.openKit(arguments, .existing)
  try arguments.complete(&filter, from: kit)
  let language = environment.language
  let listing = Listing(environment, columns: columns, fields: documentFields)
  var documents = try kit.documents.list(filter)
  while limit > 0, let document = try documents.next() {
    limit -= 1
    try listing.add(document.json(), cells(of: document, language))
  }
  try listing.finish()
  return .done
}

private let columns: [Table.Column] = [
  .init(Text(en: "Number", fr: "Numéro")), .init(Text(en: "Issued", fr: "Émission")),
  .init(Text(en: "Due", fr: "Échéance")),
  .init(Text(en: "Buyer", fr: "Acheteur"), isCuttable: true),
  .init(Text(en: "Total", fr: "Total"), isNumeric: true),
  .init(Text(en: "Balance", fr: "Reste dû"), isNumeric: true),
  .init(Text(en: "State", fr: "État")),
]

/// The fields of a document's row.
let documentFields = [
  "number", "id", "kind", "state", "issued_on", "due_on", "currency", "language", "net", "tax",
  "total", "paid", "balance", "paid_at", "order_reference", "buyer_name", "buyer_email",
  "buyer_street", "buyer_post_code", "buyer_city", "buyer_country", "buyer_tax_id", "unreal",
]

private func cells(of document: Document, _ language: Language) -> [Table.Cell] {
  [
    .init(document.number), .init(document.content.issuedOn.description),
    .init(document.content.dueOn?.description ?? ""), .init(document.content.buyer.name),
    .init(document.total.text[language]), .init(document.balance.text[language]),
    .init(
      document.stateName[language],
      document.isUnreal ? .bad : document.state == .paid ? .good : .plain),
  ]
}
