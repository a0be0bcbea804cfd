/// What is between the seller and a customer over one document, or over one order that has no document yet: its
/// payments with all that is known of them.
///
/// It is a value: opened once, added to and folded in memory, and saved by its differences.
struct Account {
  /// A payment with the facts about it.
  struct Entry {
    var payment: Payment
    /// In any order, each once.
    var events: [PaymentEvent]
    /// In the order of the decisions.
    var resolutions: [Resolution] = []
    /// The refunds that money may still go out for, oldest first.
    var openRefunds: [Refund] = []
    /// What was given of it to other documents by hand, oldest first; before those, what each of several documents has of
    /// a payment that is for them.
    var allocations: [Allocation] = []
    /// What it asks of each of several documents, in the order in which its money fills them.
    var asked: [AskedDocument] = []
    /// The refunds of it that are of one document's part.
    var refunds: [Refund] = []
    /// The names of a payment that nothing of ours asked for, in alphabetical order.
    var names: [String] = []

    /// What the events make of the payment.
    var fold: PaymentFold {
      PaymentFold(events, asked: payment.amount, resolutions: resolutions)
    }
  }

  /// The document that is paid; `nil` for a purchase that has none, or none yet, and for a payment that nothing of ours
  /// asked for.
  var document: Document?
  /// What credit notes take off the document's total.
  var credits: [Credit] = []
  /// Oldest first: its payments, those for several documents of which it is one, and those for others of which some was
  /// given to the document by hand.
  var entries: [Entry]

  /// Those that are for the document.
  var ownEntries: [Entry] { entries.filter { $0.payment.documentKey == document?.key } }

  /// The place of the entry of a payment.
  func place(of payment: PaymentKey) -> Int? {
    entries.firstIndex { $0.payment.key == payment }
  }

  /// What all facts make of the account.
  var settlement: Settlement {
    guard document != nil || entries.first?.payment.isUnmatched == false else {
      return Settlement(ofUnmatched: entries.map { $0.payment.standing(at: $0.unmatchedStatus) })
    }
    return Settlement(of: claim, folded)
  }

  /// What is settled.
  var claim: Settlement.Claim {
    guard let document else {
      let purchase = entries.first { $0.payment.purchase != nil }
      return Settlement.Claim(total: purchase?.payment.amount.minorUnits ?? 0)
    }
    return Settlement.Claim(
      document: document.key, total: document.content.totals.total, stage: document.stage,
      claimed: document.claimed, credits: credits)
  }

  /// Takes over what other accounts make of their payments of which some was given to this one, and says whether that is
  /// anything new.
  fileprivate mutating func learn(_ given: [PaymentKey: [Allocation]]) -> Bool {
    var isChanged = false
    for place in entries.indices where entries[place].payment.documentKey != document?.key {
      guard let allocations = given[entries[place].payment.key],
        allocations != entries[place].allocations
      else { continue }
      entries[place].allocations = allocations
      isChanged = true
    }
    return isChanged
  }

  /// The account, each payment as it stands by `settlement`.
  func settled(by settlement: Settlement) -> Account {
    var account = self
    for payment in settlement.payments {
      if let place = place(of: payment.key) { account.entries[place].payment = payment }
    }
    return account
  }

  var folded: [Settlement.FoldedPayment] {
    entries.map { entry in
      Settlement.FoldedPayment(
        payment: entry.payment, fold: entry.fold,
        decision: entry.resolutions.decision(about: .alreadySettled, .canceledDocument),
        allocations: entry.allocations)
    }
  }

  /// Whether the purchase is to have a document: once money ever came, so that the order of events leaves no trace in
  /// whether there is one. Of several attempts at an order the first says which kind.
  var isDocumentDue: Bool {
    document == nil && entries.first?.payment.purchase?.documentKind != nil
      && entries.contains { $0.fold.wasPaid }
  }
}

extension Account {
  /// Whether a payment that a customer could take for made came to nothing: a debit failed, or the bank took it back.
  func isFailure(_ change: AccountStore.Change) -> Bool {
    let (before, after) = (change.before.status, change.after)
    let endings: [PaymentState] = [.failed, .expired, .canceled]
    guard endings.contains(after.status.state), after.provider != Payment.byHand,
      let place = place(of: after.key)
    else { return false }
    switch before.state {
    case .paid, .partiallyRefunded: return true
    case .pending, .authorized: return entries[place].events.contains { $0.kind == .processing }
    default: return false
    }
  }
}

extension Account.Entry {
  /// How a payment stands that nothing of ours asked for.
  fileprivate var unmatchedStatus: Payment.Status {
    let decided = Set(
      resolutions.lazy.filter { $0.attention == .unknownReference }.flatMap(\.events))
    // A sale of others on the same account is nobody's concern here: what is ours has a reference of our form.
    let isOurs = names.contains(where: PaymentMatching.isReferenceOfOurs)
    let concernsMoney = events.contains { $0.kind.concernsMoney && !decided.contains($0.id) }
    // Whether its amount agrees is no question while nobody knows what it is for.
    return payment.status(
      PaymentFold(events, asked: payment.amount), credited: 0, isSettled: false,
      attention: !isOurs ? nil : concernsMoney ? .unknownReference : payment.doubt)
  }
}

extension [Account] {
  /// What all facts make of each of the accounts: those that were given money of a payment elsewhere are told what its
  /// own account counts of it.
  mutating func settle() -> [Settlement] {
    distribute()
    var settlements = map(\.settlement)
    guard count > 1 else { return settlements }
    let given = settlements.reduce(into: [PaymentKey: [Allocation]]()) {
      $0.merge($1.given) { own, _ in own }
    }
    for place in indices where self[place].learn(given) {
      settlements[place] = self[place].settlement
    }
    return settlements
  }

  /// The entry of a payment, with its account.
  func entry(of payment: PaymentKey) -> (account: Account, entry: Account.Entry)? {
    let accounts = filter { $0.place(of: payment) != nil }
    // That of its own document rather than one that was given some.
    let home = accounts.first { account in
      account.ownEntries.contains { $0.payment.key == payment }
    }
    guard let account = home ?? accounts.first, let place = account.place(of: payment) else {
      return nil
    }
    return (account, account.entries[place])
  }

  /// Changes the entry of a payment by `change`.
  mutating func update(_ payment: PaymentKey, by change: (inout Account.Entry) -> Void) {
    for index in indices {
      if let place = self[index].place(of: payment) { change(&self[index].entries[place]) }
    }
  }
}
