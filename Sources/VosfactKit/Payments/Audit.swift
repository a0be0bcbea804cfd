public import Localization

/// What an audit of the whole database found.
public struct AuditReport: Equatable, Sendable {
  /// How many entries the journal has.
  public let entries: Int64
  /// The place of the first entry that does not hold; one past the last if an entry is missing there.
  public let firstInvalid: Int64?
  /// What does not hold.
  public let reason: Text?

  public var isValid: Bool { firstInvalid == nil }

  public var json: JSONValue {
    [
      "entries": .integer(entries), "valid": .bool(isValid),
      "first_invalid": firstInvalid.map { .integer($0) } ?? .null, "reason": .optional(reason?.en),
    ]
  }
}

/// The check that nothing was altered, removed or inserted: the journal's chain, the documents and events
/// that it records, and every total that follows from them.
///
/// French law asks of software that records customers' payments that they cannot be changed unseen
/// (Code général des impôts, article 286, I, 3° bis).
public struct Audit {
  let kit: Kit

  private struct Finding: Error {
    let entry: Int64
    let reason: Text
  }

  /// Checks everything, on one state of the database, without keeping it in memory.
  ///
  /// It throws `StorageError` if the database cannot be read.
  public func run() throws -> AuditReport {
    try kit.database.snapshot {
      var chain = ChainAudit()
      do {
        try checkJournal(&chain)
        try checkDocuments(after: chain.entries)
        try checkPayments(after: chain.entries)
        return AuditReport(entries: chain.entries, firstInvalid: nil, reason: nil)
      } catch let finding as Finding {
        return AuditReport(
          entries: try count(), firstInvalid: finding.entry, reason: finding.reason)
      }
    }
  }

  private static let countEntries: StaticString = "SELECT count(*) FROM journal"

  private func count() throws(StorageError) -> Int64 {
    try kit.database.first(Self.countEntries) { row in row.int64(0) } ?? 0
  }

  /// The chain, entry by entry, and that what each entry records is stored as it was recorded.
  private func checkJournal(_ chain: inout ChainAudit) throws {
    var entries = try Journal(database: kit.database).entries()
    while let entry = try entries.next() {
      let place = chain.entries + 1
      guard chain.follows(entry) else {
        throw Finding(
          entry: place,
          reason: Text(
            en: "the journal's entry \(place) does not follow from the one before",
            fr: "l’entrée \(place) du journal ne découle pas de la précédente"))
      }
      try checkRecord(entry)
    }
    guard try chain.isComplete(in: kit.database) else {
      throw Finding(
        entry: chain.entries + 1,
        reason: Text(
          en: "entries are missing at the journal's end",
          fr: "il manque des entrées à la fin du journal"
        ))
    }
  }

  private func checkRecord(_ entry: JournalEntry) throws {
    let facts = try? JSONValue(parsing: Array(entry.payload.utf8))
    guard let digest = facts?["digest"]?.string else { return }
    if let event = facts?["event"]?.string, let provider = facts?["provider"]?.string {
      let stored = try kit.payments.store.event(event, provider: provider)
      guard stored?.digest.hexadecimal == digest else {
        throw Finding(
          entry: entry.seq,
          reason: Text(
            en: "the event \(event.shown) is not stored as it was recorded",
            fr: "l’événement \(event.shown) n’est pas stocké tel qu’il a été enregistré"))
      }
      return
    }
    let number = String(entry.subject.dropFirst(JournalSubject.document(number: "").rawValue.count))
    guard let document = try kit.documents.document(number: number),
      document.content.digest(number: number, lines: try kit.documents.lines(of: document))
        .hexadecimal == digest
    else {
      throw Finding(
        entry: entry.seq,
        reason: Text(
          en: "the document \(number.shown) is not stored as it was issued",
          fr: "le document \(number.shown) n’est pas stocké tel qu’il a été émis"))
    }
  }

  /// That every document was recorded, and that its state and its payments' follow from the events.
  private func checkDocuments(after last: Int64) throws {
    var documents = try kit.documents.list(DocumentFilter())
    while let document = try documents.next() {
      let shown = document.number.shown
      var history = try kit.documents.history(of: document)
      guard let first = try history.next() else {
        throw Finding(
          entry: last + 1,
          reason: Text(
            en: "the document \(shown) is not in the journal",
            fr: "le document \(shown) n’est pas au journal"))
      }
      let settlement = try kit.payments.settlement(of: document)
      guard settlement.paid == document.paidMinorUnits, settlement.state == document.state,
        settlement.paidAt == document.paidAt,
        settlement.payments.allSatisfy({ $0.standing == $0.payment.standing })
      else {
        throw Finding(
          entry: first.seq,
          reason: Text(
            en: "the payments of \(shown) do not follow from their events",
            fr: "les paiements de \(shown) ne découlent pas de leurs événements"))
      }
    }
  }

  /// That every event was recorded, and that payments which are not ours follow from theirs.
  private func checkPayments(after last: Int64) throws {
    var payments = try kit.payments.list(PaymentFilter())
    let store = kit.payments.store
    while let payment = try payments.next() {
      for event in try store.events(of: payment.key) {
        guard try store.isRecorded(event, provider: payment.provider) else {
          throw Finding(
            entry: last + 1,
            reason: Text(
              en: "the event \(event.id.shown) is not in the journal",
              fr: "l’événement \(event.id.shown) n’est pas au journal"))
        }
      }
      if payment.documentKey == nil,
        try kit.payments.standing(ofStranger: payment) != payment.standing
      {
        throw Finding(
          entry: last + 1,
          reason: Text(
            en: "the payment \(payment.reference) does not follow from its events",
            fr: "le paiement \(payment.reference) ne découle pas de ses événements"))
      }
    }
  }
}

extension Kit {
  public var audit: Audit { Audit(kit: self) }
}
