import Testing
import VosfactKit

/// What `settings check` says of the mentions that documents need.
@Suite(.waiting) struct DocumentsCheckTests {
  private func findings(
    _ settings: [(String, String)], documents: Bool = true,
    buyer: [String] = ["--street", "1 rue A", "--post-code", "29200", "--city", "Brest"]
  ) throws -> [String] {
    let workplace = try Workplace()
    if documents {
      let created = try workplace.run(
        Workplace.executable,
        ["invoice", "create", "--buyer", "A", "--line", "B;1;10;np"] + buyer)
      try #require(created.status == 0)
    }
    for (key, value) in settings { try workplace.succeed("settings", "set", key, value) }
    let results = try #require(
      try workplace.vosfact("settings", "check", "--format", "json").json.array)
    return results.filter { $0["check"]?.string == "documents" && $0["status"]?.string != "ok" }
      .compactMap { $0["subject"]?.string }
  }

  private let complete = [
    ("company.name", "A"), ("company.street", "B"), ("company.post-code", "69000"),
    ("company.city", "Lyon"), ("company.siren", "732829320"), ("company.vat-id", "FR44732829320"),
    ("legal.late-penalty", "12"), ("legal.early-payment-discount", "0"),
    ("legal.operation-kind", "services"), ("legal.vat-exemption", "261"),
  ]

  @Test("each mention that is missing is listed with the setting that fills it")
  func missing() throws {
    #expect(try findings([]).sorted() == complete.map(\.0).sorted())
    #expect(try findings(complete) == [])
    for (key, _) in complete {
      #expect(try findings(complete.filter { $0.0 != key }) == [key])
    }
  }

  @Test("a buyer's missing address is told, and a missing SIREN where all buyers are businesses")
  func buyers() throws {
    #expect(try findings(complete, buyer: []) == ["buyer"])
    #expect(try findings(complete, buyer: ["--street", "1 rue A"]) == ["buyer"])
    let businesses = complete + [("legal.recovery-indemnity", "always")]
    #expect(try findings(businesses) == ["buyer"])
    #expect(try findings(businesses, buyer: []) == ["buyer", "buyer"])
    let abroad = ["--street", "Weg 1", "--city", "Bern", "--country", "CH"]
    #expect(try findings(businesses, buyer: abroad) == [])
    let known = ["--street", "1 rue A", "--city", "Brest", "--tax-id", "FR83404833048"]
    #expect(try findings(businesses, buyer: known) == [])
  }

  @Test("a seller elsewhere, or one without invoices, is asked for nothing")
  func notAsked() throws {
    #expect(try findings([("company.country", "BE")]) == [])
    #expect(try findings([("company.name", "A")], documents: false) == [])
  }

  @Test("a small business without VAT needs no VAT number")
  func withoutVAT() throws {
    let settings = complete.filter { $0.0 != "company.vat-id" && $0.0 != "legal.vat-exemption" }
    #expect(try findings(settings + [("legal.vat-exemption", "293-b")]) == [])
  }

  @Test("numbers of the registers are checked by their check digits, and against each other")
  func numbers() throws {
    let rest = complete.filter { $0.0 != "company.siren" && $0.0 != "company.vat-id" }
    #expect(
      try findings(rest + [("company.siren", "732829321"), ("company.vat-id", "FR44732829320")])
        == ["company.siren"])
    #expect(
      try findings(rest + [("company.siren", "732829320"), ("company.vat-id", "FR45732829320")])
        == ["company.vat-id"])
    #expect(
      try findings(rest + [("company.siren", "404833048"), ("company.vat-id", "FR44732829320")])
        == ["company.vat-id"])
  }
}
