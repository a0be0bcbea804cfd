package import Localization

/// What a reconciliation did.
package struct ReconcileReport: Sendable, DataRecord {
  /// How many callbacks were taken in from the spool folder, refused ones included.
  package internal(set) var callbacks: Int64 = 0
  /// About how many payments a provider was asked.
  package internal(set) var asked: Int64 = 0
  /// How many of these stand otherwise than before.
  package internal(set) var changed: Int64 = 0
  /// How many attempts were given up.
  package internal(set) var expired: Int64 = 0
  /// How many messages were delivered.
  package internal(set) var delivered: Int64 = 0
  /// How many callbacks, questions and messages came to nothing, and wait for the next run.
  package internal(set) var failed: Int64 = 0
  /// What went wrong, once for each provider and file; the rest was done all the same.
  package internal(set) var problems: [any ExplainedError] = []

  /// Adds what went wrong, unless it was told already.
  mutating func add(_ problem: any ExplainedError) {
    guard !problems.contains(where: { $0.text == problem.text }) else { return }
    problems.append(problem)
  }

  /// Whether there is anything to say.
  package var isSilent: Bool {
    callbacks == 0 && changed == 0 && expired == 0 && delivered == 0 && failed == 0
  }

  package static let form = RecordForm<ReconcileReport>([
    .number("callbacks") { $0.callbacks }.meaning(en: "Callbacks taken in.", fr: "Rappels repris."),
    .number("asked") { $0.asked }.meaning(en: "Payments asked about.", fr: "Paiements vérifiés."),
    .number("changed") { $0.changed }.meaning(
      en: "Those of them that changed.", fr: "Ceux d’entre eux qui ont changé."),
    .number("expired") { $0.expired }.meaning(
      en: "Attempts given up.", fr: "Tentatives abandonnées."),
    .number("delivered") { $0.delivered }.meaning(en: "Messages delivered.", fr: "Messages remis."),
    .number("failed") { $0.failed }.meaning(
      en: "What failed, and waits for the next run.",
      fr: "Ce qui a échoué, et attend le passage suivant."),
  ])
}

/// The job of a timer: takes in spooled callbacks, asks the providers about payments that are pending for
/// long, gives up old attempts, delivers what waits in the outbox, and forgets what was delivered long ago.
///
/// Each callback, answer and expiry is one transaction, and what was done already is a repeat, so that a
/// run that was killed is completed by the next. One run at a time holds a lock beside the database.
package struct Reconciliation {
  let payments: Payments
  /// The delivery of what waits in the outbox.
  let delivery: OutboxDelivery
  /// Only this provider's payments and callbacks; all of them if it is `nil`.
  let provider: String?
  /// Whether everything is undone and no file is moved.
  let isRehearsal: Bool

  /// How many payments are read at once.
  fileprivate static let page = 256

  /// Does it all.
  ///
  /// It throws `Fault` if another process is at it or a setting is missing, and `StorageError` if the database
  /// fails; anything else is among the report's problems.
  ///
  /// - Parameter progress: is called after each callback and each question.
  package func run(progress: @escaping () -> Void = {}) throws -> ReconcileReport {
    let lock = try RunLock(.reconcile, of: payments.database, makingFile: !isRehearsal)
    guard let lock else {
      throw Fault(
        .busy,
        en: "nothing was reconciled; another reconciliation is running; try again later",
        fr: "rien n’a été rapproché ; un autre rapprochement est en cours ; réessayez plus tard")
    }
    return try withExtendedLifetime(lock) {
      var run = ReconcileRun(
        job: self, progress: progress, queries: StatusQueries(payments, rehearsing: isRehearsal))
      try run.all()
      return run.report
    }
  }
}

/// One reconciliation under way.
private struct ReconcileRun {
  let job: Reconciliation
  let progress: () -> Void
  var queries: StatusQueries
  var report = ReconcileReport()

  private var payments: Payments { job.payments }
  private var store: PaymentStore { payments.store }

  mutating func all() throws {
    try SpoolIntake(payments: payments, provider: job.provider, isRehearsal: job.isRehearsal)
      .run(&report, progress: progress)
    try settlePending()
    // Those of which the provider told two things, and those of which a refund was asked for and has not come to an end.
    for list in [store.needingQuery, store.refunding] {
      try forEachPage { cursor in
        try list(cursor, Reconciliation.page)
      } _: { run, page in
        for _ in try run.ask(about: page) { run.progress() }
      }
    }
    try followUp()
    try deliver()
    guard !job.isRehearsal else { return }
    try job.delivery.outbox.prune()
    let giveUp = try payments.settings.value(.giveUp)
    try CallbackInbox(payments: payments).forgetIgnored(before: payments.clock.now - giveUp)
  }

  private mutating func settlePending() throws {
    let asking = payments.clock.now - (try payments.settings.value(.reconcileAfter))
    let givingUp = payments.clock.now - (try payments.settings.value(.giveUp))
    let lapsing = payments.clock.now - (try payments.settings.value(.announcedLifetime))
    let (latest, store) = (max(asking, givingUp, lapsing), store)
    try forEachPage { cursor in
      try store.pending(startedBy: latest, after: cursor, limit: Reconciliation.page)
    } _: { run, page in
      let due = page.filter { $0.startedAt <= latest }
      // What may have been a refund of ours, and was not: no provider need be asked about the sales of others.
      for payment in due where payment.isOfOthers && payment.startedAt <= givingUp {
        _ = try run.expire(payment)
      }
      for payment in due where payment.provider == Payment.byHand {
        if try run.lapse(payment) { run.report.expired += 1 }
      }
      let asked = due.filter { payment in
        !payment.isOfOthers && payment.provider != Payment.byHand
          && payment.startedAt <= max(asking, givingUp)
      }
      for (payment, wasAsked) in try run.ask(about: asked) {
        // An attempt that its provider was not answering about may have been paid: it waits.
        if payment.startedAt <= givingUp, wasAsked, try run.expire(payment) {
          run.report.expired += 1
        }
        run.progress()
      }
    }
  }

  /// Gives `body` the payments of a list that are ours, page by page, each beginning after the last payment of another.
  private mutating func forEachPage(
    of list: (PaymentKey) throws -> [Payment],
    _ body: (inout ReconcileRun, [Payment]) throws -> Void
  ) throws {
    var cursor = PaymentKey.lowest
    while true {
      let page = try list(cursor)
      guard let last = page.last else { return }
      cursor = last.key
      try body(&self, page.filter(isOurs))
    }
  }

  /// Asks about paid payments of which no callback tells refunds and disputes: each day in the first month, then
  /// each week for as long as a card payment can be disputed.
  private mutating func followUp() throws {
    var cursor = PaymentStore.DueCursor()
    while true {
      let due = try store.due(at: payments.clock.now, after: &cursor, limit: Reconciliation.page)
      guard !due.isEmpty else { return }
      for (payment, wasAsked) in try ask(about: due.filter(isOurs)) {
        if wasAsked { try reschedule(payment) }
        progress()
      }
    }
  }

  /// Delivers what waits in the outbox, last, so that what this run has caused goes too.
  private mutating func deliver() throws {
    let done: DeliveryReport
    do {
      done = try job.delivery.run(progress: progress)
    } catch OutboxError.running {
      // Another process is at it, and takes what was queued here too.
      return
    }
    report.delivered += done.delivered
    report.failed += done.failed
    for problem in done.problems { report.add(problem) }
  }

  private func reschedule(_ payment: Payment) throws {
    let day: Int64 = 86_400
    let age = payment.startedAt.distance(to: payments.clock.now)
    let pause = age < 30 * day ? day : 7 * day
    // An attempt that another took the place of is asked about as long as its page may be open.
    let isOver = [.canceled, .expired, .failed].contains(payment.status.state)
    let end = isOver ? try payments.settings.value(.giveUp).count : 180 * day
    try payments.database.transaction(rehearsing: job.isRehearsal) {
      try store.rescheduleQuery(
        about: payment.key, at: age < end ? payments.clock.now + Seconds(pause) : nil)
    }
  }

  private func isOurs(_ payment: Payment) -> Bool {
    job.provider == nil || payment.provider == job.provider
  }

  /// Asks about payments and records the answers; tells of each whether its provider was answering, or there is
  /// none that could be.
  private mutating func ask(
    about payments: [Payment]
  ) throws -> [(payment: Payment, wasAsked: Bool)] {
    var asked: [(payment: Payment, wasAsked: Bool)] = []
    for (payment, answer) in zip(payments, try queries.ask(about: payments)) {
      asked.append((payment, try record(answer, about: payment)))
    }
    return asked
  }

  private mutating func record(
    _ answer: StatusQueries.Answer, about payment: Payment
  ) throws -> Bool {
    switch answer {
    case .nobody: return payment.mode != .live
    case .repeated: return false
    case .silent(let problem):
      report.failed += 1
      if let problem { report.add(problem) }
      return false
    case .answered(let query, let events):
      report.asked += 1
      let isChanged = try payments.database.transaction(rehearsing: job.isRehearsal) {
        try query.post(events, about: payment).status != payment.status
      }
      if isChanged { report.changed += 1 }
      return true
    }
  }

  /// Gives up an attempt that nothing was ever answering of. A payment that comes late still counts.
  private func expire(_ payment: Payment) throws -> Bool {
    let giveUp = try payments.settings.value(.giveUp)
    return try payments.database.transaction(rehearsing: job.isRehearsal) {
      guard try store.payment(payment.key)?.status.state == .pending else { return false }
      let events = try store.events(of: payment.key)
      // Money under way ends by no time; it asks for attention instead.
      let begun = events.last { $0.kind == .processing }?.at
      let end = (begun ?? payment.startedAt) + giveUp
      guard end <= payments.clock.now,
        try events.isEmpty || payment.isOfOthers
          || begun != nil
            && store.event(Self.expiry(of: payment), provider: payment.provider) == nil
      else { return false }
      let event = PaymentEvent(
        id: Self.expiry(of: payment), attempt: .expired, at: end, amount: payment.amount,
        reference: payment.isUnmatched ? nil : payment.reference,
        identifiers: payment.isUnmatched ? try store.identifiers(of: payment.key) : [])
      let ledger = payments.ledger
      _ = try ledger.post(
        ledger.compare([ToldEvent(event)], from: payment.provider), from: payment.provider,
        in: payment.mode)
      return events.isEmpty
    }
  }

  private static func expiry(of payment: Payment) -> String {
    "reconcile:expired:\(payment.reference)"
  }

  /// Ends a transfer that was announced too long ago.
  private func lapse(_ payment: Payment) throws -> Bool {
    let lifetime = try payments.settings.value(.announcedLifetime)
    guard payment.startedAt + lifetime <= payments.clock.now else { return false }
    return try payments.database.transaction(rehearsing: job.isRehearsal) {
      guard try store.payment(payment.key)?.status.state == .pending else { return false }
      _ = try payments.ledger.post(undoing: payment, reason: "lapsed")
      return true
    }
  }
}
