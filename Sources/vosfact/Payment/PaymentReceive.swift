import CommandLineKit
import Glibc
import Localization
import VosfactKit

extension Subcommand {
  static let paymentReceive = Subcommand(
    "receive",
    en: """
      Take in callbacks of a provider

      Each file holds one raw HTTP request: a request line, headers, an empty line and the exact
      body. A folder stands for its files in alphabetical order.
      """,
    fr: """
      Prendre en compte des rappels d’un prestataire

      Chaque fichier contient une requête HTTP brute : une ligne de requête, des en-têtes, une ligne
      vide et le corps exact. Un dossier vaut pour ses fichiers par ordre alphabétique.
      """,
    examples: .one(
      "vosfact payment receive --provider stripe callback.http", en: "A callback from a file",
      fr: "Un rappel depuis un fichier"), options: [.provider(isRequired: true), .dryRun],
    operands: [
      .many(
        "file", .file, en: "A request, a folder of them, or - for standard input",
        fr: "Une requête, un dossier de requêtes, ou - pour l’entrée standard", completion: .file)
    ],
    exits: [
      .no, .badData, .noInput, .cannotCreate, .inputOutput, .temporary, .permission,
      .configuration,
    ]
  ) { arguments, environment in
    let paths = try arguments.operands("file").flatMap { try RequestFile.paths(at: $0) }
    let kit = try environment.openKit(arguments, .existing)
    let receiver = try kit.payments.receiver(for: arguments.value("provider") ?? "")
    // What is known already is answered as repeated.
    environment.isRepeatable = true
    let intake = Intake(environment)
    let share = { Double(environment.progress.count) / Double(paths.count) }
    return try environment.working(
      on: Text(en: "callbacks", fr: "rappels"), arguments, share: share
    ) {
      try takeIn(paths, receiver, intake, kit, arguments)
      return try intake.finish()
    }
  }
}

/// Takes in the files at `paths`, and tells `intake` what became of each.
private func takeIn(
  _ paths: [String], _ receiver: CallbackIntake, _ intake: Intake, _ kit: Kit,
  _ arguments: Arguments
) throws {
  if arguments.flag("dry-run") {
    try kit.transaction(rehearsing: true) {
      for path in paths { try intake.add(path, receive(path, receiver)) }
    }
  } else if receiver.mayAskProvider {
    for path in paths { try intake.add(path, receive(path, receiver)) }
  } else {
    // Many callbacks share a commit, whose cost is the disk's, and nothing is said of them before they are stored.
    // They are read before: a pipe may be slow, and nobody else could write while a commit waits for it.
    let verifier = try receiver.verifier()
    try prefetching(from: paths[...]) { rest in
      nextBatch(of: &rest, verifier)
    } _: { batch in
      // Few messages only point at something that the provider must be asked about; nobody else could write meanwhile.
      let batch = batch.map { path, request in
        (
          path: path,
          request: request.flatMap { verified in Result { try receiver.asked(verified) } }
        )
      }
      let outcomes = try kit.batch {
        try batch.map { path, request in
          if case .failure(let fault as Fault) = request {
            return (path, Outcome.faulty(Diagnostic(fault)))
          }
          return (path, try outcome(of: path) { try receiver.receive(request.get) })
        }
      }
      for (path, outcome) in outcomes { try intake.add(path, outcome) }
    }
  }
}

/// Takes from `paths` those whose callbacks share a commit, and reads and verifies them: not so many that others wait
/// for long to write, nor more bytes than memory has room for.
private func nextBatch(
  of paths: inout ArraySlice<String>, _ verifier: CallbackVerifier
) -> [(path: String, request: Result<VerifiedRequest, any Error>)]? {
  var batch: [(String, Result<VerifiedRequest, any Error>)] = []
  var size = 0
  while batch.count < 1024, size < 4 << 20, let path = paths.popFirst() {
    let request = Result {
      let bytes = try RequestFile.bytes(at: path)
      size += bytes.count
      return try verifier.verify(bytes)
    }
    batch.append((path, request))
  }
  return batch.isEmpty ? nil : batch
}

/// What became of a file: a callback, or, if it could not be read or is no HTTP request, why not.
private enum Outcome {
  case received(ReceivedCallback)
  case faulty(Diagnostic)
}

private func receive(_ path: String, _ receiver: CallbackIntake) throws -> Outcome {
  let bytes: [UInt8]
  do throws(Fault) {
    bytes = try RequestFile.bytes(at: path)
  } catch {
    return .faulty(Diagnostic(error))
  }
  return try outcome(of: path) { try receiver.receive(bytes) }
}

/// What becomes of the file at `path`; one that is faulty is an answer, so that it keeps no other from being taken in.
private func outcome(of path: String, _ receive: () throws -> ReceivedCallback) throws -> Outcome {
  do {
    return .received(try receive())
  } catch let error as any ExplainedError where error.nature == .badValue || error is ProviderError
  {
    return .faulty(Diagnostic(error.text, code: ExitCode(of: error), at: .init(file: path)))
  }
}

/// The answers to the callbacks of one run.
private final class Intake {
  private let environment: Environment
  private let listing: RowListing<(file: String, callback: ReceivedCallback)>
  private var code = ExitCode.done

  init(_ environment: Environment) {
    self.environment = environment
    listing = RowListing(environment, .received)
  }

  func add(_ path: String, _ outcome: Outcome) throws {
    environment.progress.advance()
    switch outcome {
    case .received(let callback):
      if callback.result == .refused, code == .done { code = .no }
      try listing.add((path, callback))
    case .faulty(let fault):
      if code == .done || code == .no { code = fault.code ?? code }
      try environment.complain(fault)
    }
  }

  func finish() throws -> ExitCode {
    try listing.finish()
    return code
  }
}

extension ListForm<(file: String, callback: ReceivedCallback)> {
  static let received = ListForm(
    columns: [
      .text(en: "File", fr: "Fichier") { $0.file },
      .said(en: "Result", fr: "Résultat") { $0.callback.result.name[$1] },
      .text(en: "Document", fr: "Document") { $0.callback.document ?? "–" },
      .text(en: "Payment", fr: "Paiement") { $0.callback.payment?.reference ?? "–" },
      .styled(en: "Line", fr: "Ligne") { row, language in
        guard let payment = row.callback.payment else { return .init("–") }
        let label = "\(payment.isPaid ? "✓" : "✗") \(payment.label[language])"
        return .init(label, payment.isPaid ? .good : .bad)
      },
      .said(en: "Reason", fr: "Raison") { $0.callback.explanation?[$1] ?? "" },
    ],
    members: [.text("file") { $0.file }]
      + RecordForm<ReceivedCallback>.received.members(of: \.callback))
}

extension RecordForm<ReceivedCallback> {
  /// What became of a callback.
  static let received = RecordForm([
    .text("result") { $0.result.rawValue }, .text("reason") { $0.reason },
    .text("payment") { $0.payment?.reference }, .text("document") { $0.document },
    .text("state") { $0.payment?.status.state.rawValue }, .text("reply") { $0.reply },
  ])
}
