package import Localization

/// A document as it stands: what it says, its number, and how far it is paid.
package struct Document: Equatable, Sendable {
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

  /// The document as scripts read it; without `lines` as in lists.
  package func json(lines: [DocumentLine]? = nil) -> JSONValue {
    let json: JSONValue = [
      "number": .string(number), "id": .string(publicID.description),
      "kind": .string(content.kind.rawValue), "state": .string(state.rawValue),
      "issued_on": .string(content.issuedOn.description),
      "due_on": .optional(content.dueOn?.description),
      "currency": .string(content.currency.code), "language": .string(content.language),
      "net": .string(amount(content.totals.net).decimal),
      "tax": .string(amount(content.totals.tax).decimal), "total": .string(total.decimal),
      "paid": .string(paid.decimal), "balance": .string(balance.decimal),
      "paid_at": .optional(paidAt?.description),
      "order_reference": .optional(content.orderReference), "buyer": content.buyer.json,
      "unreal": .string(unreal.decimal),
    ]
    guard let lines, let members = json.members else { return json }
    let inFull = JSONMember("lines", .array(lines.map { $0.json(in: content.currency) }))
    return .object(members + [inFull])
  }
}

extension Document {
  /// Whether the document claims money that was due before `today`.
  package func isOverdue(on today: CalendarDate) -> Bool {
    guard content.kind.isClaim, let dueOn = content.dueOn, dueOn < today else { return false }
    return switch state {
    case .issued, .sent, .partiallyPaid: true
    case .accepted, .rejected, .paid, .canceled: false
    }
  }
}
