import Localization
import Testing

@testable import VosfactKit

/// A seller whose settings are complete, and documents that show all that a document can.
struct DocumentShop {
  let shop: Shop
  var kit: Kit { shop.kit }

  /// - Parameter settings: what is set beyond, or instead.
  init(_ settings: [String: String] = [:], environment: [String: String] = [:]) throws {
    let plain = try Shop()
    shop = Shop(
      kit: Kit(
        database: plain.kit.database, environment: environment, random: plain.kit.random,
        clock: { Shop.noon }))
    let all = [
      "company.name": "Atelier Lefèvre & Fils", "company.street": "12 rue des Lilas",
      "company.post-code": "69003", "company.city": "Lyon", "company.siren": "732829320",
      "company.vat-id": "FR44732829320", "company.email": "contact@lefevre.example",
      "company.legal-form": "SARL au capital de 10 000 €, RCS Lyon",
      "company.iban": "FR7630006000011234567890189", "company.bic": "AGRIFRPP",
      "pay-link.base-url": "https://pay.example.org", "online-payments.enabled": "true",
      "legal.late-penalty": "3-times-legal", "legal.early-payment-discount": "0",
      "legal.operation-kind": "goods-and-services", "legal.vat-exemption": "293-b",
    ].merging(settings) { $1 }
    for (key, value) in all { try kit.settings.set(Settings.named(key), to: value, at: kit.now) }
  }

  static let buyer = Buyer(
    name: "Jardins de la Soie", email: "compta@soie.example", street: "4 place Bellecour",
    postCode: "69002", city: "Lyon", country: "FR", taxID: "FR83404833048")

  /// Lines at several rates, one with a discount, one with a unit, a heading, and one without VAT.
  static func lines() throws -> [DocumentLine] {
    try [
      DocumentLine(separator: "Prestations"),
      line("Conseil en aménagement", "2.50", "h", "95.00", "20", discount: nil),
      line("Plantes vivaces", "12", nil, "8.5", "10", discount: "10"),
      line("Livre : Le jardin au fil des saisons", "1", nil, "39.90", "5.5", discount: nil),
      line("Adhésion à l’association", "1", nil, "15", "np", discount: nil),
      line("Pose au mètre, au dix-millième", "3", "m", "0.1234", "20", discount: nil),
    ]
  }

  private static func line(
    _ name: String, _ quantity: String, _ unit: String?, _ price: String, _ rate: String,
    discount: String?
  ) throws -> DocumentLine {
    let quantity = try #require(ExactDecimal(quantity))
    let price = try #require(ExactDecimal(price))
    let rate = try #require(TaxRate(rate))
    let discount = discount.flatMap { ExactDecimal($0) }
    return DocumentLine(
      name: name, quantity: quantity, unit: unit, unitPrice: price, taxRate: rate,
      discountPercent: discount,
      amounts: try LineAmounts(
        quantity: quantity, unitPrice: price, taxRate: rate, discountPercent: discount,
        currency: .euro))
  }

  /// A document of `kind`, issued on 2026-09-21 and due a month later.
  func document(
    _ kind: DocumentKind = .invoice, _ language: Language = .french, buyer: Buyer = buyer,
    lines: [DocumentLine]? = nil, number: String? = nil, reference: String? = "CMD-42",
    hidesButton: Bool = false
  ) throws -> Document {
    let lines = try lines ?? Self.lines()
    let content = DocumentContent(
      kind: kind, issuedOn: try #require(CalendarDate("2026-09-21")), soldOn: "2026-09-18",
      dueOn: CalendarDate("2026-10-21"), currency: .euro, language: language.rawValue,
      totals: try Totals(of: lines), orderReference: reference, buyer: buyer)
    let number = number ?? "\(kind.rawValue.uppercased())-\(language.rawValue)"
    return try kit.transaction {
      let key = try kit.invoicing.store(
        content, lines: lines, number: number, stage: .issued,
        digest: content.digest(number: number, lines: lines), hidesButton: hidesButton,
        as: .documentCreated)
      return try #require(try kit.documents.document(key))
    }
  }

  /// The page of `document`.
  func page(_ document: Document) throws -> String {
    String(decoding: try kit.documentRenderer().html(of: document), as: UTF8.self)
  }
}
