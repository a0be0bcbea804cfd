import Localization

extension Payments {
  /// Starts a payment of `document` with the provider `name`, or gives the attempt that is open there
  /// already, so that two tabs or two clicks never make two charges.
  ///
  /// The provider is asked first, and what it answered is stored at once with the payment: a start that
  /// fails has changed nothing, and a payment page that nobody was told of cannot be paid.
  ///
  /// - Parameters:
  ///   - amount: a part of what is left to pay; all of it unless it is given. Attempts that are open already and do not
  ///     fit beside it within what is left end.
  ///   - asked: how much of the claim the link asked for by which the customer came.
  ///   - isInsisting: whether the customer wants to pay what is under way already, too.
  ///   - payer: what the customer entered, if a customer starts it.
  ///   - isVisitor: whether somebody starts it by the web, who may be anybody: then it counts against the limits.
  ///   - key: under which the same request again gives the same payment, however it stands by then.
  ///   - isRehearsal: whether to store nothing. A provider outside is not asked then, so that there is no next
  ///     step to tell.
  ///
  /// It throws `LimitReached`, `NotPayable`, `ProviderError`, `Fault`, `SecretError` or `StorageError`.
  package func start(
    _ document: Document, with name: String, amount: Amount? = nil,
    by asked: PartOfClaim = .whole, insisting isInsisting: Bool = false, payer: Payer? = nil,
    byVisitor isVisitor: Bool = false,
    under key: IdempotencyKey? = nil,
    rehearsing isRehearsal: Bool = false
  ) throws -> (payment: Payment, next: NextStep?) {
    try start(
      PayableDocument(
        payments: self, document: document, part: amount, asked: asked, isInsisting: isInsisting),
      with: name, payer: payer,
      byVisitor: isVisitor, under: key, rehearsing: isRehearsal)
  }

  /// Starts a payment for `payable` with the provider `name`, or gives the attempt that is open there already.
  func start(
    _ payable: some Payable, with name: String, payer: Payer? = nil,
    byVisitor isVisitor: Bool, under key: IdempotencyKey?, rehearsing isRehearsal: Bool
  ) throws -> (payment: Payment, next: NextStep?) {
    if let made = try keys.made(under: key) { return try started(made) }
    let configuration = try providers.named(name)
    guard try configuration.isEnabled, let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: name)
    }
    let payable = try payable.checked()
    if let open = try openAttempt(payable, provider: name, mode: mode) {
      guard let payer, try isNews(payer, of: open.payment) else {
        guard key != nil else { return open }
        return try database.transaction(rehearsing: isRehearsal) { try once(key) { open } }
      }
      if isVisitor { try visitorCounts.take(payable.limits) }
      let noted = try database.transaction(rehearsing: isRehearsal) {
        try note(payer, of: open.payment, byVisitor: isVisitor)
      }
      return (noted, open.next)
    }
    try configuration.checkLimits(of: payable.amount)
    let provider = try providers.provider(name)
    try type(of: provider).check(payable.amount)
    // Before a provider outside is asked, and once it is known that all the rest is in order.
    if isVisitor { try visitorCounts.take(payable.limits) }
    let number =
      configuration.description.numbersAttempts
      ? try attemptNumber(provider: name, rehearsing: isRehearsal) : 0
    let attempt = try payable.attempt(
      reference: random.name(ofLength: 16), links: payLinks.maker(),
      lifetime: settings.value(.giveUp), dayNumber: number)
    let isAsked = !isRehearsal || mode == .simulated
    let started = isAsked ? try provider.start(attempt, over: transport) : nil
    return try database.transaction(rehearsing: isRehearsal) {
      try once(key) {
        let current = try payable.checked()
        if let open = try openAttempt(current, provider: name, mode: mode) {
          return (try note(payer, of: open.payment, byVisitor: isVisitor), open.next)
        }
        let payment = try current.insert(attempt, started, provider: name, mode: mode)
        return (try note(payer, of: payment, byVisitor: isVisitor), started?.next)
      }
    }
  }

  /// What `make` starts, in the caller's transaction, or what was started under `key`.
  private func once(
    _ key: IdempotencyKey?, _ make: () throws -> (payment: Payment, next: NextStep?)
  ) throws -> (payment: Payment, next: NextStep?) {
    try keys.once(key, again: started, names: { [$0.payment.reference] }, make: make)
  }

  private func started(_ made: IdempotencyKeys.Made) throws -> (payment: Payment, next: NextStep?) {
    let payment = try named(made.names.first ?? "")
    return (payment, payment.next)
  }

  /// The attempt that is still open at the provider, for the same amount and in the same mode.
  private func openAttempt(
    _ payable: some Payable, provider: String, mode: ProviderMode
  ) throws -> (payment: Payment, next: NextStep?)? {
    let limit = clock.now - (try settings.value(.giveUp))
    for payment in try payable.attempts(after: limit) {
      guard payment.provider == provider, payment.mode == mode, payment.amount == payable.amount,
        isPageOpen(of: payment, after: limit), let next = payment.next,
        try store.events(of: payment.key).isEmpty
      else { continue }
      return (payment, next)
    }
    return nil
  }

  /// A number that no other attempt with the provider has on this UTC day. It is taken in a transaction of its
  /// own, before the provider is asked: one that a failed start leaves unused does no harm.
  ///
  /// It begins with the tenths of a second since midnight, so that a database that was put back from an older
  /// copy does not give the numbers of the day once more.
  private func attemptNumber(provider: String, rehearsing isRehearsal: Bool) throws -> Int {
    let secondsOfDay = clock.now.seconds % 86_400
    return try database.transaction(rehearsing: isRehearsal) {
      try store.takeAttemptNumber(
        provider: provider, day: clock.now.seconds / 86_400, least: secondsOfDay * 10)
    }
  }

  /// Whether what the customer entered is to be kept or told: the same form again writes nothing.
  private func isNews(_ payer: Payer, of payment: Payment) throws(StorageError) -> Bool {
    guard payer.country == payment.payerCountry else { return true }
    return try notices.awaitsDetails(of: payment)
  }

  /// Keeps what the customer entered with the payment, in the caller's transaction, and tells the customer once
  /// that it has come; what was entered last counts.
  private func note(
    _ payer: Payer?, of payment: Payment, byVisitor isVisitor: Bool
  ) throws(StorageError) -> Payment {
    // Nobody buys without having entered something.
    if payer != nil || payment.purchase != nil {
      try notices.detailsEntered(payment, byVisitor: isVisitor)
    }
    guard let payer, payer.country != payment.payerCountry else { return payment }
    try store.setPayer(payment.key, country: payer.country)
    var payment = payment
    payment.payerCountry = payer.country
    return payment
  }

  /// Posts an attempt, as its provider has prepared it, in the caller's transaction.
  ///
  /// - Parameters:
  ///   - document: what it is for; a purchase may have none yet.
  ///   - part: how much of the document's claim the link asked for.
  ///   - asked: what it asks of each of several documents.
  ///   - statement: that they are of.
  ///   - purchase: what it buys, if no document came first.
  func post(
    _ attempt: PaymentAttempt, _ started: StartedAttempt?, for document: Document?,
    by part: PartOfClaim = .whole, asking asked: [AskedDocument] = [],
    from statement: StatementReference? = nil, buying purchase: Purchase? = nil, provider: String,
    mode: ProviderMode
  ) throws -> Payment {
    try refusing {
      try ledger.post(
        .init(
          reference: attempt.reference, document: document?.key, provider: provider, mode: mode,
          amount: attempt.amount, providerReference: started?.providerReference,
          next: started?.next, pageEndsAt: started?.pageEndsAt, asked: part,
          asking: asked, statement: statement, startedAt: attempt.startedAt),
        for: document, buying: purchase, knownAs: started?.identifiers ?? [])
    }
  }

  /// What `body` gives; that the ledger refuses a payment of another mode is the provider's refusal here.
  func refusing<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch LedgerError.otherMode(let expected) {
      throw ProviderError.refused(.wrongMode(expected: expected))
    }
  }
}

extension ProviderConfiguration {
  /// - Throws: `ProviderError.unsupportedAmount` if the user does not let the provider take `amount`, else
  ///   `StorageError`.
  func checkLimits(of amount: Amount) throws {
    if let currencies = try value("currencies"),
      !currencies.split(separator: ",").contains(Substring(amount.currency.code))
    {
      throw ProviderError.unsupportedAmount(
        provider: name,
        reason: Text(
          en: "it is set to take \(currencies) only",
          fr: "il est réglé pour n’accepter que \(currencies)"))
    }
    if let maximum = try value("max-amount").flatMap({ ExactDecimal($0) }),
      let limit = maximum.minorUnits(digits: amount.currency.digits), amount.minorUnits > limit
    {
      throw ProviderError.unsupportedAmount(
        provider: name,
        reason: Text(
          en: "it is set to take at most \(maximum)",
          fr: "il est réglé pour accepter au plus \(maximum)"
        ))
    }
  }
}
