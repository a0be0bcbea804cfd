/// Payments: started, received, and what follows from them.
package struct Payments {
  let kit: Kit

  /// What stands for the provider of a payment that was recorded by hand.
  package static let byHand = "manual"

  var store: PaymentStore { PaymentStore(database: kit.database) }
  var journal: Journal { Journal(database: kit.database) }

  /// The payment that a user names by its id.
  ///
  /// It throws `PaymentError.unknown` or `StorageError`.
  package func named(_ reference: String) throws -> Payment {
    try store.named(reference)
  }

  /// The events of a payment, in the order in which they count.
  package func events(of payment: Payment) throws(StorageError) -> [PaymentEvent] {
    try store.events(of: payment.key)
  }

  /// The document that a payment is for; `nil` if there is none, or none yet.
  package func document(of payment: Payment) throws(StorageError) -> Document? {
    try kit.documents.document(of: payment)
  }

  /// The payments that `filter` lets through, oldest first, read one after the other.
  package func list(_ filter: PaymentFilter) throws(StorageError) -> PaymentList {
    try store.list(filter)
  }

  /// The raw requests that told of a payment, in the order in which they came.
  package func callbacks(of payment: Payment) throws(StorageError) -> [KeptCallback] {
    try CallbackStore(database: kit.database).callbacks(of: payment.key)
  }

  /// The payments for a document, oldest first.
  package func payments(for document: Document) throws(StorageError) -> [Payment] {
    try store.payments(for: document.key)
  }

  /// Works out anew, from all events, how a payment and its document stand, and records what changed, in
  /// the caller's transaction.
  ///
  /// - Parameter isNotifying: whether those are told of it whom the settings name.
  func refresh(_ payment: Payment, notifying isNotifying: Bool = true) throws(StorageError) {
    if let key = payment.documentKey, let document = try kit.documents.document(key) {
      try refresh(document, notifying: isNotifying)
    } else if payment.purchase != nil {
      try refreshPurchase(payment, notifying: isNotifying)
    } else {
      let isChanged = try update(
        payment, standing(ofStranger: payment), about: .payment(reference: payment.reference))
      if isChanged, isNotifying { try kit.notices.changed(payment, of: nil) }
    }
  }

  /// What all events that are known make of a document and its payments.
  func settlement(of document: Document) throws(StorageError) -> Settlement {
    Settlement(
      of: document.content.totals.total, stage: document.stage,
      try folded(store.payments(for: document.key)))
  }

  /// What the events of each payment make of it, and what was decided about it.
  func folded(_ payments: [Payment]) throws(StorageError) -> [Settlement.FoldedPayment] {
    var folded: [Settlement.FoldedPayment] = []
    for payment in payments {
      let resolutions = try store.resolutions(of: payment.key)
      let fold = PaymentFold(
        try store.events(of: payment.key), asked: payment.amount, resolutions: resolutions)
      folded.append(
        (payment, fold, resolutions.decision(about: .alreadySettled, .canceledDocument)))
    }
    return folded
  }

  /// What all events that are known make of a payment that is not ours.
  func standing(ofStranger payment: Payment) throws(StorageError) -> Payment.Standing {
    let events = try store.events(of: payment.key)
    let resolutions = try store.resolutions(of: payment.key)
    let decided = Set(
      resolutions.lazy.filter { $0.attention == .unknownReference }.flatMap(\.events))
    let concernsMoney = events.contains { $0.kind.concernsMoney && !decided.contains($0.id) }
    // Whether its amount agrees is no question while nobody knows what it is for.
    let fold = PaymentFold(events, asked: payment.amount)
    return payment.standing(
      fold, credited: 0, attention: concernsMoney ? .unknownReference : nil)
  }

  /// Works out anew how a document and each of its payments stand, and tells of what changed.
  func refresh(_ document: Document, notifying isNotifying: Bool) throws(StorageError) {
    let settlement = try settlement(of: document)
    var changed: [Payment] = []
    for (payment, standing) in settlement.payments
    where try update(payment, standing, about: .document(number: document.number)) {
      changed.append(payment)
    }
    try update(document, settlement)
    guard isNotifying else { return }
    for payment in changed { try kit.notices.changed(payment, of: document) }
    if settlement.state == .paid, document.state != .paid,
      let current = try kit.documents.document(document.key)
    {
      let completing = settlement.payments.last { $0.standing.isSettled }?.payment
      let payment = try completing.flatMap { (payment) throws(StorageError) in
        try store.payment(payment.key)
      }
      try kit.notices.paid(current, by: payment)
    }
  }

  /// Stores how a payment stands, records what it asks attention for, and says whether it stands otherwise than
  /// before.
  func update(
    _ payment: Payment, _ standing: Payment.Standing, about subject: JournalSubject
  ) throws(StorageError) -> Bool {
    try closeRefunds(of: payment, standing)
    guard standing != payment.standing else { return false }
    try store.setStanding(payment.key, standing)
    try countSale(of: payment, standing)
    if standing.state.isPaid, payment.mode != .simulated,
      !kit.providers.tellsRefunds(payment.provider)
    {
      try store.scheduleQuery(about: payment.key, at: kit.now + Seconds(86_400))
    }
    // A contradiction has an entry of its own.
    if let attention = standing.attention, attention != payment.standing.attention,
      !(payment.isConflicting && attention == .needsQuery)
    {
      try journal.append(
        .paymentAttention, about: subject,
        [
          "payment": .string(payment.reference), "provider": .string(payment.provider),
          "mode": .optional(payment.mode?.rawValue), "attention": .string(attention.rawValue),
        ], at: kit.now)
    }
    return true
  }

  private func update(_ document: Document, _ settlement: Settlement) throws(StorageError) {
    guard
      settlement.paid != document.paidMinorUnits || settlement.state != document.state
        || settlement.paidAt != document.paidAt || settlement.unreal != document.unrealMinorUnits
    else { return }
    try kit.documents.setPaid(
      document.key, paid: settlement.paid, unreal: settlement.unreal, at: settlement.paidAt,
      state: settlement.state)
    guard settlement.paid != document.paidMinorUnits || settlement.state != document.state else {
      return
    }
    let kind: JournalKind =
      switch settlement.state {
      case .paid: .documentPaid
      case .partiallyPaid: .documentPartiallyPaid
      case .issued, .sent, .accepted, .rejected, .canceled: .documentReopened
      }
    try journal.append(
      kind, about: .document(number: document.number),
      [
        "paid": .string(document.amount(settlement.paid).decimal),
        "unreal": .string(document.amount(settlement.unreal).decimal),
        "total": .string(document.total.decimal),
        "currency": .string(document.content.currency.code),
        "paid_at": .optional(settlement.paidAt?.description),
      ], at: kit.now)
  }
}

extension Kit {
  package var payments: Payments { Payments(kit: self) }
}
