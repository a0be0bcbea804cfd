import Testing

@testable import VosfactKit

@Suite struct BankAccountTests {
  @Test(
    "an account whose check digits are right is taken in one form",
    arguments: [
      ("FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189"),
      ("gb29nwbk60161331926819", "GB29NWBK60161331926819"),
      ("DE89 3704 0044 0532 0130 00", "DE89370400440532013000"),
      ("NO93 8601 1117 947", "NO9386011117947"),
    ])
  func taken(_ text: String, _ code: String) {
    #expect(IBAN(text)?.code == code)
    #expect(IBAN(IBAN(text)?.grouped ?? "")?.code == code)
  }

  @Test(
    "another is refused",
    arguments: [
      "", "FR76", "FR7630006000011234567890188", "FR6730006000011234567890189",
      "FR7630006000011234567809189", "7630006000011234567890189FR", "FR76-3000-6000",
      "ＦR7630006000011234567890189", "FR76300060000112345678901890000000000000",
    ])
  func refused(_ text: String) {
    #expect(IBAN(text) == nil)
  }

  @Test("any digit that is mistyped is noticed")
  func mistyped() {
    let good = Array("FR7630006000011234567890189")
    for index in good.indices.dropFirst(2) {
      for digit in "0123456789" where digit != good[index] {
        var bad = good
        bad[index] = digit
        #expect(IBAN(String(bad)) == nil)
      }
    }
  }

  @Test("the code of a bank has its form")
  func bic() {
    #expect(BIC("agri frpp")?.code == "AGRIFRPP")
    #expect(BIC("AGRIFRPP882")?.code == "AGRIFRPP882")
    for text in ["", "AGRIFRP", "AGRIFRPP8", "AGR1FRPP", "AGRI12PP", "AGRIFRPP88É"] {
      #expect(BIC(text) == nil)
    }
  }

  @Test(
    "a business is told by its SIREN, its SIRET or its VAT number",
    arguments: [
      ("732829320", true), ("732 829 320", true), ("73282932000074", true), ("732829321", false),
      ("73282932", false), ("٧٣٢٨٢٩٣٢٠", false), ("abc", false),
    ])
  func siren(_ text: String, _ isOne: Bool) {
    #expect((SIREN(text) != nil) == isOne)
    #expect(SIREN(vatID: "FR44732829320")?.grouped == "732 829 320")
    #expect(SIREN(vatID: "FR45732829320") == nil)
    #expect(SIREN(vatID: "DE44732829320") == nil)
  }

  @Test("a code for a transfer holds what a bank's app reads, and nothing that could add to it")
  func transfer() throws {
    let iban = try #require(IBAN("FR7630006000011234567890189"))
    let amount = Amount(minorUnits: 38_229, currency: .euro)
    let code = TransferCode(
      name: "Atelier Lefèvre", iban: iban, bic: BIC("AGRIFRPP"), amount: amount, reference: "F-1")
    let expected = """
      BCD
      002
      1
      SCT
      AGRIFRPP
      Atelier Lefèvre
      FR7630006000011234567890189
      EUR382.29


      F-1
      """
    #expect(code?.text == expected)
    let make = { (name: String, amount: Amount, reference: String) in
      TransferCode(name: name, iban: iban, bic: nil, amount: amount, reference: reference)
    }
    #expect(make("A", Amount(minorUnits: 0, currency: .euro), "F") == nil)
    #expect(make("A", Amount(minorUnits: 100_000_000_000, currency: .euro), "F") == nil)
    #expect(make("A", try Amount("1", currency: #require(Currency(code: "CHF"))), "F") == nil)
    #expect(make("", amount, "F") == nil)
    #expect(make("A\nB", amount, "F") == nil)
    #expect(make("A", amount, "F\nEUR1.00") == nil)
    #expect(make("A", amount, String(repeating: "x", count: 141)) == nil)
    #expect(make(String(repeating: "é", count: 200), amount, "F")?.text.contains("ééé") == true)
  }
}
