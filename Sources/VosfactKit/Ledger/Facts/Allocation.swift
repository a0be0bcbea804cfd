/// Money of a transaction that was given to a document other than its own: by somebody, or as that document was made of
/// its own.
///
/// It is one more fact, as events and decisions are. One with an amount below zero takes money back that was given.
///
/// One with a place was made by nobody: it follows from all that is known, and is what a payment for several documents comes
/// to for one of them.
struct Allocation: Equatable, Sendable {
  /// Later ones have higher ones. Zero if it is not stored yet.
  var id: Int64
  let payment: PaymentKey
  /// The movement of money that it is taken from.
  let transaction: TransactionReference
  let document: DocumentKey
  /// In minor units of the payment's currency.
  var amount: Int64
  /// What of it is there, in minor units, as it is stored: less than `amount` if money went back.
  var share: Int64
  /// What of the transaction its own document counts at most, in minor units, as it is stored: the same for all
  /// allocations of a transaction.
  var ownPart: Int64 = 0
  /// The place of the document among those that the payment is for; `nil` if it was given by hand.
  var place: Int64? = nil
  /// What somebody gave back of the document's part and no other, in minor units.
  var takenBack: Int64 = 0
}

extension [Allocation] {
  /// Says what of their transaction its own document counts at most.
  mutating func setOwnPart(_ amount: Int64) {
    for place in indices { self[place].ownPart = amount }
  }

  /// What is left of `available` minor units of a transaction: first for its own document as far as that counts it,
  /// then for each of the documents that were given some, in the order in which they were first given it. What counts
  /// for nothing goes back first.
  ///
  /// - Parameters:
  ///   - gross: what the transaction took in all.
  ///   - isAfterRefunds: whether what was given back of a document's part alone is gone from there.
  func shares(
    of available: Int64, gross: Int64, afterRefunds isAfterRefunds: Bool = true
  ) -> (own: Int64, given: [DocumentKey: Int64]) {
    guard !isEmpty else { return (available, [:]) }
    var wanted: [(document: DocumentKey, amount: Int64)] = []
    for allocation in self {
      let allocated = allocation.amount - (isAfterRefunds ? allocation.takenBack : 0)
      if let place = wanted.firstIndex(where: { $0.document == allocation.document }) {
        wanted[place].amount += allocated
      } else {
        wanted.append((allocation.document, allocated))
      }
    }
    let rest = gross - reduce(0) { $0 + $1.amount }
    let own = Swift.min(available, Swift.max(0, Swift.min(rest, first?.ownPart ?? 0)))
    var left = available - own
    var given: [DocumentKey: Int64] = [:]
    for (document, amount) in wanted {
      let share = Swift.max(0, Swift.min(amount, left))
      given[document] = share
      left -= share
    }
    return (own + left, given)
  }
}
