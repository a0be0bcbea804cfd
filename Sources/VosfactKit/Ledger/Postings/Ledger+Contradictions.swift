/// Events as they were told, with what was known of each when it was looked up.
struct ComparedEvents {
  fileprivate(set) var events: [(told: ToldEvent, known: KnownEvent?)]

  /// The payment of events that are all known and were told the same; `nil` if something is new, or there are none.
  var repeated: PaymentKey? {
    events.allSatisfy { event in event.known.map(event.told.repeats) ?? false }
      ? events.last?.known?.payment : nil
  }

  /// The first that is known with other facts.
  var contradiction: (event: PaymentEvent, payment: PaymentKey)? {
    for (told, known) in events {
      if let known, !told.repeats(known) { return (told.event, known.payment) }
    }
    return nil
  }

  /// Those that say nothing else than is known.
  var consistent: ComparedEvents {
    ComparedEvents(events: events.filter { event in event.known.map(event.told.repeats) ?? true })
  }
}

extension Ledger {
  /// Looks up what is known of events that a provider told, each once.
  func compare(_ told: [ToldEvent], from provider: String) throws(StorageError) -> ComparedEvents {
    var compared = ComparedEvents(events: [])
    for event in told where !compared.events.contains(where: { $0.told.event.id == event.event.id })
    {
      compared.events.append((event, try payments.known(event.event.id, provider: provider)))
    }
    return compared
  }

  /// Posts that a provider told two things under one id, so that it must be asked.
  ///
  /// It throws `StorageError`.
  func post(contradictionOf event: PaymentEvent, of key: PaymentKey) throws {
    guard let payment = try payments.payment(key), !payment.isConflicting else { return }
    try payments.setConflicting(payment.key, true)
    var open = [try accounts.open(payment)]
    try journal.append(
      .paymentConflict, of: payment, open[0].document, ["event": .string(event.id)], at: clock.now)
    open.update(payment.key) { $0.payment.isConflicting = true }
    _ = try settle(&open)
  }

  /// Posts that a provider told something of a payment that nobody here can read, so that it must be asked, and gives the
  /// payment as it stands then.
  ///
  /// It throws `StorageError`.
  ///
  /// - Parameter isFirst: whether somebody is to look.
  func post(notUnderstoodOf payment: Payment, askingToLook isFirst: Bool) throws -> Payment {
    try payments.scheduleQuery(about: payment.key, at: clock.now)
    return isFirst ? try set(isNotUnderstood: true, payment) : payment
  }

  /// Posts that all that a provider told of a payment can be read by now, and gives the payment as it stands then.
  ///
  /// It throws `StorageError`.
  func post(understoodOf payment: Payment) throws -> Payment {
    try set(isNotUnderstood: false, payment)
  }

  private func set(isNotUnderstood: Bool, _ payment: Payment) throws -> Payment {
    guard payment.isNotUnderstood != isNotUnderstood else { return payment }
    try payments.setNotUnderstood(payment.key, isNotUnderstood)
    var open = [try accounts.open(payment)]
    open.update(payment.key) { $0.payment.isNotUnderstood = isNotUnderstood }
    return try settle(&open, touching: [payment.key]).payment ?? payment
  }
}
