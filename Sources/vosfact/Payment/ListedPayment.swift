import CommandLineKit
import Localization
import VosfactKit

/// A payment as a list shows it: all of an unpaid one is pink, and its mark says so without colour.
extension ListedPayment {
  init(_ payment: Payment, _ kit: Kit) throws {
    self = try kit.payments.listed(payment)
  }

  /// The same in a list, whose table does without the shares by rate of VAT.
  init(_ payment: Payment, _ kit: Kit, in arguments: Arguments) throws {
    let format = arguments.value("format") ?? OutputFormat.table.rawValue
    self = try kit.payments.listed(payment, taxed: format != OutputFormat.table.rawValue)
  }

  /// What its money counts for: `F-2026-000001 70.00 EUR, nothing yet 50.00 EUR`.
  var allocationText: Text {
    func text(_ language: Language) -> String {
      allocations.map { allocation in
        let nothing = Text(en: "nothing yet", fr: "rien encore")[language]
        return "\(allocation.document ?? nothing) \(allocation.amount.text[language])"
      }.joined(separator: ", ")
    }
    return Text(en: text(.english), fr: text(.french))
  }

  /// The same as a sentence.
  var countsFor: Text {
    Text(
      en: "\(payment.reference) counts for: \(allocationText.en)",
      fr: "\(payment.reference) compte pour : \(allocationText.fr)")
  }

  private var isPaid: Bool { payment.isPaid }

  /// A field of the row.
  fileprivate func cell(_ text: String) -> Table.Cell {
    .init(text, isPaid ? .plain : .bad)
  }

  /// What was asked; what came where somebody must look at that.
  fileprivate var shownAmount: Amount {
    let status = payment.status
    guard status.attention == .amountMismatch, status.received != 0 else { return payment.amount }
    return Amount(minorUnits: status.received, currency: payment.amount.currency)
  }

  fileprivate func line(_ language: Language) -> Table.Cell {
    let label = payment.label[language]
    return .init("\(isPaid ? "✓" : "✗") \(label)", isPaid ? .good : .bad)
  }

  fileprivate func provider(_ language: Language) -> String {
    payment.provider + (payment.mode?.mark.map { " (\($0[language]))" } ?? "")
  }
}

extension ListForm<ListedPayment> {
  static let payments = ListForm(
    columns: [
      .styled(en: "Id", fr: "Identifiant") { row, _ in row.cell(row.payment.reference) },
      .styled(en: "Document", fr: "Document") { row, _ in
        let several = row.documents.joined(separator: ", ")
        return row.cell(
          row.document ?? row.payment.purchase?.productName ?? (several.isEmpty ? "–" : several))
      },
      .styled(en: "When", fr: "Quand") { row, _ in
        row.cell((row.payment.status.paidAt ?? row.payment.startedAt).description)
      },
      .styled(en: "Provider", fr: "Prestataire") { $0.cell($0.provider($1)) },
      .styled(en: "Amount", fr: "Montant", isNumeric: true) {
        $0.cell($0.shownAmount.text[$1])
      },
      .styled(en: "Line", fr: "Ligne") { $0.line($1) },
      .styled(en: "State", fr: "État") { $0.cell($0.payment.status.state.name[$1]) },
      .styled(en: "Attention", fr: "À examiner") {
        $0.cell($0.payment.status.attention?.explanation[$1] ?? "")
      },
    ],
    members: ListedPayment.form.members)
}
