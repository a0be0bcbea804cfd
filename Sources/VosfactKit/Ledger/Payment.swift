package import Localization

/// A payment, or an attempt at one, as it stands.
package struct Payment: Equatable, Sendable {
  package let key: PaymentKey
  /// What stands for it outside, and what the provider carries back: at most 20 of `A`–`Z`, `0`–`9`.
  package internal(set) var reference: String
  /// The document it is for; `nil` if the provider told of a payment that is not known, or if it is a purchase
  /// that made none, or none yet.
  var documentKey: DocumentKey?
  package let provider: String
  /// `nil` for a payment recorded by hand.
  package let mode: ProviderMode?
  package internal(set) var amount: Amount
  package internal(set) var providerReference: String?
  /// Where the customer goes to pay, as `payment start` said it.
  let next: NextStep?
  /// When the page that `next` leads to ends; `nil` if the provider did not say.
  let pageEndsAt: UnixTime?
  package internal(set) var startedAt: UnixTime
  /// The country that the customer told, ISO 3166-1; `nil` if none was.
  package internal(set) var payerCountry: String?
  /// What it buys, if no document came first.
  package let purchase: Purchase?
  /// How much of its document's claim the link asked for by which the customer came.
  var asked = PartOfClaim.whole
  /// The statement that it was started from, if it is for several documents.
  var statement: StatementReference? = nil
  /// Whether the provider sent two different messages under one event id.
  var isConflicting: Bool
  /// Whether the provider told something of it that nobody here can read, and nobody has looked at it since.
  var isNotUnderstood = false
  /// Whether something was ever decided about it.
  var isDecided = false
  /// Whether a refund of it is open.
  var isRefunding = false
  /// Whether some of it was given to other documents by hand.
  var isAllocated = false
  package internal(set) var status: Status

  /// What stands for the provider of a payment that was recorded by hand.
  package static let byHand = "manual"
  /// The method of a receipt by hand that is no money: what the seller gives up of a claim.
  static let writeOff = "write-off"

  /// What follows from the payment's events and its document's other payments.
  package struct Status: Equatable, Sendable {
    package let state: PaymentState
    /// Whether it counts towards a document, or a purchase.
    package let isSettled: Bool
    /// In minor units.
    package let refunded: Int64
    /// What it adds to what its document is paid, in minor units.
    let credited: Int64
    /// What it holds now, gross of fees, in minor units.
    package let received: Int64
    /// What its provider kept for itself, in minor units; `nil` if nobody told.
    package let fee: Int64?
    package let method: String?
    package let paidAt: UnixTime?
    package let attention: Attention?
  }

  /// Whether it is not ours: the provider told of it, and nothing of ours asked for it.
  var isUnmatched: Bool {
    documentKey == nil && purchase == nil && provider != Self.byHand && !isForSeveral
  }

  /// Whether it is for several documents at once: its money fills them one after the other.
  package var isForSeveral: Bool { statement != nil }

  /// Whether nothing tells that it is of any concern here: what was given back or disputed may be a sale of others.
  var isOfOthers: Bool { isUnmatched && status.attention == nil && !isDecided }

  /// Why somebody must look at it whatever its events say.
  var doubt: Attention? {
    isConflicting ? .needsQuery : isNotUnderstood ? .notUnderstood : nil
  }

  /// The SHA-256 of what was settled when the payment was started, which the journal keeps: by it an
  /// alteration shows.
  ///
  /// - Parameters:
  ///   - document: the number of its document; a purchase has none yet when it starts.
  ///   - asked: what it asks of each of several documents.
  func digest(document: String?, asking asked: [AskedDocument] = []) -> [UInt8] {
    var members = [
      JSONMember("payment", .string(reference)),
      JSONMember("document", .optional(purchase == nil ? document : nil)),
      JSONMember("provider", .string(provider)), JSONMember("mode", .optional(mode?.rawValue)),
      JSONMember("amount", .string(amount.decimal)),
      JSONMember("currency", .string(amount.currency.code)),
      JSONMember("provider_reference", .optional(providerReference)),
      JSONMember("next", next?.json ?? .null),
      JSONMember("started_at", .integer(startedAt.seconds)),
    ]
    if let purchase { members.append(JSONMember("purchase", purchase.canonical)) }
    if !asked.isEmpty {
      let documents = asked.map { asked -> JSONValue in
        ["document": .string(asked.number), "amount": .string(amount(asked.amount).decimal)]
      }
      members.append(JSONMember("documents", .array(documents)))
    }
    return SHA256.digest(JSONValue.object(members).utf8)
  }
}

extension Payment {
  /// `minorUnits` in the payment's currency.
  func amount(_ minorUnits: Int64) -> Amount {
    Amount(minorUnits: minorUnits, currency: amount.currency)
  }

  /// Whether it holds money that counts for nothing.
  private var isUnallocated: Bool { !status.isSettled && status.received != 0 }

  /// Whether its line reads « Payé », whatever else it says.
  package var isPaid: Bool { status.state.isPaid || isUnallocated }

  /// What the payment's line says: also whether its money counts for anything.
  package var label: Text {
    if provider == Self.byHand, status.method == Self.writeOff, status.state.isPaid {
      return Text(en: "Written off", fr: "Passé en perte")
    }
    return isUnallocated
      ? Text(en: "Paid, unallocated", fr: "Payé, non affecté") : status.state.label
  }

  /// Whether no money came by it, whatever it says: it was made in test or simulated mode.
  package var isUnreal: Bool { mode.map { !$0.isReal } ?? false }
}
