import Testing
import VosfactKit

/// The shapes that scripts rely on: every member that was promised is there, with its form of value.
@Suite(.waiting) struct ContractTests {
  /// What a member may be.
  private enum Form: Sendable {
    case text, truth, whole
    /// A decimal number with two digits after the point.
    case amount
    /// RFC 3339 in UTC.
    case time
    case date
    /// What there is, or null.
    indirect case optional(Form)
    case object([String: Form])
    case array([String: Form])

    func admits(_ value: JSONValue) -> Bool {
      switch self {
      case .text: value.string != nil
      case .truth: value.bool != nil
      case .whole: value.int64 != nil
      case .amount: value.string?.wholeMatch(of: /-?[0-9]+\.[0-9]{2}/) != nil
      case .time: value.string.flatMap { Placeholder.time.match($0[...]) }?.count == 20
      case .date: value.string.flatMap { Placeholder.date.match($0[...]) }?.count == 10
      case .optional(let form): value == .null || form.admits(value)
      case .object(let forms): Self.admits(value, forms)
      case .array(let forms):
        value.array?.isEmpty == false && value.array?.allSatisfy { Self.admits($0, forms) } == true
      }
    }

    private static func admits(_ value: JSONValue, _ forms: [String: Form]) -> Bool {
      forms.allSatisfy { name, form in value[name].map(form.admits) == true }
    }
  }

  private static let document: [String: Form] = [
    "number": .text, "id": .text, "kind": .text, "state": .text, "issued_on": .date,
    "due_on": .optional(.date), "currency": .text, "language": .text, "net": .amount,
    "tax": .amount, "total": .amount, "paid": .amount, "balance": .amount,
    "paid_at": .optional(.time), "order_reference": .optional(.text),
    "buyer": .object([
      "name": .text, "email": .optional(.text), "street": .optional(.text),
      "post_code": .optional(.text), "city": .optional(.text), "country": .optional(.text),
      "tax_id": .optional(.text),
    ]),
  ]

  private static let lines: Form = .array([
    "name": .text, "quantity": .text, "unit": .optional(.text), "unit_price": .text,
    "tax_rate": .text, "discount_percent": .optional(.text), "net": .amount, "tax": .amount,
    "total": .amount,
  ])

  private static let payment: [String: Form] = [
    "id": .text, "document": .text, "provider": .text, "mode": .optional(.text), "state": .text,
    "settled": .truth, "label": .text, "amount": .amount, "currency": .text, "refunded": .amount,
    "provider_reference": .optional(.text), "started_at": .time, "paid_at": .optional(.time),
    "attention": .optional(.text), "method": .optional(.text), "country": .optional(.text),
  ]

  /// The members of `value` that are missing or of another form.
  private func faults(_ value: JSONValue?, _ forms: [String: Form]) -> [String] {
    forms.filter { name, form in value?[name].map(form.admits) != true }.map(\.key).sorted()
  }

  /// A shop in which one invoice of two is paid.
  private func paidShop() throws -> Shop {
    let shop = try Shop(invoices: 2)
    try shop.simulate("paid", of: shop.start("F-1"), to: "paid.http")
    try shop.workplace.succeed("payment", "receive", "--provider", "stripe", "paid.http")
    return shop
  }

  @Test("documents, with their lines where one is shown")
  func documents() throws {
    let workplace = try paidShop().workplace
    let shown = try workplace.succeed("invoice", "show", "F-1", "--format", "json").json
    #expect(faults(shown, Self.document.merging(["lines": Self.lines]) { $1 }) == [])
    #expect(shown["state"]?.string == "paid")
    let list = try workplace.succeed("invoice", "list", "--format", "json").json.array ?? []
    #expect(list.count == 2)
    for document in list {
      #expect(faults(document, Self.document) == [])
      #expect(document["lines"] == nil)
    }
    let rows = try workplace.succeed("invoice", "list", "--format", "jsonl").output
    #expect(
      try rows.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) } == list)
    let history = try workplace.succeed("invoice", "history", "F-1", "--format", "json").json
    let entry: [String: Form] = [
      "at": .time, "kind": .text, "text": .text, "payment": .optional(.text),
    ]
    #expect(Form.array(entry).admits(history))
  }

  @Test("payments, with their events and callbacks where one is shown")
  func payments() throws {
    let shop = try paidShop()
    let list = try shop.only("payment", "list")
    #expect(faults(list, Self.payment) == [])
    #expect(list["label"]?.string == "Paid")
    let id = try #require(list["id"]?.string)
    #expect(id.wholeMatch(of: /[A-Z0-9]{1,20}/) != nil)
    let shown = try shop.workplace.succeed("payment", "show", id, "--format", "json").json
    #expect(faults(shown, Self.payment) == [])
    #expect(shown["events"]?.array?.count == 1)
    #expect(shown["callbacks"]?.array?.count == 1)
    let french = try shop.workplace.succeed(
      "payment", "show", id, "--format", "json", "--lang", "fr")
    #expect(try french.json["label"]?.string == "Payé")
    let started = try shop.workplace.succeed(
      "payment", "start", "F-2", "--provider", "stripe", "--format", "json"
    ).json
    let next: [String: Form] = ["kind": .text, "url": .text]
    #expect(faults(started, ["payment": .object(Self.payment), "next": .object(next)]) == [])
  }

  @Test("links, and whether they are good")
  func links() throws {
    let workplace = try Shop(invoices: 1).workplace
    let link = try workplace.succeed("pay-link", "create", "F-1", "--format", "json").json
    #expect(Form.array(["document": .text, "url": .text, "expires_at": .time]).admits(link))
    let url = try #require(link.array?.first?["url"]?.string)
    let answer = try workplace.vosfact("pay-link", "verify", url, "forged", "--format", "json")
    #expect(answer.status == 1)
    let verified: [String: Form] = [
      "valid": .truth, "reason": .optional(.text), "document": .optional(.text),
      "expires_at": .optional(.time),
    ]
    #expect(Form.array(verified).admits(try answer.json))
    #expect(try answer.json.array?.map { $0["valid"]?.bool } == [true, false])
  }

  @Test("what was imported, received and audited")
  func answers() throws {
    let shop = try paidShop()
    let read = try shop.workplace.succeed(
      "invoice", "import", "documents.json", "--format", "json")
    let counts: [String: Form] = [
      "read": .whole, "created": .whole, "unchanged": .whole, "rejected": .whole,
      "warnings": .whole,
    ]
    #expect(faults(try read.json, counts) == [])
    let received: [String: Form] = [
      "file": .text, "result": .text, "reason": .optional(.text), "payment": .optional(.text),
      "document": .optional(.text), "state": .optional(.text),
    ]
    #expect(faults(try shop.receive("paid.http"), received) == [])
    let audit = try shop.workplace.succeed("payment", "audit", "--format", "json")
    let report: [String: Form] = [
      "entries": .whole, "valid": .truth, "first_invalid": .optional(.whole),
    ]
    #expect(faults(try audit.json, report) == [])
  }

  @Test(
    "amounts have exactly their currency's digits", arguments: [("JPY", "12"), ("KWD", "12.000")])
  func digits(_ currency: String, _ total: String) throws {
    let created = try Workplace().succeed(
      "invoice", "create", "--buyer", "B", "--line", "A;1;10;20", "--currency", currency,
      "--format", "json")
    #expect(try created.json["total"]?.string == total)
  }
}
