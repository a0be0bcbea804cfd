import Localization
import Testing

@testable import VosfactKit

@Suite struct LineDraftTests {
  @Test("four fields are a line, and fields that say what they are follow in any order")
  func fields() throws {
    let draft = try LineDraft("Conseil;2;95,00;20; remise = 10 % ;unit=h;fourni-le=2026-11-05")
    #expect(draft.name == "Conseil")
    let item = try #require(draft.item)
    #expect(item.quantity == ExactDecimal("2"))
    #expect(item.unitPrice == ExactDecimal("95.00"))
    #expect(item.taxRate == TaxRate("20"))
    #expect(item.discountPercent == ExactDecimal("10"))
    #expect(item.unit == "h")
    #expect(item.suppliedOn == CalendarDate("2026-11-05"))
    #expect(try draft.line(in: .euro).amounts == LineAmounts(net: 17100, tax: 3420))
    let exempt = try LineDraft("Cours;1;50;np;exonération=261")
    #expect(exempt.item?.exemption?.description == "261")
  }

  @Test(
    "a name between double quotes holds semicolons and quotes, any other quote is one",
    arguments: [
      (#""Lot 1; pose";1;10;20"#, "Lot 1; pose"),
      (#""Un ""vrai"" lot";1;10;20"#, #"Un "vrai" lot"#),
      (#"Écran 24" ;1;10;20"#, #"Écran 24""#), (#"  "a;b"  ;1;10;20"#, "a;b"),
    ])
  func quoted(_ text: String, _ name: String) throws {
    #expect(try LineDraft(text).name == name)
  }

  @Test(
    "what can be read in two ways, or in none, is refused",
    arguments: [
      "Conseil;2;95,00;20;10", "Lot 1; pose;1;10;20", "A;1;10", ";1;10;20", "A;1;10;20;unit=",
      "A;1;10;20;discount=101", "A;1;10;20;discount=1;remise=2", "A;1;10;20;supplied-on=2026-02-30",
      "A;1;10;20;exemption=261", "A;1;10;20;colour=red", #""A;1;10;20"#, #""A"b;1;10;20"#,
      "A;1;1 000;20", "A;1;10;20;", #""A""#,
    ])
  func refused(_ text: String) {
    #expect(throws: Fault.self) { try LineDraft(text) }
  }

  @Test("a line that was meant with a discount says how to give it")
  func meantDiscount() throws {
    let fault = #expect(throws: Fault.self) { try LineDraft("Conseil;2;95,00;20;10") }
    #expect(fault?.text.en.contains("'10' is one field too many") == true)
    #expect(fault?.text.fr.contains("remise=") == true)
  }
}
