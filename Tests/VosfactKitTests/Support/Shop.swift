import Synchronization
import Testing

@testable import VosfactKit

/// A seller's database with what a test needs around it: a clock that stands still, random bytes that
/// are the same in every run, documents, and payments at `LineProvider`.
struct Shop {
  /// 2026-09-21T13:33:20Z.
  static let noon = UnixTime(seconds: 1_790_000_000)

  let kit: Kit

  /// A shop in memory, or in the file at `path`, which is made if it is missing.
  init(path: String? = nil, at time: UnixTime = noon, seed: UInt64 = 1) throws {
    let database = try path.map { try Database(path: $0, access: .creating) } ?? .inMemory()
    let random = SeededBytes(seed: seed)
    kit = Kit(
      database: database, random: RandomSource { random.next($0) }, transport: nil,
      clock: { time })
  }

  init(kit: Kit) {
    self.kit = kit
  }

  /// The same shop at another moment.
  func at(_ time: UnixTime) -> Shop {
    Shop(
      kit: Kit(
        database: kit.database, environment: kit.environment, random: kit.random,
        transport: kit.transport, clock: { time }))
  }

  var database: Database { kit.database }

  func euros(_ text: String) throws -> Amount { try Amount(text, currency: .euro) }

  /// A new document of this total in euros.
  func document(
    _ total: String = "120.00", kind: DocumentKind = .invoice, language: String = "en",
    email: String? = nil
  ) throws -> Document {
    var draft = DocumentDraft(
      kind: kind, buyer: Buyer(name: "Aline", email: email),
      lines: [try LineDraft("Work;1;\(total);0")])
    draft.language = language
    return try kit.invoicing.issue(draft)
  }

  /// An attempt to pay `document`, as it is stored once its provider has prepared it.
  @discardableResult
  func attempt(
    _ document: Document, _ reference: String, amount: Amount? = nil, knownAs names: [String] = [],
    mode: ProviderMode = .simulated
  ) throws -> Payment {
    let attempt = PaymentAttempt.sample(
      reference: reference, amount: amount ?? document.total, startedAt: kit.now,
      lifetime: 86_400)
    let started = StartedAttempt(
      next: .redirect(url: "https://line.test/\(reference)"),
      providerReference: "line_\(reference)",
      identifiers: names)
    return try kit.transaction {
      try kit.payments.post(attempt, started, for: document, provider: "line", mode: mode)
    }
  }

  func receiver(_ mode: ProviderMode = .simulated) -> CallbackIntake {
    CallbackIntake(payments: kit.payments, provider: LineProvider(), name: "line", mode: mode)
  }

  /// Takes in one callback that tells of `events`.
  @discardableResult
  func receive(_ events: PaymentEvent..., mode: ProviderMode = .simulated) throws
    -> ReceivedCallback
  {
    try receiver(mode).receive(LineProvider.request(events))
  }

  func payment(_ reference: String) throws -> Payment { try kit.payments.named(reference) }

  /// `document` as it stands now.
  func now(_ document: Document) throws -> Document {
    try #require(try kit.documents.document(document.key))
  }

  /// The kinds of the journal's entries about `document`, oldest first.
  func history(_ document: Document) throws -> [String] {
    var kinds: [String] = []
    var entries = try kit.documents.history(of: document)
    while let entry = try entries.next() { kinds.append(entry.kind) }
    return kinds
  }

  /// The references of the payments that ask for attention.
  func needingAttention() throws -> [String] {
    var filter = PaymentFilter()
    filter.needsAttention = true
    var list = try kit.payments.list(filter)
    var references: [String] = []
    while let payment = try list.next() { references.append(payment.reference) }
    return references
  }
}

/// Bytes that look random and are the same in every run.
private final class SeededBytes: Sendable {
  private let generator: Mutex<SeededGenerator>

  init(seed: UInt64) {
    generator = Mutex(SeededGenerator(seed: seed))
  }

  func next(_ count: Int) -> [UInt8] {
    generator.withLock { generator in
      (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
    }
  }
}
