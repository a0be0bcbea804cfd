import Localization

extension Payments {
  /// Starts a payment of `document` with the provider `name`, or gives the attempt that is open there
  /// already, so that two tabs or two clicks never make two charges.
  ///
  /// The provider is asked first, and what it answered is stored at once with the payment: a start that
  /// fails has changed nothing, and a payment page that nobody was told of cannot be paid.
  ///
  /// - Parameters:
  ///   - amount: a part of what is left to pay; all of it unless it is given.
  ///   - payer: what the customer entered, if a customer starts it.
  ///   - isRehearsal: whether to store nothing. A provider outside is not asked then, so that there is no next
  ///     step to tell.
  ///
  /// It throws `NotPayable`, `PaymentError`, `ProviderError`, `SettingError`, `SecretError` or `StorageError`.
  public func start(
    _ document: Document, with name: String, amount: Amount? = nil, payer: Payer? = nil,
    rehearsing isRehearsal: Bool = false
  ) throws -> (payment: Payment, next: NextStep?) {
    let configuration = try kit.providers.named(name)
    guard try configuration.isEnabled, let mode = try configuration.mode else {
      throw ProviderError.notEnabled(provider: name)
    }
    let amount = try payable(document, amount)
    if let open = try openAttempt(document, provider: name, mode: mode, amount: amount) {
      guard let payer, payer.country != open.payment.payerCountry else { return open }
      let noted = try kit.transaction(rehearsing: isRehearsal) { try note(payer, of: open.payment) }
      return (noted, open.next)
    }
    try configuration.checkLimits(of: amount)
    let provider = try kit.providers.provider(name)
    try type(of: provider).check(amount)
    let number =
      configuration.description.numbersAttempts
      ? try attemptNumber(provider: name, rehearsing: isRehearsal) : 0
    let attempt = try attempt(at: document, amount: amount, dayNumber: number)
    let isAsked = !isRehearsal || mode == .simulated
    let started = isAsked ? try provider.start(attempt, over: kit.transport) : nil
    return try kit.transaction(rehearsing: isRehearsal) {
      guard let current = try kit.documents.document(document.key) else {
        throw DocumentError.unknown(reference: document.number)
      }
      _ = try payable(current, amount)
      if let open = try openAttempt(current, provider: name, mode: mode, amount: amount) {
        return (try note(payer, of: open.payment), open.next)
      }
      let payment = try insert(attempt, started, for: current, provider: name, mode: mode)
      return (try note(payer, of: payment), started?.next)
    }
  }

  /// What is to be paid of `document` now.
  private func payable(_ document: Document, _ amount: Amount?) throws -> Amount {
    try Payability(kit.settings).check(document)
    let amount = amount ?? document.balance
    guard amount.minorUnits > 0 else { throw PaymentError.amountNotPositive }
    guard amount.minorUnits <= document.balance.minorUnits else {
      throw PaymentError.amountOverBalance(number: document.number, balance: document.balance)
    }
    return amount
  }

  /// The attempt that is still open at the provider, for the same amount and in the same mode.
  private func openAttempt(
    _ document: Document, provider: String, mode: ProviderMode, amount: Amount
  ) throws -> (payment: Payment, next: NextStep?)? {
    let limit = kit.now - (try kit.settings.duration(.giveUp))
    for payment in try store.payments(for: document.key).reversed() {
      guard payment.provider == provider, payment.mode == mode, payment.amount == amount,
        payment.standing.state == .pending, payment.startedAt > limit, let next = payment.next,
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
    let secondsOfDay = kit.now.seconds % 86_400
    return try kit.transaction(rehearsing: isRehearsal) {
      try store.takeAttemptNumber(
        provider: provider, day: kit.now.seconds / 86_400, least: secondsOfDay * 10)
    }
  }

  private func attempt(
    at document: Document, amount: Amount, dayNumber: Int
  ) throws -> PaymentAttempt {
    let lifetime = try kit.settings.duration(.giveUp)
    let links = try kit.payLinks.maker()
    let kind = document.content.kind.name
    let isFrench = document.content.language == Language.french.rawValue
    return PaymentAttempt(
      reference: kit.random.name(ofLength: 16), amount: amount, documentNumber: document.number,
      title: "\((isFrench ? kind.fr : kind.en).capitalizedFirst) \(document.number)",
      language: document.content.language, buyer: document.content.buyer,
      returnAddress: try links.returnAddress(for: document),
      payAddress: try links.link(toPayable: document).url,
      base: try kit.settings.required(.payLinkBase), startedAt: kit.now,
      expiresAt: kit.now + lifetime, dayNumber: dayNumber)
  }

  /// Keeps what the customer entered with the payment, in the caller's transaction; what was entered last counts.
  private func note(_ payer: Payer?, of payment: Payment) throws(StorageError) -> Payment {
    guard let payer, payer.country != payment.payerCountry else { return payment }
    try store.setPayer(payment.key, payer)
    return try store.payment(payment.key) ?? payment
  }

  /// Stores a payment, as its provider has prepared it, and records it, in the caller's transaction.
  func insert(
    _ attempt: PaymentAttempt, _ started: StartedAttempt?, for document: Document,
    provider: String, mode: ProviderMode
  ) throws -> Payment {
    _ = try store.insert(
      .init(
        reference: attempt.reference, document: document.key, provider: provider, mode: mode,
        amount: attempt.amount, providerReference: started?.providerReference, next: started?.next,
        startedAt: attempt.startedAt))
    let payment = try store.named(attempt.reference)
    try journal.append(
      .paymentStarted, about: .document(number: document.number),
      [
        "payment": .string(attempt.reference), "provider": .string(provider),
        "mode": .string(mode.rawValue), "amount": .string(attempt.amount.decimal),
        "currency": .string(attempt.amount.currency.code),
        "digest": .string(payment.digest(document: document.number).hexadecimal),
      ], at: kit.now)
    try EventRecorder(payments: self, provider: provider, mode: mode)
      .adopt(into: payment, knownAs: started?.identifiers ?? [])
    try refresh(payment)
    return try store.named(attempt.reference)
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

extension String {
  fileprivate var capitalizedFirst: String {
    prefix(1).uppercased() + dropFirst()
  }
}
