package import Localization

/// What an audit of the whole database found.
package struct AuditReport: Equatable, Sendable {
  /// How many entries the journal has.
  package let entries: Int64
  /// The place of the first entry that does not hold; one past the last if an entry is missing there.
  package let firstInvalid: Int64?
  /// What does not hold.
  package let reason: Text?

  package var isValid: Bool { firstInvalid == nil }

  /// What was found, for a person.
  package var text: Text {
    guard let firstInvalid, let reason else {
      return Text(
        counting: entries, one: Text(en: "its only entry holds", fr: "\(entries) entrée tient"),
        many: Text(en: "all \(entries) entries hold", fr: "les \(entries) entrées tiennent"))
    }
    return Text(
      en: "entry \(firstInvalid) of \(entries) does not hold: \(reason.en)",
      fr: "l’entrée \(firstInvalid) sur \(entries) ne tient pas : \(reason.fr)")
  }

  package var json: JSONValue {
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
package struct Audit {
  let database: Database
  let clock: WallClock

  private var store: PaymentStore { PaymentStore(database: database) }
  private var documents: DocumentStore { DocumentStore(database: database) }
  private var journal: Journal { Journal(database: database) }
  var accounts: AccountStore { AccountStore(database: database, clock: clock) }

  /// What does not hold, and at which entry of the journal.
  struct Finding: Error {
    let entry: Int64
    let reason: Text
  }

  /// Checks everything, on one state of the database, without keeping it in memory.
  ///
  /// It throws `StorageError` if the database cannot be read.
  ///
  /// - Parameter progress: is told, after each entry, document, payment and product, of how many all together.
  package func run(progress: (_ total: Int64) -> Void = { _ in }) throws -> AuditReport {
    try database.snapshot {
      var chain = ChainAudit()
      let total = try countRecords()
      let advance = { progress(total) }
      do {
        try checkJournal(&chain, advance)
        try checkDocuments(after: chain.entries, advance)
        try checkPayments(after: chain.entries, advance)
        try checkProducts(after: chain.entries, advance)
        return AuditReport(entries: chain.entries, firstInvalid: nil, reason: nil)
      } catch let finding as Finding {
        return AuditReport(
          entries: try count(), firstInvalid: finding.entry, reason: finding.reason)
      }
    }
  }

  private static let countEntries: StaticString = "SELECT count(*) FROM journal"

  private func count() throws(StorageError) -> Int64 {
    try database.first(Self.countEntries) { row in row.int64(0) } ?? 0
  }

  private static let countAll: StaticString = """
    SELECT (SELECT seq FROM journal_head) + (SELECT count(*) FROM document)
         + (SELECT count(*) FROM payment) + (SELECT count(*) FROM product)
    """

  /// How many entries, documents, payments and products there are to check, if the journal's head is right.
  private func countRecords() throws(StorageError) -> Int64 {
    try database.first(Self.countAll) { row in row.int64(0) } ?? 0
  }

  /// The chain, entry by entry, and that what each entry records is stored as it was recorded.
  private func checkJournal(_ chain: inout ChainAudit, _ advance: () -> Void) throws {
    var entries = try journal.entries()
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
      advance()
    }
    guard try chain.isComplete(in: database) else {
      throw Finding(
        entry: chain.entries + 1,
        reason: Text(
          en: "entries are missing at the journal's end",
          fr: "il manque des entrées à la fin du journal"
        ))
    }
  }

  private func checkRecord(_ entry: JournalEntry) throws {
    let facts = entry.facts
    guard let digest = facts["digest"]?.string else { return }
    switch JournalKind(rawValue: entry.kind) {
    case .documentCreated, .documentImported: try checkDocument(entry, facts, digest)
    case .paymentStarted: try checkStart(entry, facts, digest)
    case .paymentResolved: try checkResolution(entry, facts, digest)
    case .productCreated: try checkProduct(entry, facts, digest)
    default: try checkEvent(entry, facts, digest)
    }
  }

  private func checkEvent(_ entry: JournalEntry, _ facts: JSONValue, _ digest: String) throws {
    let id = facts["event"]?.string ?? ""
    let stored = try unlessUnreadable(entry.seq) {
      try store.event(id, provider: facts["provider"]?.string ?? "")
    }
    guard stored?.digest.hexadecimal == digest else {
      throw Finding(
        entry: entry.seq,
        reason: Text(
          en: "the event \(id.shown) is not stored as it was recorded",
          fr: "l’événement \(id.shown) n’est pas stocké tel qu’il a été enregistré"))
    }
  }

  private func checkStart(_ entry: JournalEntry, _ facts: JSONValue, _ digest: String) throws {
    let reference = facts["payment"]?.string ?? ""
    let stored = try unlessUnreadable(entry.seq) {
      try store.payment(reference: reference).map { payment in
        payment.digest(document: try documents.document(of: payment)?.number)
      }
    }
    guard stored?.hexadecimal == digest else {
      throw Finding(
        entry: entry.seq,
        reason: Text(
          en: "the payment \(reference.shown) is not stored as it was started",
          fr: "le paiement \(reference.shown) n’est pas stocké tel qu’il a commencé"))
    }
  }

  private func checkResolution(
    _ entry: JournalEntry, _ facts: JSONValue, _ digest: String
  ) throws {
    let id = facts["resolution"]?.int64 ?? 0
    let stored = try unlessUnreadable(entry.seq) { try store.resolution(id) }
    guard stored?.digest.hexadecimal == digest else {
      throw Finding(
        entry: entry.seq,
        reason: Text(
          en: "the decision \(id) about a payment is not stored as it was recorded",
          fr: "la décision \(id) sur un paiement n’est pas stockée telle qu’enregistrée"))
    }
  }

  private func checkDocument(_ entry: JournalEntry, _ facts: JSONValue, _ digest: String) throws {
    let number = String(entry.subject.dropFirst(JournalSubject.document(number: "").rawValue.count))
    let holds = try unlessUnreadable(entry.seq) {
      guard let document = try documents.document(number: number) else { return false }
      let lines = try documents.lines(of: document)
      let stored = try documents.fingerprint(number: number)?.digest
      let areConsistent = try areLinesConsistent(document)
      return document.content.digest(number: number, lines: lines).hexadecimal == digest
        && stored?.hexadecimal == digest && document.publicID.description == facts["id"]?.string
        && areConsistent
    }
    guard holds else {
      throw Finding(
        entry: entry.seq,
        reason: Text(
          en: "the document \(number.shown) is not stored as it was issued",
          fr: "le document \(number.shown) n’est pas stocké tel qu’il a été émis"))
    }
  }

  private static let inconsistentLines: StaticString = """
    SELECT ifnull(max(position), 0) - count(*), count(*) FILTER (WHERE total IS NOT net + tax)
      FROM document_line
     WHERE document = ?1
    """

  /// Whether the lines are numbered without gaps, and each total is the sum of its parts: what the
  /// document's digest does not hold, as it follows from the rest.
  private func areLinesConsistent(_ document: Document) throws(StorageError) -> Bool {
    try database.first(Self.inconsistentLines, document.key) { row in
      row.int64(0) == 0 && row.int64(1) == 0
    } ?? false
  }

  /// What `body` reads; a row that no version of the program wrote is a finding about `entry`.
  func unlessUnreadable<Value>(_ entry: Int64, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch StorageError.damaged(_, let reason) {
      throw Finding(
        entry: entry,
        reason: Text(
          en: "a row cannot be read: \(reason)", fr: "une ligne est illisible : \(reason)"))
    }
  }

  /// That every document was recorded, and that its state and its payments' follow from the events.
  private func checkDocuments(after last: Int64, _ advance: () -> Void) throws {
    var list = try documents.list(DocumentFilter())
    while let document = try list.next() {
      let record = try record(of: document)
      let shown = document.number.shown
      guard let first = record.first else {
        throw Finding(
          entry: last + 1,
          reason: Text(
            en: "the document \(shown) is not in the journal",
            fr: "le document \(shown) n’est pas au journal"))
      }
      guard record.linksNotBefore == document.linksNotBefore.seconds else {
        throw Finding(
          entry: first,
          reason: Text(
            en: "the revocation of the links to \(shown) is not stored as it was recorded",
            fr: "la révocation des liens vers \(shown) n’est pas stockée telle qu’enregistrée"))
      }
      let account = try unlessUnreadable(first) { try accounts.open(document) }
      let settlement = account.settlement
      guard settlement.paid == document.paidMinorUnits, settlement.state == document.state,
        settlement.paidAt == document.paidAt, settlement.unreal == document.unrealMinorUnits,
        zip(account.entries, account.settled.entries).allSatisfy({ stored, settled in
          stored.payment == settled.payment && record.payments.contains(stored.payment.reference)
        })
      else {
        throw Finding(
          entry: first,
          reason: Text(
            en: "the payments of \(shown) do not follow from their events",
            fr: "les paiements de \(shown) ne découlent pas de leurs événements"))
      }
      advance()
    }
  }

  /// What the journal tells of a document: where it begins, the payments that it names, and since when
  /// links are good.
  private func record(
    of document: Document
  ) throws(StorageError) -> (first: Int64?, payments: Set<String>, linksNotBefore: Int64) {
    var record = (first: Int64?.none, payments: Set<String>(), linksNotBefore: Int64(0))
    var history = try journal.entries(
      about: .document(number: document.number))
    while let entry = try history.next() {
      if record.first == nil { record.first = entry.seq }
      if let payment = entry.payment { record.payments.insert(payment) }
      if let time = entry.linksNotBefore { record.linksNotBefore = time }
    }
    return record
  }

  /// That every event was recorded, and that purchases without a document and payments which are not ours
  /// follow from theirs.
  private func checkPayments(after last: Int64, _ advance: () -> Void) throws {
    var filter = PaymentFilter()
    filter.includesUnconcerning = true
    var list = try store.list(filter)
    while let payment = try unlessUnreadable(last + 1, { try list.next() }) {
      for event in try store.events(of: payment.key) {
        guard try store.isRecorded(event, of: payment) else {
          throw Finding(
            entry: last + 1,
            reason: Text(
              en: "the event \(event.id.shown) is not in the journal",
              fr: "l’événement \(event.id.shown) n’est pas au journal"))
        }
      }
      for resolution in try unlessUnreadable(last + 1, { try store.resolutions(of: payment.key) }) {
        guard try store.isRecorded(resolution, of: payment) else {
          throw Finding(
            entry: last + 1,
            reason: Text(
              en: "the decision \(resolution.id) about a payment is not in the journal",
              fr: "la décision \(resolution.id) sur un paiement n’est pas au journal"))
        }
      }
      try checkPurchase(payment, after: last)
      if payment.isUnmatched,
        try accounts.open(payment).settlement.payments.first?.status != payment.status
      {
        throw Finding(
          entry: last + 1,
          reason: Text(
            en: "the payment \(payment.reference) does not follow from its events",
            fr: "le paiement \(payment.reference) ne découle pas de ses événements"))
      }
      advance()
    }
  }
}
