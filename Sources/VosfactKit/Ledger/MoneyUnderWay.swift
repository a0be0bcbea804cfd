/// Money that is accepted and has not come yet, or came and waits for a decision.
package struct MoneyUnderWay: Equatable, Sendable {
  package let payment: Payment
  package let amount: Amount
  /// When it was accepted.
  package let since: UnixTime
  /// How the customer pays, in the provider's word.
  package let method: String?
  /// Whether it came, and waits for the seller's decision.
  package let isAwaitingDecision: Bool
}

extension Account {
  /// What is under way of its document, oldest first.
  var underWay: [MoneyUnderWay] {
    let reasons = settlement.reasons
    return ownEntries.flatMap { entry in
      entry.fold.transactions.compactMap { transaction -> MoneyUnderWay? in
        let told = transaction.events.filter(\.tellsOfMoney)
        let isHeld =
          transaction.received > 0
          && told.contains { event in
            reasons[entry.payment.key]?[event.id] != nil
          }
        let amount = isHeld ? transaction.received : transaction.underWay
        guard amount > 0, let first = told.first, transaction.standing != .rejected else {
          return nil
        }
        return MoneyUnderWay(
          payment: entry.payment, amount: entry.payment.amount(amount), since: first.at,
          method: told.last { $0.method != nil }?.method, isAwaitingDecision: isHeld)
      }
    }
  }
}
