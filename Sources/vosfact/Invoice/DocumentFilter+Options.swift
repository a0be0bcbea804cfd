import CommandLineKit
import Localization
import VosfactKit

extension [Option] {
  /// The options that say which documents a list holds.
  static var documentFilter: [Option] {
    [
      .value(
        "state", .state, en: "Only documents in this state",
        fr: "Seulement les documents dans cet état", choices: DocumentState.allCases.map(\.rawValue)
      ),
      .value(
        "kind", .kind, en: "Only documents of this kind", fr: "Seulement les documents de ce type",
        choices: DocumentKind.allCases.map(\.rawValue)),
      .value(
        "buyer", .words, en: "Only buyers whose name has TEXT in it, accents or not",
        fr: "Seulement les acheteurs dont le nom contient TEXTE, avec ou sans accents"),
      .value("since", .date, en: "Issued on DATE or later", fr: "Émis le DATE ou après"),
      .value("until", .date, en: "Issued on DATE or before", fr: "Émis le DATE ou avant"),
      .flag("overdue", en: "Only what is overdue", fr: "Seulement ce qui est en retard"),
    ] + .pages(of: Text(verbatim: "document"), completion: .query(.documents))
  }
}

extension Arguments {
  /// What the options of `documentFilter` say by themselves, `--limit` apart.
  func documentFilter() throws(Fault) -> DocumentFilter {
    var filter = DocumentFilter()
    filter.state = optionalChoice("state")
    filter.kind = optionalChoice("kind")
    filter.buyer = value("buyer")
    filter.since = try date("since")
    filter.until = try date("until")
    return filter
  }

  /// Adds to `filter` what only the database tells of the options of `documentFilter`.
  func complete(_ filter: inout DocumentFilter, from kit: Kit) throws {
    filter.overdueOn = flag("overdue") ? try kit.today : nil
    filter.after = try value("after").map { try kit.documents.named($0).key }
  }
}
