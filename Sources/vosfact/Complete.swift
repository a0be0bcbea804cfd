import CommandLineKit
import Localization
import VosfactKit

/// A list that the program answers to a shell, for a name that the command tree gives it.
enum CompletionQuery: String, CaseIterable {
  /// Numbers of documents.
  case documents
  /// Ids of payments.
  case payments
  /// Ids of products.
  case products
  /// Keys of the catalogue of settings.
  case settings
  /// Keys of the provider that the first operand names.
  case providerKeys = "provider-keys"
}

extension Completion {
  /// What the program answers to `query`.
  static func query(_ query: CompletionQuery) -> Completion {
    .query(query.rawValue)
  }
}

extension Subcommand {
  /// What shells call while a line is typed: the answers that begin with the first word, one a line.
  ///
  /// They are written as they are read. Whatever is wrong, the database's absence above all, gives fewer
  /// answers and never a message: a message would land in the line that is being typed.
  static var complete: Subcommand {
    Subcommand(
      "complete",
      summary: Text(
        en: "Answer a shell that completes a line", fr: "Répondre au shell qui complète une ligne"),
      operands: [
        .one(
          "query", Text(en: "QUERY", fr: "QUESTION"),
          help: Text(en: "What is asked for", fr: "Ce qui est demandé"),
          choices: CompletionQuery.allCases.map(\.rawValue)),
        .any(
          "word", Text(en: "WORD", fr: "MOT"),
          help: Text(
            en: "What is typed of the word, then the operands before it",
            fr: "Ce qui est tapé du mot, puis les opérandes qui le précèdent")),
      ],
      exits: [.done, .usage], isHidden: true, run: runComplete)
  }
}

private func runComplete(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  guard let query = CompletionQuery(rawValue: arguments.operand("query")) else { return .usage }
  let words = arguments.operands("word")
  let prefix = words.first ?? ""
  let answer = { (candidate: String) in
    // What could break the answer's line, or steer the terminal, is left out.
    guard candidate.hasPrefix(prefix), candidate.escapedForTerminal == candidate else { return }
    try environment.output.line(candidate)
  }
  do {
    switch query {
    case .documents:
      let kit = try environment.openKit(arguments, .inspecting)
      try kit.documents.forEachNumber(beginningWith: prefix, limit: maximumCount, answer)
    case .payments:
      let kit = try environment.openKit(arguments, .inspecting)
      try kit.payments.forEachReference(beginningWith: prefix, limit: maximumCount, answer)
    case .products:
      let kit = try environment.openKit(arguments, .inspecting)
      try kit.products.forEach { try answer($0.publicID.description) }
    case .settings:
      for setting in Setting.catalogue { try answer(setting.key) }
    case .providerKeys:
      guard let name = words.dropFirst().first else { return .done }
      guard let provider = Providers.descriptions.first(where: { $0.name == name }) else { break }
      for key in provider.allKeys { try answer(key.name) }
    }
  } catch OutputError.closed {
    throw OutputError.closed
  } catch {
    return .done
  }
  return .done
}

/// More than anybody reads from a list of completions.
private let maximumCount = 200
