import CommandLineKit
import Localization
import VosfactKit

/// A list of payments, a row each.
struct PaymentListing {
  private let environment: Environment
  private let kit: Kit
  private let listing: Listing

  init(_ environment: Environment, _ kit: Kit) {
    self.environment = environment
    self.kit = kit
    listing = Listing(environment, columns: columns, fields: fields)
  }

  func add(_ payment: Payment) throws {
    let number = try kit.payments.document(of: payment)?.number
    try listing.add(
      payment.json(document: number, language: environment.language),
      cells(of: payment, document: number, environment.language))
  }

  func finish() throws { try listing.finish() }
}

private let columns: [Table.Column] = [
  .init(Text(en: "Id", fr: "Identifiant")), .init(Text(en: "Document", fr: "Document")),
  .init(Text(en: "When", fr: "Quand")), .init(Text(en: "Provider", fr: "Prestataire")),
  .init(Text(en: "Amount", fr: "Montant"), isNumeric: true), .init(Text(en: "Line", fr: "Ligne")),
  .init(Text(en: "State", fr: "État")),
  .init(Text(en: "Attention", fr: "À examiner")),
]

private let fields = [
  "id", "document", "provider", "mode", "state", "settled", "label", "amount", "currency",
  "refunded", "provider_reference", "started_at", "paid_at", "attention", "method", "country",
  "product", "order_reference", "buyer_name", "buyer_email",
]

/// The fields of a payment's row; all of an unpaid one are pink, and its mark says so without colour.
private func cells(
  of payment: Payment, document: String?, _ language: Language
) -> [Table.Cell] {
  let standing = payment.standing
  let style: Terminal.Style = standing.state.isPaid ? .plain : .bad
  let mark = payment.mode?.mark.map { " (\($0[language]))" } ?? ""
  let provider = "\(payment.provider)\(mark)"
  let sign = standing.state.isPaid ? "✓" : "✗"
  return [
    .init(payment.reference, style), .init(document ?? payment.purchase?.productName ?? "–", style),
    .init((standing.paidAt ?? payment.startedAt).description, style), .init(provider, style),
    .init(payment.amount.text[language], style),
    .init("\(sign) \(standing.state.label[language])", standing.state.isPaid ? .good : .bad),
    .init(standing.state.name[language], style),
    .init(standing.attention?.explanation[language] ?? "", style),
  ]
}
