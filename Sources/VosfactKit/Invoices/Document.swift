package import Localization

/// A document as it stands: what it says, its number, and how far it is paid.
package struct Document: Equatable, Sendable, DataRecord {
  package let key: DocumentKey
  /// 64 random bits that stand for the document in links.
  package let publicID: PublicID
  package let number: String
  package let content: DocumentContent
  package let stage: DocumentStage
  package internal(set) var state: DocumentState
  /// The sum of its payments' net amounts, in minor units.
  package internal(set) var paidMinorUnits: Int64
  /// The part of that which is no money, as its payments were made in test or simulated mode; in minor units.
  var unrealMinorUnits: Int64
  /// The time of the payment that completed it.
  package internal(set) var paidAt: UnixTime?
  /// Links made before this moment are revoked.
  let linksNotBefore: UnixTime
  /// Whether the seller wants no pay button on it.
  package let hidesButton: Bool

  package var total: Amount { amount(content.totals.total) }
  package var paid: Amount { amount(paidMinorUnits) }
  /// What is left to pay; below zero if more was paid than asked.
  package var balance: Amount { amount(content.totals.total - paidMinorUnits) }

  /// What is paid of it without money, in test or simulated mode.
  package var unreal: Amount { amount(unrealMinorUnits) }
  /// Whether anything is.
  package var isUnreal: Bool { unrealMinorUnits != 0 }

  /// What stands beside what is paid of it, if that is no money, or not all of it.
  var unrealMark: Text? {
    guard isUnreal else { return nil }
    return unrealMinorUnits == paidMinorUnits
      ? ProviderMode.unrealMark : ProviderMode.partlyUnrealMark
  }

  /// Where it stands, as a person reads it, with that mark.
  package var stateName: Text {
    guard let mark = unrealMark else { return state.name }
    return Text(en: "\(state.name.en), \(mark.en)", fr: "\(state.name.fr), \(mark.fr)")
  }

  /// `minorUnits` in the document's currency.
  package func amount(_ minorUnits: Int64) -> Amount {
    Amount(minorUnits: minorUnits, currency: content.currency)
  }

  /// Whether the document claims money that was due before `today`.
  package func isOverdue(on today: CalendarDate) -> Bool {
    guard content.kind.isClaim, let dueOn = content.dueOn, dueOn < today else { return false }
    return switch state {
    case .issued, .sent, .partiallyPaid: true
    case .accepted, .rejected, .paid, .canceled: false
    }
  }

  package static let form = RecordForm<Document>([
    .text("number", as: "F-2026-000001") { $0.number },
    .text("id", as: "3f9c0a1b2c3d4e5f") { $0.publicID.description },
    .word("kind") { $0.content.kind },
    .word("state") { $0.state }.meaning(
      en: "Only quotes are accepted or rejected.",
      fr: "Seuls les devis sont acceptés ou refusés."),
    .text("issued_on", as: "2026-01-01") { $0.content.issuedOn.description },
    .text("due_on", as: "2026-01-31") { $0.content.dueOn?.description },
    .text("currency", as: "EUR") { $0.content.currency.code },
    .text("language", as: "fr") { $0.content.language },
    .amount("net", as: "100.00") { $0.amount($0.content.totals.net) },
    .amount("tax", as: "20.00") { $0.amount($0.content.totals.tax) },
    .amount("total") { $0.total },
    .amount("paid", as: "0.00") { $0.paid }.meaning(
      en: "What counted payments come to.", fr: "Ce que font les paiements comptés."),
    .amount("balance") { $0.balance }.meaning(
      en: "What is left of the total.", fr: "Ce qui reste du total."),
    .time("paid_at", as: nil) { $0.paidAt },
    .text("order_reference", as: nil) { $0.content.orderReference },
    .object("buyer", Buyer.form) { $0.content.buyer },
    .amount("unreal", as: "0.00") { $0.unreal }.meaning(
      en: "The part of `paid` that came in test or simulated mode: no money was received for it.",
      fr: "La part de `paid` venue en mode test ou simulé : aucun argent n’a été reçu pour elle."),
  ])
}

/// A document with its lines.
package struct DocumentInFull: DataRecord {
  let document: Document
  let lines: [DocumentLine]

  package init(_ document: Document, lines: [DocumentLine]) {
    self.document = document
    self.lines = lines
  }

  package static let form = RecordForm<DocumentInFull>(
    Document.form.members(of: \.document) + [
      .objects("lines", DocumentLine.form) { whole in
        whole.lines.map { ($0, whole.document.content.currency) }
      }
    ])
}
