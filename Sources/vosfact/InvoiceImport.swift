import CommandLineKit
import Glibc
import Localization
import VosfactKit

extension Subcommand {
  static var invoiceImport: Subcommand {
    Subcommand(
      "import",
      summary: Text(
        en: "Import documents from the invoicing service's JSON, or from CSV",
        fr: "Importer des documents du JSON du service de facturation, ou de CSV"),
      discussion: [
        Text(
          en: """
            All documents of the file are stored, or none if one is faulty. The same file again \
            changes nothing: documents are known by their number.
            """,
          fr: """
            Tous les documents du fichier sont stockés, ou aucun si l’un est fautif. Le même fichier \
            encore une fois ne change rien : les documents sont reconnus à leur numéro.
            """)
      ],
      examples: [
        Example(
          "vosfact invoice import documents.json",
          Text(
            en: "A JSON array, JSON Lines or one document",
            fr: "Un tableau JSON, du JSON Lines ou un document"))
      ],
      options: [
        .flag(
          "keep-going",
          help: Text(
            en: "Store the sound documents although others are faulty",
            fr: "Stocker les documents sains malgré les fautifs")),
        .value(
          "input-format", Text(en: "FORMAT", fr: "FORMAT"),
          help: Text(
            en: "What the file is; told from its first byte by default",
            fr: "Nature du fichier ; reconnue à son premier octet par défaut"),
          choices: Importer.Format.allCases.map(\.rawValue)),
        .dryRun,
      ],
      operands: [
        .one(
          "file", Text(en: "FILE", fr: "FICHIER"),
          help: Text(
            en: "File to import; - is standard input",
            fr: "Fichier à importer ; - est l’entrée standard"),
          completion: .file)
      ],
      exits: [
        .done, .usage, .badData, .noInput, .cannotCreate, .inputOutput, .temporary, .permission,
      ],
      run: runInvoiceImport)
  }
}

private func runInvoiceImport(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let path = arguments.operand("file")
  let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else {
    throw CommandError.unreadable(path: path, reason: String(cString: strerror(errno)))
  }
  defer { if descriptor != STDIN_FILENO { close(descriptor) } }

  let kit = try environment.openKit(arguments, .creating)
  let summary = try kit.transaction(rehearsing: arguments.flag("dry-run")) {
    try kit.importer.importDocuments(
      from: descriptor,
      format: arguments.value("input-format").flatMap(Importer.Format.init(rawValue:)),
      keepGoing: arguments.flag("keep-going")
    ) { notice in
      let text = Text(
        en: "\(path.shown):\(notice.text.en)", fr: "\(path.shown):\(notice.text.fr)")
      switch notice {
      case .fault: try environment.complain(text)
      case .warning: try environment.remark(text, arguments)
      }
    }
  }
  try environment.show(summary.json, arguments) { environment.text(of: summary) }
  return summary.rejected > 0 ? .badData : .done
}

extension Environment {
  fileprivate func text(of summary: Importer.Summary) -> String {
    Text(
      en: """
        \(summary.read) read, \(summary.created) created, \(summary.unchanged) unchanged, \
        \(summary.rejected) rejected, \(summary.warnings) warnings

        """,
      fr: """
        \(summary.read) lus, \(summary.created) créés, \(summary.unchanged) inchangés, \
        \(summary.rejected) rejetés, \(summary.warnings) avertissements

        """)[language]
  }
}
