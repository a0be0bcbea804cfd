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
      options: [
        .value(
          "state", Text(en: "STATE", fr: "ÉTAT"),
          help: Text(
            en: "Only documents in this state", fr: "Seulement les documents dans cet état"),
          choices: DocumentState.allCases.map(\.rawValue)),
        .value(
          "kind", Text(en: "KIND", fr: "TYPE"),
          help: Text(en: "Only documents of this kind", fr: "Seulement les documents de ce type"),
          choices: DocumentKind.allCases.map(\.rawValue)),
        .value(
          "buyer", Text(en: "TEXT", fr: "TEXTE"),
          help: Text(
            en: "Only buyers whose name has TEXT in it, accents or not",
            fr: "Seulement les acheteurs dont le nom contient TEXTE, avec ou sans accents")),
        .value(
          "since", Text(en: "DATE", fr: "DATE"),
          help: Text(en: "Issued on DATE or later", fr: "Émis le DATE ou après")),
        .value(
          "until", Text(en: "DATE", fr: "DATE"),
          help: Text(en: "Issued on DATE or before", fr: "Émis le DATE ou avant")),
        .flag(
          "overdue", help: Text(en: "Only what is overdue", fr: "Seulement ce qui est en retard")),
        .value(
          "limit", Text(en: "N", fr: "N"),
          help: Text(en: "At most N documents", fr: "Au plus N documents")),
        .value(
          "after", Text(en: "DOCUMENT", fr: "DOCUMENT"),
          help: Text(en: "Begin after this document", fr: "Commencer après ce document"),
          completion: .query("documents")),
      ],
      exits: [.done, .usage, .noInput, .permission],
      run: runInvoiceList)
  }
}

private func runInvoiceList(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  var filter = DocumentFilter()
  filter.state = arguments.value("state").flatMap(DocumentState.init(rawValue:))
  filter.kind = arguments.value("kind").flatMap(DocumentKind.init(rawValue:))
  filter.buyer = arguments.value("buyer")
  filter.since = try arguments.date("since")
  filter.until = try arguments.date("until")
  var limit = try arguments.limit()

  let kit = try environment.openKit(arguments, .existing)
  filter.overdueOn = arguments.flag("overdue") ? try kit.today : nil
  filter.after = try arguments.value("after").map { try kit.documents.named($0).key }
  let language = environment.language
  let listing = Listing(environment, arguments, columns: columns)
  var documents = try kit.documents.list(filter)
  while limit > 0, let document = try documents.next() {
    limit -= 1
    try listing.add(document.json(), cells(of: document, language))
  }
  try listing.finish()
  return .done
}

private let columns: [Listing.Column] = [
  .init(Text(en: "Number", fr: "Numéro")), .init(Text(en: "Issued", fr: "Émission")),
  .init(Text(en: "Due", fr: "Échéance")),
  .init(Text(en: "Buyer", fr: "Acheteur"), isCuttable: true),
  .init(Text(en: "Total", fr: "Total"), isNumeric: true),
  .init(Text(en: "Balance", fr: "Reste dû"), isNumeric: true),
  .init(Text(en: "State", fr: "État")),
]

private func cells(of document: Document, _ language: Language) -> [Listing.Cell] {
  [
    .init(document.number), .init(document.content.issuedOn.description),
    .init(document.content.dueOn?.description ?? ""), .init(document.content.buyer.name),
    .init(document.total.text[language]), .init(document.balance.text[language]),
    .init(document.state.name[language], document.state == .paid ? .good : .plain),
  ]
}
