import Localization
import VosfactKit

/// A payment as a list shows it: all of an unpaid one is pink, and its mark says so without colour.
extension ListedPayment {
  init(_ payment: Payment, _ kit: Kit) throws {
    self = try kit.payments.listed(payment)
  }

  private var isPaid: Bool { payment.isPaid }

  /// A field of the row.
  fileprivate func cell(_ text: String) -> Table.Cell {
    .init(text, isPaid ? .plain : .bad)
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
        row.cell(row.document ?? row.payment.purchase?.productName ?? "–")
      },
      .styled(en: "When", fr: "Quand") { row, _ in
        row.cell((row.payment.status.paidAt ?? row.payment.startedAt).description)
      },
      .styled(en: "Provider", fr: "Prestataire") { $0.cell($0.provider($1)) },
      .styled(en: "Amount", fr: "Montant", isNumeric: true) {
        $0.cell($0.payment.amount.text[$1])
      },
      .styled(en: "Line", fr: "Ligne") { $0.line($1) },
      .styled(en: "State", fr: "État") { $0.cell($0.payment.status.state.name[$1]) },
      .styled(en: "Attention", fr: "À examiner") {
        $0.cell($0.payment.status.attention?.explanation[$1] ?? "")
      },
    ],
    members: ListedPayment.form.members)
}
