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
  /// How far it is settled.
  package internal(set) var amounts: Amounts
  /// The time of the payment that completed it.
  package internal(set) var paidAt: UnixTime?
  /// Links made before this moment are revoked.
  let linksNotBefore: UnixTime
  /// The part of what went back that the seller asks for again, in minor units.
  var claimed: Int64
  /// Whether its payment was told of as complete before: nobody is thanked twice.
  var isThanked = false
  /// Whether money of payments for others was given to it by hand.
  var isAllocated = false
  /// Whether others follow it: credit notes that correct it, or invoices that were made of it.
  var isFollowed = false
  /// Whether the seller wants no pay button on it.
  package let hidesButton: Bool
  /// Where mail about it goes instead of to the address that it was issued with: one, or several separated by ", ".
  package let addressApart: String?

  /// Where mail about it goes; `nil` if there is no address.
  package var mailAddress: String? { addressApart ?? content.buyer.email }
  /// The buyer, with that address.
  var addressee: Buyer {
    var buyer = content.buyer
    buyer.email = mailAddress
    return buyer
  }

  /// Whether credit notes correct it.
  var isCorrected: Bool { isFollowed && !content.kind.isConvertible }
  /// Whether invoices were made of it.
  var isConverted: Bool { isFollowed && content.kind.isConvertible }
  /// Whether credit notes took all of it back; of a quote or an order, whether all of it was invoiced.
  var isCreditedInFull: Bool {
    content.totals.total > 0 && amounts.credited >= content.totals.total
  }

  /// What was paid in money on a quote or an order and no invoice was made of, for which the law wants one; `nil` if
  /// nothing was.
  package var advance: Amount? {
    let received = amounts.received - amounts.unreal
    return content.kind.isConvertible && received > 0 && !isCreditedInFull
      ? amount(received) : nil
  }

  package var total: Amount { amount(content.totals.total) }
  package var paid: Amount { amount(amounts.received) }
  /// What is left of the total, whatever the kind: less what credit notes took off it and what was written off, less what
  /// was received.
  package var unpaid: Amount {
    amount(content.totals.total - amounts.credited - amounts.writtenOff - amounts.received)
  }
  /// What is left of the total beside what really came, as money takes the place of what came without any.
  var unpaidInMoney: Amount { amount(unpaid.minorUnits + amounts.unreal) }
  /// What the customer may be asked for beside the same, in minor units.
  var claimedInMoney: Int64 {
    min(max(0, unpaidInMoney.minorUnits), claim.minorUnits + amounts.unreal)
  }
  /// What the books say is left of it: the total less credit notes, less what was written off, less what was received;
  /// below zero if more came than was asked. Quotes, orders, proformas and receipts have no account, a credit note stands
  /// on that of what it corrects, and what is canceled owes nothing.
  package var balance: Amount {
    guard state != .canceled, content.corrects == nil,
      content.kind.isClaim || content.kind == .creditNote
    else { return amount(0) }
    return unpaid
  }
  /// What the customer may be asked for now: what is left less what is under way, went back or is disputed.
  ///
  /// The column `claim` is the same.
  package var claim: Amount {
    amount(max(0, payable.minorUnits - amounts.underWay))
  }
  /// What the customer may pay if he insists though money is under way: the claim and what is.
  package var payable: Amount {
    guard state != .canceled, state != .rejected, content.kind != .creditNote else {
      return amount(0)
    }
    return amount(max(0, unpaid.minorUnits - amounts.returned - amounts.disputed))
  }
  package var underWay: Amount { amount(amounts.underWay) }
  package var writtenOff: Amount { amount(amounts.writtenOff) }
  package var credited: Amount { amount(amounts.credited) }
  package var returned: Amount { amount(amounts.returned) }
  package var disputed: Amount { amount(amounts.disputed) }

  /// What is paid of it without money, in test or simulated mode.
  package var unreal: Amount { amount(amounts.unreal) }
  /// Whether anything is.
  package var isUnreal: Bool { amounts.unreal != 0 }

  /// What stands beside what is paid of it, if that is no money, or not all of it.
  var unrealMark: Text? {
    guard isUnreal else { return nil }
    return amounts.unreal == amounts.received
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
    case .issued, .sent, .partiallyPaid: claim.minorUnits > 0
    case .accepted, .rejected, .paid, .credited, .canceled: false
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
      en: """
        What the books say is left: the total less `received` and what was written off. Quotes, orders, proformas and \
        receipts have none.
        """,
      fr: """
        Ce qui reste dans les comptes : le total moins `received` et ce qui est passé en perte. Devis, bons, \
        proformas et reçus n’en ont pas.
        """),
    .time("paid_at", as: nil) { $0.paidAt },
    .text("order_reference", as: nil) { $0.content.orderReference },
    .object("buyer", Buyer.form) { $0.content.buyer },
    .amount("unreal", as: "0.00") { $0.unreal }.meaning(
      en: "The part of `paid` that came in test or simulated mode: no money was received for it.",
      fr: "La part de `paid` venue en mode test ou simulé : aucun argent n’a été reçu pour elle."),
    .amount("received", as: "0.00") { $0.paid }.meaning(
      en: "The same as `paid`: what came and is still there, gross of fees.",
      fr: "Comme `paid` : ce qui est venu et s’y trouve encore, frais compris."),
    .amount("under_way", as: "0.00") { $0.underWay }.meaning(
      en: "What is accepted and has not come yet, or came and waits for a decision.",
      fr: "Ce qui est accepté et n’est pas encore venu, ou est venu et attend une décision."),
    .amount("returned", as: "0.00") { $0.returned }.meaning(
      en: "What the seller gave back, or lost to a dispute, and does not ask for again.",
      fr: "Ce que le vendeur a rendu, ou perdu par une contestation, et ne redemande pas."),
    .amount("disputed", as: "0.00") { $0.disputed }.meaning(
      en: "What open disputes hold.", fr: "Ce que retiennent des contestations ouvertes."),
    .amount("claim") { $0.claim }.meaning(
      en: "What the customer may be asked for now: the balance less the three above.",
      fr: "Ce qui peut être demandé au client à présent : le reste dû moins les trois précédents."),
    .text("mail_address", as: nil) { $0.addressApart }.meaning(
      en: "Where mail goes instead of to `buyer.email`, which stays as issued.",
      fr: "Où vont les courriels au lieu de `buyer.email`, qui reste tel qu’émis."),
    .amount("written_off", as: "0.00") { $0.writtenOff }.meaning(
      en: "What the seller gave up of it.", fr: "Ce que le vendeur en a passé en perte."),
    .amount("credited", as: "0.00") { $0.credited }.meaning(
      en: "What credit notes take off the total; of a quote or an order, what was invoiced of it.",
      fr: "Ce que des avoirs retirent du total ; d’un devis ou d’un bon, ce qui en fut facturé."),
    .text("corrects", as: nil) { $0.content.corrects }.meaning(
      en: "Of a credit note, the document that it corrects, on whose account it stands.",
      fr: "D’un avoir, le document qu’il corrige, sur le compte duquel il figure."),
    .text("converted_from", as: nil) { $0.content.convertedFrom }.meaning(
      en: "The quote or the order that it was made of.",
      fr: "Le devis ou le bon dont elle est issue."),
  ])
}

extension Document {
  /// How far a document is settled, in minor units of its currency: what follows from all that is known of its payments.
  package struct Amounts: Equatable, Sendable {
    /// What came and is still there, gross of fees.
    package var received: Int64 = 0
    /// The part of that which is no money, as its payments were made in test or simulated mode.
    var unreal: Int64 = 0
    /// What the seller gave up of the claim.
    var writtenOff: Int64 = 0
    /// What credit notes take off the total.
    var credited: Int64 = 0
    /// What is accepted and has not come yet, and what came and waits for a decision.
    package var underWay: Int64 = 0
    /// What the seller gave back, or lost to a dispute, and does not ask for again; at most the balance.
    package var returned: Int64 = 0
    /// What open disputes hold, at most the balance.
    package var disputed: Int64 = 0
  }

  package var paidMinorUnits: Int64 { amounts.received }

  /// The state that it has at `stage`, settled as far as it is.
  func state(at stage: DocumentStage) -> DocumentState {
    DocumentState(
      stage: stage, paid: amounts.received + amounts.writtenOff, total: content.totals.total,
      credited: amounts.credited)
  }
}

/// A document with its lines.
package struct DocumentInFull: DataRecord {
  package let document: Document
  let lines: [DocumentLine]

  package init(_ document: Document, lines: [DocumentLine]) {
    self.document = document
    self.lines = lines
  }

  /// What it comes to by rate of VAT.
  package var taxes: [TaxSummary.Row] {
    TaxSummary(of: lines, totals: document.content.totals).rows
  }

  /// A document as lists show it, without its lines.
  package static let listed = RecordForm<DocumentInFull>(
    Document.form.members(of: \.document) + facts.members)

  private static let facts = RecordForm<DocumentInFull>([
    .objects("taxes", TaxSummary.form) { whole in
      whole.taxes.map { ($0, whole.document.content.currency) }
    }.inOneCell.meaning(
      en: """
        What it comes to at each rate of VAT, and without any by the reason: they sum to `net` and `tax`. CSV has \
        them in one field.
        """,
      fr: """
        Ce qu’il fait à chaque taux de TVA, et sans TVA par motif : la somme en est `net` et `tax`. Le CSV les met dans \
        un champ.
        """),
    .words("deposits") { whole in
      whole.lines.compactMap(\.deposit).reduce(into: []) { numbers, number in
        if !numbers.contains(number) { numbers.append(number) }
      }
    }.inOneCell.meaning(
      en: "Of a final invoice, the deposit invoices that it deducts.",
      fr: "D’une facture de solde, les factures d’acompte qu’elle déduit."),
  ])

  package static let form = RecordForm<DocumentInFull>(
    Document.form.members(of: \.document) + facts.members + [
      .objects("lines", DocumentLine.form) { whole in
        whole.lines.map { ($0, whole.document.content.currency) }
      }
    ])
}
