import Testing
import VosfactKit

@Suite(.waiting) struct PaymentRecordTests {
  let workplace: Workplace

  init() throws {
    workplace = try Workplace()
  }

  @Test("one cheque pays two invoices in the order given, once however often it is recorded")
  func cheque() throws {
    let first = try workplace.invoice("120.00")
    let second = try workplace.invoice("100.00")
    let record = {
      try workplace.vosfact(
        "payment", "record", first, second, "--method", "cheque", "--amount", "200", "--reference",
        "7410093", "--format", "json")
    }
    let recorded = try record()
    #expect(recorded.status == 0)
    let payments = try recorded.json
    #expect(payments.array?.map { $0["amount"]?.string } == ["120.00", "80.00"])
    #expect(payments.array?.map { $0["provider"]?.string } == ["manual", "manual"])
    #expect(payments.array?.map { $0["method"]?.string } == ["cheque", "cheque"])

    let repeated = try record()
    #expect(repeated.status == 0)
    #expect(try repeated.json == payments)
    #expect(repeated.errors.contains("recorded already"))
    let document = try workplace.vosfact("invoice", "show", second, "--format", "json").json
    #expect(document["state"]?.string == "partially-paid")
    #expect(document["balance"]?.string == "20.00")
    #expect(try workplace.vosfact("payment", "audit").status == 0)
  }

  @Test("a dry run shows the payment and records nothing")
  func dryRun() throws {
    let number = try workplace.invoice("120.00")
    let shown = try workplace.vosfact(
      "payment", "record", number, "--method", "cash", "--dry-run", "--format", "json")
    #expect(try shown.json.array?.count == 1)
    #expect(try workplace.vosfact("payment", "list", "--format", "json").json == [])
  }

  @Test(
    "what cannot be is refused in one line with the right exit code",
    arguments: [
      (["--method", "cash", "--amount", "120.01"], 1, "120.00 EUR is left"),
      (["--method", "cash", "--amount", "a lot"], 65, "a lot"),
      (["--method", "cash", "--amount", "-5"], 65, "sign"),
      (["--method", "shells"], 64, "shells"),
      (["--method", "cash", "--date", "2999-01-01"], 65, "yet to come"),
      (["--method", "cash", "--reference", " "], 65, "reference"),
      ([], 64, "--method"),
    ])
  func refused(_ options: [String], _ code: Int32, _ part: String) throws {
    let number = try workplace.invoice("120.00")
    let result = try workplace.run(Workplace.executable, ["payment", "record", number] + options)
    #expect(result.status == code)
    #expect(result.errors.contains(part), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count <= 2)
    #expect(try workplace.vosfact("payment", "list", "--format", "json").json == [])
  }

  @Test("a document that nothing is left of is refused, and the others with it")
  func settled() throws {
    let paid = try workplace.invoice("10.00")
    let open = try workplace.invoice("20.00")
    try workplace.succeed("payment", "record", paid, "--method", "cash")
    let result = try workplace.vosfact("payment", "record", open, paid, "--method", "cash")
    #expect(result.status == 1)
    #expect(result.errors.contains("nothing is left to pay of \(paid)"))
    #expect(try workplace.vosfact("payment", "list", "--format", "json").json.array?.count == 1)
  }

  @Test("a credit is given and taken back by amounts above zero, to documents of its customer")
  func allocation() throws {
    let first = try workplace.invoice("120.00")
    let record = try workplace.vosfact(
      "payment", "record", first, "--method", "cash", "--amount", "150", "--overpayment",
      "--format", "json")
    let payment = try #require(record.json.array?.first?["id"]?.string)
    let issued = try workplace.succeed(
      "invoice", "create", "--buyer", "Basile", "--line", "Work;1;70;0", "--format", "json")
    let other = try #require(issued.json["number"]?.string)
    let allocate = { (options: [String]) in
      try workplace.run(
        Workplace.executable, ["payment", "allocate", payment, other] + options)
    }
    for amount in ["0", "-5"] {
      let result = try allocate(["--amount", amount])
      #expect(result.status == 64)
      #expect(result.errors.contains("--amount must be above zero"), "\(result.errors)")
    }
    let refused = try allocate([])
    #expect(refused.status == 1 && refused.errors.contains("--other-customer"))
    #expect(refused.errors.split(separator: "\n").count == 1)
    #expect(try allocate(["--other-customer"]).status == 0)
    #expect(try allocate(["--take-back", "--other-customer"]).status == 64)
    #expect(try allocate(["--take-back", "--amount", "10"]).status == 0)
    let shown = try workplace.vosfact("invoice", "show", other, "--format", "json").json
    #expect(shown["received"]?.string == "20.00")
    #expect(try workplace.vosfact("payment", "audit").status == 0)
  }

  @Test("what is too much to write off is refused in its currency")
  func writeOff() throws {
    let number = try workplace.invoice("120.00")
    let result = try workplace.vosfact("payment", "record", number, "--method", "write-off")
    #expect(result.status == 1)
    #expect(result.errors.contains("at most 1.00 EUR is"), "\(result.errors)")
  }

  @Test("it explains itself in French")
  func french() throws {
    let number = try workplace.invoice("120.00")
    let result = try workplace.vosfact(
      "payment", "record", number, number, "--method", "cash", "--lang", "fr")
    #expect(result.errors.contains("\(number) est nommé deux fois"))
    #expect(
      try workplace.vosfact("payment", "record", "--help", "--lang", "fr").output.contains("MOYEN"))
  }
}
