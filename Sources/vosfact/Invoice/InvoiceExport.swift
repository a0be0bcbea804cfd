import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceExport = Subcommand(
    "export",
    en: """
      Write documents as 'invoice import' reads them

      Imported into another database, the documents have the same numbers, lines, totals and states;
      what is paid of each becomes one payment. Links and histories stay here.
      """,
    fr: """
      Écrire des documents tels que « invoice import » les lit

      Importés dans une autre base, les documents ont les mêmes numéros, lignes, totaux et états ;
      ce qui est payé de chacun devient un paiement. Les liens et les historiques restent ici.
      """,
    examples: .one(
      "vosfact invoice export --as csv --since 2026-01-01 > documents.csv",
      en: "This year's documents, for a spreadsheet", fr: "Ceux de l’année, pour un tableur"),
    options: [
      .value(
        "as", Text(en: "SHAPE", fr: "FORME"),
        en: "CSV, a document a line, or an array as the invoicing service's API gives it",
        fr: "CSV, un document par ligne, ou un tableau comme l’API du service de facturation",
        choices: Exporter.Format.allCases.map(\.rawValue), default: "jsonl")
    ] + .documentFilter, exits: [.noInput, .inputOutput, .permission]
  ) { arguments, environment in
    var filter = try arguments.documentFilter()
    let limit = try arguments.limit()

    let kit = try environment.openKit(arguments, .existing)
    try arguments.complete(&filter, from: kit)
    try environment.working(on: Text(en: "documents", fr: "documents"), arguments) {
      try kit.exporter.export(
        filter, limit: limit, as: arguments.choice("as"),
        progress: { environment.progress.advance() }
      ) { piece in
        try environment.output.write(piece)
      }
    }
    return .done
  }
}
