import CommandLineKit
import Localization
import VosfactKit

/// The answer to a shell that completes a line, and asks through the environment: how the line may go on.
///
/// The scripts in `completions/` ask. zsh and fish give the words after the program's name up to the cursor; bash
/// gives the line up to the cursor, and what of it completes. A line of the answer is a word and, after a
/// tabulator, what it means; one that begins with the tabulator asks for the names of files. bash, which does
/// neither, is given the words that fit alone, as they are to be written.
///
/// Words are written as they are read. Whatever is wrong, the database's absence above all, gives fewer words and
/// never a message: a message would land in the line that is being typed.
struct CompletionAnswer {
  private enum Shell: String {
    case bash
    case zsh
    case fish
  }

  private let environment: Environment
  private let place: CompletionPlace
  private let bashLine: BashLine?

  /// - Returns: `nil` if `shell` is none that can be answered.
  init?(to shell: String, _ arguments: [String], _ root: Subcommand, _ environment: Environment) {
    guard let shell = Shell(rawValue: shell) else { return nil }
    bashLine =
      shell == .bash
      ? BashLine(arguments.first ?? "", replacing: arguments.dropFirst().first ?? "") : nil
    place = root.completion(of: bashLine?.words ?? arguments)
    self.environment = environment
    environment.language =
      place.values["lang"].flatMap(Language.init(rawValue:))
      ?? Language(environment: environment.variables)
  }

  /// Writes the answer, as far as nothing is wrong.
  func write() {
    try? offerAll()
    environment.close()
    try? environment.output.flush()
  }

  private func offerAll() throws {
    switch place.offer {
    case .words(let words): for (word, meaning) in words { try offer(word, meaning) }
    case .file: try environment.output.line("\tfile")
    case .query(let name):
      if let query = CompletionQuery(rawValue: name) { try offerAnswers(to: query) }
    }
  }

  private func offerAnswers(to query: CompletionQuery) throws {
    switch query {
    case .documents:
      var numbers = try kit.documents.numbers(beginningWith: place.typed, limit: Self.most)
      while let number = try numbers.next() { try offer(number) }
    case .payments:
      var references = try kit.payments.references(beginningWith: place.typed, limit: Self.most)
      while let reference = try references.next() { try offer(reference) }
    case .products: try kit.products.forEach { try offer($0.publicID.description) }
    case .settings: for setting in Settings.catalogue { try offer(setting.key, setting.help) }
    case .providerKeys:
      let provider = Providers.descriptions.first { $0.name == place.operands.first }
      for key in provider?.allKeys ?? [] { try offer(key.name, key.help) }
    }
  }

  /// More than anybody reads from a list.
  private static let most = 200

  /// The library on the database that the line names, else the environment: it must exist, and is left as it is.
  private var kit: Kit {
    get throws {
      var path = try place.values["db"] ?? environment.serverDatabase
      if path.hasPrefix("~/"), let home = environment.variables["HOME"] {
        path = home + path.dropFirst()
      }
      return environment.kept(try Kit(inspecting: path, environment: environment.variables))
    }
  }

  private func offer(_ word: String, _ meaning: Text? = nil) throws(OutputError) {
    let word = place.head + word
    // What could break the answer's line, or steer the terminal, is left out.
    guard word.escapedForTerminal == word else { return }
    guard let bashLine else {
      let explanation = meaning.map { "\t" + $0[environment.language] }
      return try environment.output.line(word + (explanation ?? ""))
    }
    if let completion = bashLine.completion(by: word) { try environment.output.line(completion) }
  }
}
