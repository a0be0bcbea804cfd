import Localization

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

extension MoneyUnderWay {
  /// What is under way for a document, oldest first.
  static func of(
    _ document: Document, in database: Database
  ) throws(StorageError) -> [MoneyUnderWay] {
    guard document.amounts.underWay > 0 else { return [] }
    return try AccountStore(database: database, clock: WallClock { .now }).open(document).underWay
  }

  /// As much of it.
  fileprivate func of(_ minorUnits: Int64) -> MoneyUnderWay {
    MoneyUnderWay(
      payment: payment, amount: payment.amount(minorUnits), since: since, method: method,
      isAwaitingDecision: isAwaitingDecision)
  }
}

extension Account {
  /// What is under way of its document, oldest first; what was only announced as far as it counts.
  var underWay: [MoneyUnderWay] {
    let all = allUnderWay
    let announced = all.filter { $0.payment.provider == Payment.byHand }
    guard !announced.isEmpty else { return all }
    var left = all.reduce(document?.amounts.underWay ?? 0) { left, money in
      money.payment.provider == Payment.byHand ? left : left - money.amount.minorUnits
    }
    return all.compactMap { money in
      guard money.payment.provider == Payment.byHand else { return money }
      let amount = max(0, min(left, money.amount.minorUnits))
      left -= amount
      return amount == 0 ? nil : money.of(amount)
    }
  }

  private var allUnderWay: [MoneyUnderWay] {
    let reasons = settlement.reasons
    let entries = entries.filter {
      $0.payment.documentKey == document?.key || $0.payment.isForSeveral
    }
    return entries.flatMap { entry in
      entry.fold.transactions.compactMap { transaction -> MoneyUnderWay? in
        let told = transaction.events.filter(\.tellsOfMoney)
        let isHeld =
          transaction.received > 0
          && told.contains { event in
            reasons[entry.payment.key]?[event.id] != nil
          }
        let whole = isHeld ? transaction.received : transaction.underWay
        let amount = entry.part(of: whole, transaction, for: document)
        guard amount > 0, let first = told.first,
          transaction.standing != .rejected, transaction.standing != .spare
        else { return nil }
        return MoneyUnderWay(
          payment: entry.payment, amount: entry.payment.amount(amount), since: first.at,
          method: told.last { $0.method != nil }?.method, isAwaitingDecision: isHeld)
      }
    }
  }
}

extension Account.Entry {
  /// What of an amount of a transaction is for `document`: all of it, unless the payment is for several.
  fileprivate func part(
    of amount: Int64, _ transaction: TransactionFold, for document: Document?
  ) -> Int64 {
    guard payment.isForSeveral, let document else { return amount }
    let own = allocations.filter { $0.transaction == transaction.reference }
    return own.shares(of: amount, gross: amount).given[document.key] ?? 0
  }
}

extension [MoneyUnderWay] {
  /// What stands beside it if it is no money, or not all of it.
  var unrealMark: Text? {
    guard contains(where: \.payment.isUnreal) else { return nil }
    return allSatisfy(\.payment.isUnreal)
      ? ProviderMode.unrealMark : ProviderMode.partlyUnrealMark
  }
}
