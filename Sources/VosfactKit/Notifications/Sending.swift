import Localization

/// Documents sent to their buyers by e-mail, and reminders of those that are not paid.
///
/// What is sent waits in the outbox; the document's history says so from the same transaction on.
package struct Sending {
  let database: Database
  let clock: WallClock
  let random: RandomSource
  let notices: Notices
  /// Makes ready what makes mails.
  let composer: () throws -> MailComposer

  private var journal: Journal { Journal(database: database) }
  private var settings: Settings { Settings(database: database) }
  private var documents: DocumentStore { DocumentStore(database: database) }

  /// What was queued for a document.
  package struct Sent: Sendable {
    package let document: Document
    /// Where it goes: one address, or several.
    package let to: String
    /// The day of the reminder, counted from the due date; `nil` for the document itself.
    package let days: Int?
  }

  // MARK: - Documents

  /// Lets all mail about a document go to `address` from now on, `nil` for the one that it was issued with; what was
  /// issued stays as it is.
  ///
  /// It gives the document as it stands then, and throws `Fault` or `StorageError`.
  ///
  /// - Parameter address: as `EmailAddresses.normalized` gives it.
  package func address(_ document: Document, to address: String?) throws -> Document {
    try database.transaction {
      let current = try documents.named(document.number)
      let apart = address == current.content.buyer.email ? nil : address
      guard apart != current.addressApart else { return current }
      try documents.setAddressApart(current.key, apart)
      try journal.append(
        .documentAddressed, about: .document(number: current.number),
        ["mail_address": .optional(apart)], at: clock.now)
      return try documents.named(current.number)
    }
  }

  /// Queues the mail of a document, whose state becomes sent; sent again it is a mail of its own.
  ///
  /// It throws `Fault` if there is nobody to send it to or it is cancelled, or `StorageError`.
  ///
  /// - Parameter address: where all mail about it goes from now on; `nil` to change nothing about that.
  package func send(_ document: Document, to address: String? = nil) throws -> Sent {
    try database.transaction {
      var current = try documents.named(document.number)
      guard current.stage != .canceled else {
        throw Fault(
          .refused,
          en: "nothing was sent; \(current.number.shown) is canceled; leave it out",
          fr:
            "rien n’a été envoyé ; \(current.number.shown) est annulé ; ne le nommez pas"
        )
      }
      if let address { current = try self.address(current, to: address) }
      guard let to = current.mailAddress else { throw Fault.noAddress(current.number) }
      return Sent(document: try notices.send(current, to: to), to: to, days: nil)
    }
  }

  /// What `send` gave of a document that was sent before.
  package func sent(_ document: Document) -> Sent {
    Sent(document: document, to: document.mailAddress ?? "", days: nil)
  }

  /// The mail of a document as it would be sent now, as a file that mail programs open.
  ///
  /// It throws what `send` throws, and what keeps the mail from being made.
  ///
  /// - Parameter address: where it would go; `nil` for where mail about the document goes.
  package func preview(_ document: Document, to address: String? = nil) throws -> [UInt8] {
    let message = try database.transaction(rehearsing: true) {
      _ = try send(document, to: address)
      return try Outbox(database: database, clock: clock, random: random).last()
    }
    guard let message else { throw Fault.noAddress(document.number) }
    return try composer().mail(of: message).file
  }

  // MARK: - Reminders

  /// Queues the reminders that are due today and were not queued before, and tells `body` of each.
  ///
  /// A document is reminded of once for each day that the settings name, counted from its due date where the
  /// seller is. Of several that were missed, as the program did not run, the last alone is made up for, and one
  /// before the due date until then only. What is paid, cancelled or no claim is reminded of never,
  /// and nothing while a dispute is open or a payment for it asks for attention.
  ///
  /// It throws `StorageError`, `Fault` and what `body` throws; each reminder is a transaction.
  package func remind(rehearsing isRehearsal: Bool, _ body: (Sent) throws -> Void) throws {
    let days = try reminderDays()
    guard let earliest = days.first else { return }
    let today = try settings.date(of: clock.now)
    var filter = DocumentFilter()
    // A document that is due on the day after this is not due for its first reminder yet.
    filter.overdueOn = today.adding(days: 1 - min(earliest, 0))
    // Read first: reminders change what is read.
    var keys: [DocumentKey] = []
    var documents = try documents.list(filter)
    while let document = try documents.next() {
      if document.mailAddress != nil { keys.append(document.key) }
    }
    for key in keys {
      let sent = try database.transaction(rehearsing: isRehearsal) {
        try remind(key, on: today, days)
      }
      if let sent { try body(sent) }
    }
  }

  /// The days of reminders, counted from the due date, in their order: those before it are below zero.
  private func reminderDays() throws(StorageError) -> [Int] {
    let before = try settings.value(.remindersBefore) ?? []
    return Set(before.map { -$0 } + (try settings.value(.remindersAfter) ?? [])).sorted()
  }

  /// Queues the reminder of a document that is due, in the caller's transaction; `nil` if none is.
  private func remind(_ key: DocumentKey, on today: CalendarDate, _ days: [Int]) throws -> Sent? {
    guard let document = try documents.document(key), document.claim.minorUnits > 0,
      document.disputed.minorUnits == 0,
      try !PaymentStore(database: database).asksForAttention(about: key),
      [.issued, .sent, .partiallyPaid].contains(document.state),
      let due = document.content.dueOn, let to = document.mailAddress
    else { return nil }
    let late = today.daysSince1970 - due.daysSince1970
    guard let day = days.last(where: { $0 <= late }), day > 0 || late <= 0 else { return nil }
    let isNew = try notices.queue(
      .reminder, key: "\(document.number):\(due):\(day)", to: to, document,
      [("days", .integer(late)), ("balance", .string(document.claim.decimal))])
    guard isNew else { return nil }
    try journal.append(
      .documentReminded, about: .document(number: document.number),
      [
        "to": .string(to), "due_on": .string(due.description), "days": .integer(day),
        "balance": .string(document.claim.decimal),
        "currency": .string(document.content.currency.code),
      ], at: clock.now)
    return Sent(document: document, to: to, days: day)
  }
}

extension Fault {
  fileprivate static func noAddress(_ number: String) -> Fault {
    Fault(
      .refused,
      en:
        "nothing was sent; the buyer of \(number.shown) has no e-mail address; give one with --to, or send it by post",
      fr:
        "rien n’a été envoyé ; l’acheteur de \(number.shown) n’a pas d’adresse électronique ; donnez-en une avec --to, ou envoyez-le par courrier"
    )
  }
}
