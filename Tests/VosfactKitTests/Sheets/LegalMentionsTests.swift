import Localization
import Testing

@testable import VosfactKit

@Suite struct LegalMentionsTests {
  private func mentions(
    _ settings: [String: String] = [:], _ kind: DocumentKind = .invoice,
    _ language: Language = .french, buyer: Buyer = DocumentShop.buyer, lines: [DocumentLine]? = nil
  ) throws -> [String] {
    let shop = try DocumentShop(settings)
    let document = try shop.document(kind, language, buyer: buyer, lines: lines)
    return try shop.kit.documentRenderer().sheet(of: document).mentions
  }

  @Test("an invoice to a business says all that the law asks for, in its language")
  func complete() throws {
    let settings = ["legal.vat-on-debits": "true", "legal.mention": "Assurance n° 7"]
    #expect(
      try mentions(settings) == [
        "Opération : livraison de biens et prestation de services", "TVA acquittée sur les débits",
        "TVA non applicable, art. 293 B du CGI", "Pas d’escompte pour paiement anticipé",
        "Pénalités de retard : trois fois le taux d’intérêt légal",
        "Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40\u{202F}€",
        "Assurance n° 7",
      ])
    #expect(
      try mentions(settings, .invoice, .english) == [
        "Operation: supply of goods and provision of services", "VAT paid on debits",
        "VAT not applicable, article 293 B of the French General Tax Code",
        "No discount for early payment",
        "Late payment penalty: three times the French legal rate of interest",
        "Fixed indemnity for recovery costs in case of late payment: €40", "Assurance n° 7",
      ])
  }

  @Test("the 40 € indemnity is told to businesses, to all, or to none")
  func indemnity() throws {
    let person = Buyer(name: "Aline")
    let isTold = { (choice: String, buyer: Buyer) in
      try mentions(["legal.recovery-indemnity": choice], buyer: buyer).contains {
        $0.contains("40")
      }
    }
    #expect(try isTold("businesses", DocumentShop.buyer))
    #expect(try !isTold("businesses", person))
    #expect(try isTold("always", person))
    #expect(try !isTold("never", DocumentShop.buyer))
  }

  @Test("terms of payment stand on claims only, and an exemption only where a line bears no VAT")
  func kinds() throws {
    let taxed = [try #require(try DocumentShop.lines().dropFirst().first)]
    #expect(try !mentions(lines: taxed).contains { $0.contains("293 B") })
    #expect(try !mentions([:], .quote).contains { $0.contains("retard") })
    #expect(try !mentions([:], .creditNote).contains { $0.contains("escompte") })
  }

  @Test(
    "rates are written as the reader writes them",
    arguments: [
      ("12", "Pénalités de retard : 12\u{A0}% par an"),
      ("12,50", "Pénalités de retard : 12,5\u{A0}% par an"),
      ("ecb-plus-10", "Pénalités de retard : taux de refinancement de la BCE majoré de 10 points"),
    ])
  func penalty(_ value: String, _ sentence: String) throws {
    #expect(try mentions(["legal.late-penalty": value]).contains(sentence))
  }

  @Test("own words stand for an exemption that has no name")
  func ownWords() throws {
    let sentences = try mentions(["legal.vat-exemption": "Exonéré <selon> notre accord"])
    #expect(sentences.contains("Exonéré <selon> notre accord"))
  }

  @Test("a document names the seller and the buyer by their numbers in the registers")
  func numbers() throws {
    let shop = try DocumentShop()
    let sheet = try shop.kit.documentRenderer().sheet(of: shop.document())
    #expect(sheet.seller.identifiers.map(\.value).contains("732 829 320"))
    #expect(
      sheet.buyer.identifiers == [
        DocumentSheet.Fact(label: "SIREN", value: "404 833 048"),
        DocumentSheet.Fact(label: "N° de TVA", value: "FR83404833048"),
      ])
    #expect(sheet.facts.map(\.value).contains("21 octobre 2026"))
  }
}
