import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceList = Subcommand.list(
    en: "List documents, oldest first", fr: "Lister les documents, du plus ancien au plus récent",
    examples: .one(
      "vosfact invoice list --state issued --since 2026-01-01 --format csv",
      en: "This year's unpaid documents, as CSV", fr: "Les documents impayés de l’année, en CSV"),
    options: .documentFilter, as: .documents, or: { $0.flag("overdue") ? .overdue : nil }
  ) { arguments, open in
    var filter = try arguments.documentFilter()
    let kit = try open()
    try arguments.complete(&filter, from: kit)
    var documents = try kit.documents.list(filter)
    return { try documents.next().map { try kit.inFull($0) } }
  }
}

extension ListForm<DocumentInFull> {
  static let documents = documents(
    .said(en: "Balance", fr: "Reste dû", isNumeric: true) { $0.document.balance.text[$1] })

  /// Documents of which something can be asked for: that stands in the place of what the books say is left.
  static let overdue = documents(
    .said(en: "To pay", fr: "À régler", isNumeric: true) { $0.document.claim.text[$1] })

  private static func documents(_ left: Column) -> ListForm {
    ListForm(
      columns: [
        .text(en: "Number", fr: "Numéro") { $0.document.number },
        .text(en: "Issued", fr: "Émission") { $0.document.content.issuedOn.description },
        .text(en: "Due", fr: "Échéance") { $0.document.content.dueOn?.description ?? "" },
        .text(en: "Buyer", fr: "Acheteur", isCuttable: true) { $0.document.content.buyer.name },
        .said(en: "Total", fr: "Total", isNumeric: true) { $0.document.total.text[$1] },
        left,
        .styled(en: "State", fr: "État") {
          let document = $0.document
          return .init(
            document.stateName[$1],
            document.isUnreal ? .bad : document.state == .paid ? .good : .plain)
        },
      ],
      members: DocumentInFull.listed.members)
  }
}
