package import Localization

/// What an audit of the whole database found.
package struct AuditReport: Equatable, Sendable, DataRecord {
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

  package static let form = RecordForm<AuditReport>([
    .number("entries") { $0.entries }.meaning(
      en: "How many entries the journal has.", fr: "Le nombre d’entrées du journal."),
    .bool("valid") { $0.isValid }.meaning(
      en: "Whether all of them hold.", fr: "Si toutes tiennent."),
    .number("first_invalid") { $0.firstInvalid }.meaning(
      en: "The first entry that does not hold.", fr: "La première entrée qui ne tient pas."),
    .text("reason") { $0.reason?.en }.meaning(
      en: "Why it does not, in English.", fr: "Pourquoi, en anglais."),
  ])
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
  var products: ProductStore { ProductStore(database: database) }
  var journal: Journal { Journal(database: database) }
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
    try database.first(Self.countEntries) { row in row.int64() } ?? 0
  }

  private static let countAll: StaticString = """
    SELECT (SELECT seq FROM journal_head) + (SELECT count(*) FROM document)
         + (SELECT count(*) FROM payment) + (SELECT count(*) FROM product)
    """

  /// How many entries, documents, payments and products there are to check, if the journal's head is right.
  private func countRecords() throws(StorageError) -> Int64 {
    try database.first(Self.countAll) { row in row.int64() } ?? 0
  }

  /// Makes sure of what must hold, of which `entry` tells.
  func require(
    _ holds: Bool, at entry: Int64, en: @autoclosure () -> String, fr: @autoclosure () -> String
  ) throws(Finding) {
    guard holds else { throw Finding(entry: entry, reason: Text(en: en(), fr: fr())) }
  }

  /// The chain, entry by entry, and that what each entry records is stored as it was recorded.
  private func checkJournal(_ chain: inout ChainAudit, _ advance: () -> Void) throws {
    var entries = try journal.entries()
    while let entry = try entries.next() {
      let place = chain.entries + 1
      try require(
        chain.follows(entry), at: place,
        en: "the journal's entry \(place) does not follow from the one before",
        fr: "l’entrée \(place) du journal ne découle pas de la précédente")
      try checkRecord(entry)
      advance()
    }
    try require(
      chain.isComplete(in: database), at: chain.entries + 1,
      en: "entries are missing at the journal's end",
      fr: "il manque des entrées à la fin du journal")
  }

  private func checkRecord(_ entry: JournalEntry) throws {
    let facts = entry.facts
    guard let digest = facts["digest"]?.string else { return }
    func check(
      _ stored: @autoclosure () throws -> [UInt8]?, en: @autoclosure () -> String,
      fr: @autoclosure () -> String
    ) throws {
      let stored = try unlessUnreadable(entry.seq, stored)
      try require(stored?.hexadecimal == digest, at: entry.seq, en: en(), fr: fr())
    }
    switch JournalKind(rawValue: entry.kind) {
    case .documentCreated, .documentImported: try checkDocument(entry, facts, digest)
    case .paymentStarted:
      let reference = facts["payment"]?.string ?? ""
      try check(
        store.payment(reference: reference).map { payment in
          payment.digest(
            document: try documents.document(of: payment)?.number,
            asking: try store.asked(by: payment.key))
        }, en: "the payment \(reference.shown) is not stored as it was started",
        fr: "le paiement \(reference.shown) n’est pas stocké tel qu’il a commencé")
    case .paymentResolved:
      let id = facts["resolution"]?.int64 ?? 0
      try check(
        store.resolution(id)?.digest,
        en: "the decision \(id) about a payment is not stored as it was recorded",
        fr: "la décision \(id) sur un paiement n’est pas stockée telle qu’enregistrée")
    case .productCreated:
      let id = facts["id"]?.string ?? ""
      try check(
        PublicID(id).flatMap { try products.product($0) }?.terms.digest,
        en: "the product \(id.shown) is not stored as it was put on sale",
        fr: "le produit \(id.shown) n’est pas stocké tel qu’il a été mis en vente")
    default:
      let id = facts["event"]?.string ?? ""
      try check(
        store.event(id, provider: facts["provider"]?.string ?? "")?.digest,
        en: "the event \(id.shown) is not stored as it was recorded",
        fr: "l’événement \(id.shown) n’est pas stocké tel qu’il a été enregistré")
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
    try require(
      holds, at: entry.seq, en: "the document \(number.shown) is not stored as it was issued",
      fr: "le document \(number.shown) n’est pas stocké tel qu’il a été émis")
  }

  private static let inconsistentLines: StaticString = """
    SELECT ifnull(max(position), 0) - count(*) AS missing,
           count(*) FILTER (WHERE total IS NOT net + tax) AS wrong
      FROM document_line
     WHERE document = ?1
    """

  /// Whether the lines are numbered without gaps, and each total is the sum of its parts: what the
  /// document's digest does not hold, as it follows from the rest.
  private func areLinesConsistent(_ document: Document) throws(StorageError) -> Bool {
    try database.first(Self.inconsistentLines, document.key) { row in
      row.int64("missing") == 0 && row.int64("wrong") == 0
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
      let shown = document.number.shown
      let record = try record(
        of: .document(number: document.number), after: last,
        en: "the document \(shown) is not in the journal",
        fr: "le document \(shown) n’est pas au journal")
      try require(
        record.linksNotBefore == document.linksNotBefore.seconds, at: record.first,
        en: "the revocation of the links to \(shown) is not stored as it was recorded",
        fr: "la révocation des liens vers \(shown) n’est pas stockée telle qu’enregistrée")
      try require(
        document.claimed == record.claimed, at: record.first,
        en: "what is asked for again of \(shown) is not stored as it was recorded",
        fr: "ce qui est redemandé sur \(shown) n’est pas stocké tel qu’enregistré")
      try require(
        record.mailAddress == document.addressApart, at: record.first,
        en: "where mail about \(shown) goes is not stored as it was recorded",
        fr: "l’adresse des courriels sur \(shown) n’est pas stockée telle qu’enregistrée")
      let account = try unlessUnreadable(record.first) { try accounts.open(document) }
      let settlement = account.settlement
      let holds =
        settlement.amounts == document.amounts && settlement.state == document.state
        && settlement.paidAt == document.paidAt
        && account.settled(by: settlement).entries.map(\.payment) == account.entries.map(\.payment)
        && settlement.given.allSatisfy { key, given in
          account.entries.first { $0.payment.key == key }?.allocations == given
        } && account.ownEntries.allSatisfy { record.payments.contains($0.payment.reference) }
      try require(
        holds, at: record.first, en: "the payments of \(shown) do not follow from their events",
        fr: "les paiements de \(shown) ne découlent pas de leurs événements")
      advance()
    }
  }

  /// What the journal tells of a document, a payment or a product.
  struct Record {
    /// The entry that it begins with.
    let first: Int64
    var kinds: Set<String> = []
    /// The payments that it names.
    var payments: Set<String> = []
    /// Whether it is off sale.
    var isRetired = false
    /// Since when links are good.
    var linksNotBefore: Int64 = 0
    /// What is asked for again, in minor units.
    var claimed: Int64 = 0
    /// Where mail goes instead of to the address that was issued.
    var mailAddress: String?
  }

  /// What the journal tells of `subject`, of which it must tell something.
  ///
  /// It throws `Finding`, or `StorageError`.
  ///
  /// - Parameter last: how many entries the journal has.
  func record(
    of subject: JournalSubject, after last: Int64, en: @autoclosure () -> String,
    fr: @autoclosure () -> String
  ) throws -> Record {
    var record: Record?
    var history = try journal.entries(about: subject)
    while let entry = try history.next() {
      var known = record ?? Record(first: entry.seq)
      known.kinds.insert(entry.kind)
      if let payment = entry.payment { known.payments.insert(payment) }
      if let time = entry.linksNotBefore { known.linksNotBefore = time }
      switch JournalKind(rawValue: entry.kind) {
      case .documentAddressed: known.mailAddress = entry.facts["mail_address"]?.string
      case .productRetired: known.isRetired = true
      case .productRevived: known.isRetired = false
      case .documentClaimed: known.claimed = entry.claimed(after: known.claimed)
      default: break
      }
      record = known
    }
    guard let record else { throw Finding(entry: last + 1, reason: Text(en: en(), fr: fr())) }
    return record
  }

  /// Whether a payment that is for no document, or for several, stands as all that is known says.
  private func follows(_ payment: Payment) throws -> Bool {
    var open = [try accounts.open(payment)]
    let stored = open[0].entries.first?.allocations
    if payment.isForSeveral { try accounts.openAllocated(&open) }
    let settlement = open.settle()[0]
    return settlement.payments.first?.status == payment.status
      && (!payment.isForSeveral || (settlement.given[payment.key] ?? []) == stored)
  }

  /// That every event was recorded, and that purchases without a document and payments which are not ours
  /// follow from theirs.
  private func checkPayments(after last: Int64, _ advance: () -> Void) throws {
    var filter = PaymentFilter()
    filter.includesUnconcerning = true
    var list = try store.list(filter)
    while let payment = try unlessUnreadable(last + 1, { try list.next() }) {
      for event in try store.events(of: payment.key) {
        try require(
          store.isRecorded(event, of: payment), at: last + 1,
          en: "the event \(event.id.shown) is not in the journal",
          fr: "l’événement \(event.id.shown) n’est pas au journal")
      }
      for resolution in try unlessUnreadable(last + 1, { try store.resolutions(of: payment.key) }) {
        try require(
          store.isRecorded(resolution, of: payment), at: last + 1,
          en: "the decision \(resolution.id) about a payment is not in the journal",
          fr: "la décision \(resolution.id) sur un paiement n’est pas au journal")
      }
      for allocation in try unlessUnreadable(last + 1, { try store.allocations(of: payment.key) }) {
        try require(
          store.isRecorded(allocation, of: payment), at: last + 1,
          en: "the allocation \(allocation.id) of a payment is not in the journal",
          fr: "l’affectation \(allocation.id) d’un paiement n’est pas au journal")
      }
      try checkPurchase(payment, after: last)
      if payment.documentKey == nil, payment.purchase == nil {
        try require(
          follows(payment), at: last + 1,
          en: "the payment \(payment.reference) does not follow from its events",
          fr: "le paiement \(payment.reference) ne découle pas de ses événements")
      }
      advance()
    }
  }
}
