import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  /// A command `list`, which lists what the database has of one kind, in pages (`[Option].pages`).
  ///
  /// - Parameters:
  ///   - form: how rows are shown.
  ///   - special: how they are shown instead, where the options ask for a list of another purpose.
  ///   - rows: reads what the other options say, then opens the database, and returns what gives the next row; `nil`
  ///     after the last.
  static func list<Row>(
    en: String, fr: String, examples: [Example], options: [Option],
    as form: @escaping @autoclosure @Sendable () -> ListForm<Row>,
    or special: @escaping @Sendable (Arguments) -> ListForm<Row>? = { _ in nil },
    rows: @escaping @Sendable (Arguments, _ open: () throws -> Kit) throws -> () throws -> Row?
  ) -> Subcommand {
    Subcommand(
      "list", en: en, fr: fr, examples: examples, options: options, exits: [.noInput, .permission]
    ) { arguments, environment in
      var limit = 0
      let next = try rows(arguments) {
        limit = try arguments.limit()
        return try environment.openKit(arguments, .existing)
      }
      let listing = RowListing(environment, special(arguments) ?? form())
      while limit > 0, let row = try next() {
        limit -= 1
        try listing.add(row)
      }
      try listing.finish()
      return .done
    }
  }
}

extension [Option] {
  /// The options by which a list is read in pages.
  ///
  /// - Parameters:
  ///   - noun: what is listed, in the singular; masculine in French.
  ///   - placeholder: what stands for the name of one; the noun in capitals by default.
  static func pages(
    of noun: Text, named placeholder: Text? = nil, completion: Completion = .none
  ) -> [Option] {
    [
      .value(
        "limit", Text(en: "N", fr: "N"), en: "At most N \(noun.en)s", fr: "Au plus N \(noun.fr)s"),
      .value(
        "after", placeholder ?? Text(en: noun.en.uppercased(), fr: noun.fr.uppercased()),
        en: "Begin after this \(noun.en)", fr: "Commencer après ce \(noun.fr)",
        completion: completion),
    ]
  }
}
