import CommandLineKit
import Glibc
import Localization
import VosfactKit

extension Subcommand {
  /// What writes the manual, which is kept beside the source: whoever changes a command runs it on the root of the
  /// repository.
  static let documentation: Subcommand = .init(
    "documentation", en: "Write the manual", fr: "Écrire le manuel",
    operands: [
      .one("folder", .folder, en: "Where man/ is made", fr: "Où est fait man/", completion: .file)
    ], exits: [.noInput, .cannotCreate], isHidden: true
  ) { arguments, _ in
    let root = Subcommand.root
    let folder = arguments.operand("folder")
    for language in Language.allCases {
      let pages = root.manualPages(language, seeAlso: ["vosfact-cgi(7)", "vosfact-data(7)"]).map {
        page in
        page.name == "vosfact-provider"
          ? page.adding(
            ProviderManual(language: language).sections,
            before: ManualTitle.exitStatus.text[language]) : page
      }
      let place = language == .english ? "man" : "man/\(language.rawValue)"
      let conventions = [CGIManual(language: language).page, DataManual(language: language).page]
      for page in pages + conventions {
        let source = page.roff(
          nameTitle: ManualTitle.name.text[language], edition: edition(language))
        try write(source, to: "\(place)/man\(page.section)/\(page.fileName)", in: folder)
      }
    }
    return .done
  }
}

/// The date is that of the manual's last thorough revision, so that the same tree gives the same pages.
private func edition(_ language: Language) -> ManualPage.Edition {
  ManualPage.Edition(
    date: "2026-11-23", source: "vosfact \(Version.current)",
    manual: Text(en: "vosfact manual", fr: "Manuel de vosfact")[language])
}

/// Writes `text` to `path` within `folder`, which must exist; the folders below it are made.
private func write(_ text: String, to path: String, in folder: String) throws(Fault) {
  var place = folder
  for part in path.split(separator: "/").dropLast() {
    place += "/\(part)"
    _ = try? File.makeFolder(place, permissions: 0o755)
  }
  try FileWriter.write(Array(text.utf8), to: "\(folder)/\(path)", mode: 0o644)
}
