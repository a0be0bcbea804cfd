import CommandLineKit
import Glibc
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceImport = Subcommand(
    "import",
    en: """
      Import documents from the invoicing service's JSON, or from CSV

      All documents of the file are stored, or none if one is faulty. The same file again changes
      nothing: documents are known by their number.
      """,
    fr: """
      Importer des documents du JSON du service de facturation, ou de CSV

      Tous les documents du fichier sont stockés, ou aucun si l’un est fautif. Le même fichier
      encore une fois ne change rien : les documents sont reconnus à leur numéro.
      """,
    examples: .one(
      "vosfact invoice import documents.json", en: "A JSON array, JSON Lines or one document",
      fr: "Un tableau JSON, du JSON Lines ou un document"),
    options: [
      .flag(
        "keep-going", en: "Store the sound documents although others are faulty",
        fr: "Stocker les documents sains malgré les fautifs"),
      .value(
        "input-format", Text(en: "FORMAT", fr: "FORMAT"),
        en: "What the file is; told from its first byte by default",
        fr: "Nature du fichier ; reconnue à son premier octet par défaut",
        choices: Importer.Format.allCases.map(\.rawValue)),
      .dryRun,
    ],
    operands: [
      .one(
        "file", .file, en: "File to import; - is standard input",
        fr: "Fichier à importer ; - est l’entrée standard", completion: .file)
    ], exits: [.badData, .noInput, .cannotCreate, .inputOutput, .temporary, .permission]
  ) { arguments, environment in
    let path = arguments.operand("file")
    let file = try Fault.reading(path, File.input(path))
    let kit = try environment.openKit(arguments, .creating)
    let summary = try environment.working(
      on: Text(en: "documents", fr: "documents"), arguments, share: { share(read: file) }
    ) {
      try kit.transaction(rehearsing: arguments.flag("dry-run")) {
        try importDocuments(from: file, into: kit, arguments, environment)
      }
    }
    try environment.show(summary) { environment.text(of: summary) }
    return summary.rejected > 0 ? .badData : .done
  }
}

/// Imports from the open file, and tells of its faults and warnings as they are met.
private func importDocuments(
  from file: File, into kit: Kit, _ arguments: Arguments, _ environment: Environment
) throws -> Importer.Summary {
  let path = arguments.operand("file")
  do {
    return try kit.importer.importDocuments(
      from: file.descriptor,
      format: arguments.optionalChoice("input-format"),
      keepGoing: arguments.flag("keep-going"), progress: { environment.progress.advance() }
    ) { notice in
      let place = notice.place(in: path)
      guard notice.isWarning else {
        return try environment.complain(Diagnostic(notice.reason, code: .badData, at: place))
      }
      try environment.remark(notice.reason, at: place, arguments)
    }
  } catch let error as FormatError {
    throw PlacedFault(error, at: .init(file: path))
  }
}

extension Importer.Notice {
  /// Where in the file at `path` it is.
  func place(in path: String) -> Diagnostic.Place { .init(file: path, line: line, field: field) }
}

/// How much of a file is read, from 0 to 1; `nil` for what has no size, as a pipe.
private func share(read file: File) -> Double? {
  guard let status = try? FileStatus(of: file), status.kind == .regular, status.size > 0
  else { return nil }
  return Double(lseek(file.descriptor, 0, SEEK_CUR)) / Double(status.size)
}

extension Environment {
  fileprivate func text(of summary: Importer.Summary) -> String {
    let counts = [
      (summary.read, Text(en: "read", fr: "lu"), Text(en: "read", fr: "lus")),
      (summary.created, Text(en: "created", fr: "créé"), Text(en: "created", fr: "créés")),
      (
        summary.unchanged, Text(en: "unchanged", fr: "inchangé"),
        Text(en: "unchanged", fr: "inchangés")
      ),
      (summary.rejected, Text(en: "rejected", fr: "rejeté"), Text(en: "rejected", fr: "rejetés")),
      (
        summary.warnings, Text(en: "warning", fr: "avertissement"),
        Text(en: "warnings", fr: "avertissements")
      ),
    ]
    return counts.map { count, one, many in
      "\(count) \(Text(counting: count, one: one, many: many)[language])"
    }.joined(separator: ", ") + "\n"
  }
}
