import CommandLineKit

/// The forms beside tables and data that a document takes.
enum DocumentForm: String, CaseIterable {
  case html
  /// What the customer reads, without markup.
  case text
  case pdf
}

extension Option {
  /// The folder that documents are written into; a command that has it knows their forms.
  static let documentOutput = Option.value(
    "output", .folder, en: "Write a file for each document into FOLDER, named after its number",
    fr: "Écrire dans DOSSIER un fichier par document, nommé d’après son numéro", completion: .file
  )
}

extension Subcommand {
  /// Whether the command writes documents as customers get them.
  var writesDocuments: Bool { options.contains(.documentOutput) }
}
