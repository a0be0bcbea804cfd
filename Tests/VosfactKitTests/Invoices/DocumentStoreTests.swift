import CSQLite
import Localization
import Testing

@testable import VosfactKit

@Suite struct DocumentStoreTests {
  let database: Database
  let store: DocumentStore

  init() throws {
    database = try Database.inMemory()
    store = DocumentStore(database: database)
  }

  private static let names = [
    "Lefèvre & Fils", "LEFEVRE", "Boulangerie \"Au Bon Pain\"", "100% Bio", "Étoile*",
    "Ünder_score",
    "Straße AG", "東京商事", "a", "A\"B", "O’Neill", "nul\u{0}nul", "x' OR 1=1 --",
  ]

  /// `count` documents of generated kinds, dates, states and buyers, some of them paid in part or whole.
  private func fill(_ count: Int) throws {
    var generator = SeededGenerator(seed: 11)
    let stages: [DocumentStage] = [.issued, .sent, .accepted, .rejected, .canceled]
    for number in 0..<count {
      let issuedOn = CalendarDate(daysSince1970: 20_000 + Int.random(in: 0..<12, using: &generator))
      let isDue = Bool.random(using: &generator)
      let content = DocumentContent(
        kind: try #require(DocumentKind.allCases.randomElement(using: &generator)),
        issuedOn: issuedOn,
        dueOn: isDue ? issuedOn.adding(days: Int.random(in: 0..<10, using: &generator)) : nil,
        currency: .euro, language: "fr", totals: Totals(net: 100, tax: 20, total: 120),
        buyer: Buyer(name: try #require(Self.names.randomElement(using: &generator))))
      let stage = try #require(stages.randomElement(using: &generator))
      let key = try store.insert(
        content, lines: [], number: "N\(number)", stage: stage,
        publicID: PublicID(rawValue: Int64(number)), digest: [])
      let paid = try #require(([0, 0, 50, 120] as [Int64]).randomElement(using: &generator))
      try store.set(
        key, .init(received: paid), at: nil,
        state: DocumentState(stage: stage, paid: paid, total: 120))
    }
  }

  private func listed(_ filter: DocumentFilter) throws -> [Document] {
    var list = try store.list(filter)
    var documents: [Document] = []
    while let document = try list.next() { documents.append(document) }
    return documents
  }

  @Test("a document is read as it was stored, hostile texts and all")
  func identity() throws {
    let hostile = ["", "\u{0}", "a\u{0}b", "'\"; DROP TABLE document; --", "=1+1", "😀\u{202E}\r\n"]
    for (index, text) in hostile.enumerated() {
      let lines = [
        DocumentLine(
          name: text, quantity: ExactDecimal("2.50"), unit: text, unitPrice: ExactDecimal("-0.10"),
          taxRate: TaxRate("5.5"), discountPercent: ExactDecimal("10"),
          amounts: LineAmounts(net: -23, tax: -1)),
        DocumentLine(separator: text),
      ]
      let content = DocumentContent(
        kind: .creditNote, issuedOn: .last, soldOn: text, dueOn: .first, currency: .euro,
        language: text, totals: Totals(net: -23, tax: -1, total: -24), orderReference: text,
        buyer: Buyer(
          name: text, email: text, street: text, postCode: text, city: text, country: text,
          taxID: text))
      let number = "\(text)\(index)"
      let id = PublicID(rawValue: Int64.max - Int64(index))
      let key = try store.insert(
        content, lines: lines, number: number, stage: .sent, publicID: id,
        digest: content.digest(number: number, lines: lines))
      let document = try #require(try store.document(number: number))
      #expect(document.key == key)
      #expect(document.publicID == id)
      #expect(Array(document.number.utf8) == Array(number.utf8))
      #expect(document.content == content)
      #expect(document.state == .sent)
      #expect(document.balance.minorUnits == -24)
      #expect(try store.lines(of: document) == lines)
      #expect(try store.document(id) == document)
      #expect(try store.named(number) == document)
      #expect(try store.named(id.description.uppercased()) == document)
    }
    #expect(throws: Fault.noDocument("nothing")) { try store.named("nothing") }
    #expect(try listed(DocumentFilter()).count == hostile.count)
    var untilLast = DocumentFilter()
    untilLast.since = .last
    untilLast.until = .last
    #expect(try listed(untilLast).count == hostile.count)
  }

  @Test("the open documents are those that money is still awaited for, oldest first")
  func open() throws {
    try fill(150)
    let unsettled = try listed(DocumentFilter()).filter {
      [.issued, .sent, .partiallyPaid].contains($0.state)
    }
    #expect(!unsettled.isEmpty && unsettled.count < 150)
    #expect(
      try openDocuments()
        == unsettled.map {
          OpenFacts(
            number: $0.number, publicID: $0.publicID, kind: $0.content.kind.rawValue,
            claim: $0.claim.minorUnits, currency: $0.content.currency.code,
            linksNotBefore: $0.linksNotBefore)
        })
  }

  private struct OpenFacts: Equatable {
    let number: String
    let publicID: PublicID
    let kind: String
    let claim: Int64
    let currency: String
    let linksNotBefore: UnixTime
  }

  private func openDocuments() throws -> [OpenFacts] {
    var documents = try store.open()
    var found: [OpenFacts] = []
    while let document = try documents.next() {
      var number: [UInt8] = []
      document.appendNumber(to: &number)
      #expect(document.number.utf8.elementsEqual(number))
      #expect(document.isOfKind(among: [[], Array(document.kind.utf8)]))
      #expect(!document.isOfKind(among: [[], Array(document.kind.utf8.dropLast())]))
      found.append(
        OpenFacts(
          number: document.number, publicID: document.publicID, kind: document.kind,
          claim: document.claim, currency: document.currency,
          linksNotBefore: document.linksNotBefore))
    }
    return found
  }

  @Test("keys rise with the day of issue, and then with the order of storing")
  func keys() throws {
    try fill(200)
    let documents = try listed(DocumentFilter())
    #expect(documents.count == 200)
    for (left, right) in zip(documents, documents.dropFirst()) {
      #expect(left.key < right.key)
      #expect(left.content.issuedOn <= right.content.issuedOn)
      if left.content.issuedOn == right.content.issuedOn {
        #expect(left.publicID.rawValue < right.publicID.rawValue)
      }
    }
    #expect(DocumentKey(firstOf: .first) > .lowest)
    #expect(DocumentKey(firstOf: .last) < .highest)
  }

  @Test("each filter and combination lets through what a plain comparison does", arguments: 0..<8)
  func filters(_ seed: Int) throws {
    try fill(150)
    let all = try listed(DocumentFilter())
    var generator = SeededGenerator(seed: UInt64(seed))
    let buyers = [
      "lefevre", "LEFÈVRE", "le", "\"", "\"Au", "au bon pain\"", "%", "100%", "*", "ile*", "_sc",
      "東京商", "東", "", "strasse", "o'neill", "nul\u{0}nul", "or 1=1", "AND", "NEAR(a b)", "a\"b",
      "lefevre OR etoile", "zzz",
    ]
    for _ in 0..<60 {
      var filter = DocumentFilter()
      func maybe() -> Bool { Int.random(in: 0..<4, using: &generator) == 0 }
      func day() -> CalendarDate {
        CalendarDate(daysSince1970: 19_999 + Int.random(in: 0..<14, using: &generator))
      }
      if maybe() { filter.state = DocumentState.allCases.randomElement(using: &generator) }
      if maybe() { filter.kind = DocumentKind.allCases.randomElement(using: &generator) }
      if maybe() { filter.buyer = buyers.randomElement(using: &generator) }
      if maybe() { filter.since = day() }
      if maybe() { filter.until = day() }
      if maybe() { filter.overdueOn = day() }
      if maybe() { filter.after = all.randomElement(using: &generator)?.key }
      #expect(try listed(filter) == all.filter { plainly(filter, $0) }, "\(filter)")
    }
    for buyer in buyers {
      var filter = DocumentFilter()
      filter.buyer = buyer
      #expect(try listed(filter) == all.filter { plainly(filter, $0) }, "\(buyer)")
    }
  }

  private func plainly(_ filter: DocumentFilter, _ document: Document) -> Bool {
    let content = document.content
    let isUnsettled = [.issued, .sent, .partiallyPaid].contains(document.state)
    let isClaim = [.invoice, .depositInvoice, .finalInvoice].contains(content.kind)
    let isOverdue = filter.overdueOn.map { day in
      isUnsettled && isClaim && content.dueOn.map { $0 < day } == true
    }
    let isNamed = filter.buyer.map { buyer in
      let name = Array(content.buyer.name.foldedForSearch.utf8)
      let part = Array(buyer.foldedForSearch.utf8)
      return name.count >= part.count
        && (0...name.count - part.count).contains { name[$0...].starts(with: part) }
    }
    return (filter.state ?? document.state) == document.state
      && (filter.kind ?? content.kind) == content.kind && isNamed != false && isOverdue != false
      && (filter.since ?? .first) <= content.issuedOn
      && content.issuedOn <= (filter.until ?? .last)
      && (filter.after.map { document.key > $0 } ?? true)
  }

  @Test("every statement of the store and the journal is served by a key or an index, unsorted")
  func plans() throws {
    try fill(20)
    var filters = (0..<6).map { _ in DocumentFilter() }
    filters[1].state = .paid
    filters[2].kind = .quote
    filters[3].buyer = "lefevre"
    filters[4].overdueOn = .last
    filters[5].kind = .quote
    filters[5].state = .paid
    for filter in filters {
      _ = try listed(filter)
      var page = filter
      page.after = DocumentKey(firstOf: CalendarDate(daysSince1970: 20_005))
      _ = try listed(page)
    }
    _ = try openDocuments()
    let document = try store.named("N1")
    _ = try store.lines(of: document)
    _ = try store.named(document.publicID.description)
    _ = try Journal(database: database).entries(about: .settings)

    var count = 0
    var statement = sqlite3_next_stmt(database.connection, nil)
    while let current = statement {
      statement = sqlite3_next_stmt(database.connection, current)
      let sql = String(cString: sqlite3_sql(current))
      guard sql.hasPrefix("SELECT"), !sql.contains("pragma_"), !sql.contains("journal_head") else {
        continue
      }
      count += 1
      for step in plan(of: sql) {
        #expect(!step.contains("TEMP B-TREE"), "\(sql): \(step)")
        let isSearch = step.hasPrefix("SEARCH") || step.contains("VIRTUAL TABLE INDEX")
        #expect(isSearch || step.hasPrefix("CORRELATED SCALAR SUBQUERY"), "\(sql): \(step)")
      }
    }
    #expect(count >= 11)
  }

  private func plan(of sql: String) -> [String] {
    var statement: OpaquePointer?
    sqlite3_prepare_v2(database.connection, "EXPLAIN QUERY PLAN \(sql)", -1, &statement, nil)
    defer { sqlite3_finalize(statement) }
    var steps: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      steps.append(String(cString: sqlite3_column_text(statement, 3)))
    }
    return steps
  }
}
