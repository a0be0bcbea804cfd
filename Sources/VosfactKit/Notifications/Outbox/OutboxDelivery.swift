package import Localization

/// What a delivery did.
package struct DeliveryReport: Sendable {
  /// How many messages arrived; in a rehearsal, how many would be tried.
  package internal(set) var delivered: Int64 = 0
  /// How many did not, whether they are tried again or not.
  package internal(set) var failed: Int64 = 0
  /// What went wrong that somebody has to mend; the rest was done all the same.
  package internal(set) var problems: [any ExplainedError] = []

  mutating func add(_ problem: any ExplainedError) {
    guard !problems.contains(where: { $0.text == problem.text }) else { return }
    problems.append(problem)
  }
}

/// The delivery of what is due in the outbox.
///
/// One process at a time delivers. What arrived is recorded after it arrived, so that a run that is killed in
/// between sends the same message once more, under the same name, and loses none.
package struct OutboxDelivery {
  let outbox: Outbox
  let webhooks: Webhooks
  let notices: Notices
  /// Makes ready what makes mails, and what passes them on, once there are any.
  let mailing: () throws -> (composer: MailComposer, mailer: any Mailer)
  /// Whether nothing is sent and only counted.
  let isRehearsal: Bool

  private var database: Database { outbox.database }
  private var now: UnixTime { outbox.clock.now }

  /// After how many failures in a row of one mailer or webhook the rest waits for the next run.
  private static let patience = 5
  /// How many mails are recorded together, where a repeat does no harm.
  private static let batchSize = 128

  /// Delivers everything that is due.
  ///
  /// It throws `OutboxError.running` if another process is at it, and `StorageError` if the database fails;
  /// anything else is among the report's problems.
  ///
  /// - Parameter progress: is called after each message.
  package func run(progress: () -> Void = {}) throws -> DeliveryReport {
    var report = DeliveryReport()
    guard !isRehearsal else {
      report.delivered = try outbox.dueCount(at: now)
      return report
    }
    repeat {
      guard try deliver(&report, progress) else { throw OutboxError.running }
      // A message that was queued while the lock was held, by a process that then found it taken.
    } while try report.problems.isEmpty && report.failed == 0 && outbox.dueCount(at: now) > 0
    return report
  }

  /// Delivers under the lock; false if another process holds it.
  private func deliver(_ report: inout DeliveryReport, _ progress: () -> Void) throws -> Bool {
    // Nothing is due most of the time, and nothing is to be locked then.
    guard try outbox.dueCount(at: now) > 0 else { return true }
    guard let lock = try RunLock(.outbox, of: database) else { return false }
    try withExtendedLifetime(lock) {
      for webhook in try webhooks.all() where webhook.disabledAt == nil {
        try call(webhook, &report, progress)
      }
      try sendMails(&report, progress)
    }
    return true
  }

  // MARK: - Calls

  private func call(
    _ webhook: Webhook, _ report: inout DeliveryReport, _ progress: () -> Void
  ) throws {
    // What is postponed comes due later than this.
    let start = now
    while true {
      let messages = try outbox.due(at: start, to: webhook.id, limit: WebhookCaller.limit)
      guard !messages.isEmpty else { return }
      let outcomes: [DeliveryOutcome]
      do {
        outcomes = try WebhookCaller(webhooks: webhooks, webhook: webhook).call(messages)
      } catch let error as any ExplainedError where !(error is StorageError) {
        report.add(error)
        report.failed += Int64(messages.count)
        try database.transaction {
          for message in messages { try hold(message, error.text) }
        }
        return
      }
      let isGone = outcomes.contains { if case .failed = $0 { true } else { false } }
      try database.transaction {
        for (message, outcome) in zip(messages, outcomes) {
          try record(outcome, of: message, &report)
        }
        if isGone {
          try webhooks.disable(webhook)
          report.add(Fault.webhookGone(webhook))
        }
      }
      for _ in messages { progress() }
      let isSilent = !outcomes.contains(where: \.isAnswered)
      if isGone || isSilent && messages.count >= Self.patience { return }
    }
  }

  // MARK: - Mails

  private func sendMails(_ report: inout DeliveryReport, _ progress: () -> Void) throws {
    let start = now
    var failures = 0
    var due = try outbox.due(at: start, to: nil, limit: Self.batchSize)
    guard !due.isEmpty else { return }
    do {
      let (composer, mailer) = try mailing()
      while !due.isEmpty {
        // What takes long to make is recorded mail by mail: a kill costs one of them then.
        let size = mailer.isRepeatHarmless && !composer.attachesPDF ? due.count : 1
        for first in stride(from: 0, to: due.count, by: size) {
          let batch = Array(due[first..<min(first + size, due.count)])
          let outcomes = batch.map { send($0, composer, mailer) }
          if let held = outcomes.lazy.compactMap(\.mailerProblem).first { throw held }
          try mailer.settle()
          try database.transaction {
            for (message, outcome) in zip(batch, outcomes) {
              try record(outcome, of: message, &report)
            }
          }
          for outcome in outcomes {
            failures = outcome.isAnswered ? 0 : failures + 1
            progress()
          }
          if failures >= Self.patience { return }
        }
        due = try outbox.due(at: start, to: nil, limit: Self.batchSize)
      }
    } catch let error as any ExplainedError where !(error is StorageError) {
      // The settings or the host keep every mail from being sent: they wait as they are.
      report.add(error)
      report.failed += 1
    }
  }

  private func send(
    _ message: OutboxMessage, _ composer: MailComposer, _ mailer: any Mailer
  ) -> DeliveryOutcome {
    do {
      if message.topic == .reminder, try !isClaimed(message) { return .dropped(Self.settledSince) }
      return mailer.send(try composer.mail(of: message))
    } catch let error as MailContentError {
      return error.isPermanent ? .failed(error.text) : .postponed(error.text)
    } catch let error as any ExplainedError {
      // What the settings keep from being made, as there is no engine for PDF, waits until they are mended.
      return error.nature == .misconfigured || error is StorageError
        ? .held(error) : .postponed(error.text)
    } catch {
      return .postponed(Text(verbatim: "\(error)"))
    }
  }

  private static let settledSince = Text(
    en: "nothing is asked for any more", fr: "plus rien n’est demandé")

  /// Whether what a reminder asks for is asked for yet: it may have been paid, or be under way, since it was queued.
  private func isClaimed(_ message: OutboxMessage) throws(StorageError) -> Bool {
    let documents = DocumentStore(database: database)
    guard let number = message.document, let document = try documents.document(number: number)
    else { return true }
    guard document.claim.minorUnits > 0, document.disputed.minorUnits == 0 else { return false }
    return try !PaymentStore(database: database).asksForAttention(about: document.key)
  }

  // MARK: - Recording

  private func hold(_ message: OutboxMessage, _ reason: Text) throws(StorageError) {
    try outbox.postpone(
      message, to: now + DeliverySchedule.holding, isTried: false, because: reason.stored)
  }

  /// Records what came of one message, in the caller's transaction.
  private func record(
    _ outcome: DeliveryOutcome, of message: OutboxMessage, _ report: inout DeliveryReport
  ) throws(StorageError) {
    // Somebody may have dropped it meanwhile; it has arrived all the same.
    switch outcome {
    case .delivered(let answer):
      report.delivered += 1
      try outbox.end(message, as: .delivered, because: nil)
      try keep(answer, of: message, nil)
    case .failed(let reason, let answer):
      report.failed += 1
      try outbox.end(message, as: .failed, because: reason.stored)
      try keep(answer, of: message, reason)
      try notices.failed(message, because: reason)
      if message.webhook == nil { report.add(Fault.willNotArrive(message, reason)) }
    case .dropped(let reason):
      try outbox.end(message, as: .dropped, isTried: false, because: reason.stored)
    case .postponed(let reason, let asked, let answer):
      report.failed += 1
      try keep(answer, of: message, reason)
      try postpone(message, reason, asked, &report)
    case .held(let error):
      report.failed += 1
      report.add(error)
      try hold(message, error.text)
    }
  }

  private func postpone(
    _ message: OutboxMessage, _ reason: Text, _ asked: Seconds?, _ report: inout DeliveryReport
  ) throws(StorageError) {
    let schedule = DeliverySchedule(random: Double(outbox.random.bytes(1)[0]) / 256)
    let next = schedule.next(
      afterFailure: message.attempts + 1, first: message.firstAt ?? now, now: now,
      asked: asked)
    if let next {
      try outbox.postpone(message, to: next, isTried: true, because: reason.stored)
      return
    }
    try outbox.end(message, as: .failed, because: reason.stored)
    guard let id = message.webhook else {
      try notices.failed(message, because: reason)
      report.add(Fault.willNotArrive(message, reason))
      return
    }
    let url = try webhooks.all().first { $0.id == id }?.url ?? ""
    let error = Fault(
      .unreachable,
      en:
        "a call to webhook \(id) was given up; \(url.shown) did not take it for three days; see 'vosfact settings webhook deliveries'",
      fr:
        "un appel au webhook \(id) a été abandonné ; \(url.shown) ne l’a pas pris pendant trois jours ; voyez « vosfact settings webhook deliveries »"
    )
    try notices.failed(message, because: error.text)
    report.add(error)
  }

  private static let insertCall: StaticString = """
    INSERT INTO webhook_call (message, webhook, at, status, answer, failure)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6)
    """

  /// Keeps what came back from a call.
  private func keep(
    _ answer: WebhookAnswer?, of message: OutboxMessage, _ failure: Text?
  ) throws(StorageError) {
    guard let answer, let webhook = message.webhook else { return }
    try database.run(
      Self.insertCall, message.id, webhook, now, answer.status, answer.text, failure?.stored)
  }
}

extension DeliveryOutcome {
  /// Whether the receiver has said something of this very message.
  fileprivate var isAnswered: Bool {
    switch self {
    case .delivered, .failed, .dropped: true
    case .postponed(_, _, let answer): answer?.status != nil
    case .held: false
    }
  }

  /// What keeps every mail from being sent, and not this one alone.
  fileprivate var mailerProblem: (any ExplainedError)? {
    guard case .held(let error) = self,
      error.nature == .cannotWrite || error is SubprocessError || error is StorageError
    else { return nil }
    return error
  }
}

extension Fault {
  /// A message was refused for good or given up.
  fileprivate static func willNotArrive(_ message: OutboxMessage, _ reason: Text) -> Fault {
    Fault(
      .refused,
      en: "message \(message.id) will not arrive; \(reason.en); see 'vosfact payment outbox list'",
      fr:
        "le message \(message.id) n’arrivera pas ; \(reason.fr) ; voyez « vosfact payment outbox list »"
    )
  }
}
