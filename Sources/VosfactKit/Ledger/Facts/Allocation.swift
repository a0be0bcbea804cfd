/// Money of a transaction that was given to a document other than its own: by somebody, or as that document was made of
/// its own.
///
/// It is one more fact, as events and decisions are. One with an amount below zero takes money back that was given.
struct Allocation: Equatable, Sendable {
  /// Later ones have higher ones.
  var id: Int64
  let payment: PaymentKey
  /// The movement of money that it is taken from.
  let transaction: TransactionReference
  let document: DocumentKey
  /// In minor units of the payment's currency.
  let amount: Int64
  /// What of it is there, in minor units, as it is stored: less than `amount` if money went back.
  var share: Int64
  /// What of the transaction its own document counts at most, in minor units, as it is stored: the same for all
  /// allocations of a transaction.
  var ownPart: Int64 = 0
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
  /// - Parameter gross: what the transaction took in all.
  func shares(of available: Int64, gross: Int64) -> (own: Int64, given: [DocumentKey: Int64]) {
    guard !isEmpty else { return (available, [:]) }
    var wanted: [(document: DocumentKey, amount: Int64)] = []
    for allocation in self {
      if let place = wanted.firstIndex(where: { $0.document == allocation.document }) {
        wanted[place].amount += allocation.amount
      } else {
        wanted.append((allocation.document, allocation.amount))
      }
    }
    let rest = gross - wanted.reduce(0) { $0 + $1.amount }
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
