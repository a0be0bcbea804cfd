import Localization

/// Who is told of what: it queues the mails and calls that follow from a change, in the transaction that makes
/// the change, so that each is there exactly if the change is.
struct Notices {
  let database: Database
  let clock: WallClock
  let random: RandomSource
  let webhooks: Webhooks

  private var outbox: Outbox { Outbox(database: database, clock: clock, random: random) }
  var settings: Settings { Settings(database: database) }
  private var documents: DocumentStore { DocumentStore(database: database) }

  // MARK: - Payments

  /// What changed about a payment.
  ///
  /// - Parameters:
  ///   - before: the payment as it stood.
  ///   - payment: as it stands now.
  ///   - document: what it is for, as it stands now.
  func changed(
    _ before: Payment, to payment: Payment, of document: Document?
  ) throws(StorageError) {
    let (old, new) = (before.status, payment.status)
    for event in Self.events(from: old, to: new) {
      try tell(
        event, key: "\(payment.reference):\(random.name(ofLength: 16))", document,
        [("payment", try json(payment, document))])
    }
    if new.refunded > old.refunded {
      let amount = Amount(
        minorUnits: new.refunded - old.refunded, currency: payment.amount.currency)
      try mail(.refunded, key: "\(payment.reference):\(new.refunded)", payment, document, amount)
    }
    if let attention = new.attention, attention != old.attention {
      try askForAttention(
        key: "\(payment.reference):\(random.name(ofLength: 16))", document,
        payment: payment.reference, in: payment.mode, attention.explanation)
    }
    if let document, document.content.kind.isConvertible, !document.isConverted, !payment.isUnreal,
      payment.provider != Payment.byHand, new.isSettled, !old.isSettled
    {
      try askForAttention(
        key: "advance:\(payment.reference)", document, payment: payment.reference,
        in: payment.mode, .advance(on: document.number))
    }
  }

  /// The events that a change of status is. A payment that no longer is, as its dispute was won, or settles
  /// again after a contradiction, is not told of as paid once more.
  private static func events(from old: Payment.Status, to new: Payment.Status) -> [WebhookEvent] {
    let endings: [PaymentState] = [.failed, .expired, .canceled]
    var events: [WebhookEvent] = []
    let wasDisputed = old.state == .disputed
    if new.isSettled, !old.isSettled, new.state.isPaid, !wasDisputed { events.append(.paymentPaid) }
    if endings.contains(new.state), !endings.contains(old.state) { events.append(.paymentFailed) }
    if new.refunded > old.refunded { events.append(.paymentRefunded) }
    if (new.state == .disputed) != wasDisputed { events.append(.paymentDisputed) }
    if new.attention != nil, new.attention != old.attention { events.append(.paymentAttention) }
    return events
  }

  /// The provider has heard of a payment whose end is open: told once, and not if more is known already.
  func pending(_ payment: Payment, _ document: Document?) throws(StorageError) {
    guard document != nil || payment.isForSeveral,
      [.pending, .authorized].contains(payment.status.state)
    else { return }
    try tell(
      .paymentPending, key: payment.reference, document,
      [("payment", try json(payment, document))])
  }

  /// The customer has entered details on the pay page, and goes on to the provider.
  ///
  /// Where no document says whose address it is, somebody typed it who may be anybody: such mails have a limit, beyond
  /// which they are left out, and the purchase goes on.
  ///
  /// - Parameter isVisitor: whether it was somebody on the web.
  func detailsEntered(_ payment: Payment, byVisitor isVisitor: Bool) throws(StorageError) {
    guard try awaitsDetails(of: payment) else { return }
    let document = try documents.document(of: payment)
    if isVisitor, document == nil, !payment.isForSeveral,
      let address = payment.purchase?.customer.email,
      try !VisitorCounts(database: database, clock: clock).takeIfFree(Limit.mails(to: address))
    {
      return
    }
    try mail(.detailsEntered, key: payment.reference, payment, document, payment.amount)
  }

  /// Whether a mail is to tell that details were entered for `payment`, and none did yet.
  func awaitsDetails(of payment: Payment) throws(StorageError) -> Bool {
    guard try settings.value(.detailsEnteredNotices) else { return false }
    let document =
      payment.isForSeveral ? try firstOfSeveral(payment) : try documents.document(of: payment)
    guard (document?.mailAddress ?? payment.purchase?.customer.email) != nil else { return false }
    return try !outbox.hasQueued(.detailsEntered, key: payment.reference)
  }

  /// Money that was under way, or was taken for paid, does not come: the customer may pay otherwise.
  func failed(_ payment: Payment, _ document: Document?) throws(StorageError) {
    let key = "\(payment.reference):\(random.name(ofLength: 16))"
    try mail(.failed, key: key, payment, document, payment.amount)
  }

  /// A provider told something that nobody here can read.
  func notUnderstood(
    _ notUnderstood: NotUnderstood, from provider: String, in mode: ProviderMode
  ) throws(StorageError) {
    try askForAttention(
      key: "not-understood:\(provider):\(notUnderstood.kind)", nil, payment: nil,
      in: mode, notUnderstood.explanation(from: provider))
  }

  // MARK: - Documents

  /// A document was issued.
  func created(_ document: Document) throws(StorageError) {
    try tell(.documentCreated, key: document.number, document, [])
  }

  /// A document is paid in full.
  ///
  /// - Parameters:
  ///   - document: as it is stored now.
  ///   - completing: the payment that completed it.
  func paid(_ document: Document, by completing: Payment?) throws(StorageError) {
    let key = "\(document.number):\(completing?.reference ?? "")"
    // Nobody is thanked for what was written off alone.
    if !document.isThanked, document.paid.minorUnits != 0 {
      let surplus = -document.balance.minorUnits
      try mail(
        .paid, key: key, completing, document, document.paid,
        beyond: document.total.minorUnits > 0 && surplus > 0 ? document.amount(surplus) : nil)
    }
    try tell(
      .documentPaid, key: key, document,
      [
        (
          "payment",
          try completing.map { (payment) throws(StorageError) in
            try json(payment, document)
          } ?? .null
        )
      ])
  }

  /// Queues the mail of a document, whose state becomes sent, in the caller's transaction.
  ///
  /// - Returns: the document as it stands then.
  func send(_ document: Document, to address: String) throws(StorageError) -> Document {
    if document.stage == .issued {
      try documents.setStage(document.key, .sent, state: document.state(at: .sent))
    }
    let sent = try documents.document(document.key) ?? document
    let key = "\(sent.number):\(random.name(ofLength: 16))"
    _ = try queue(.document, key: key, to: address, sent, [])
    try Journal(database: database).append(
      .documentSent, about: .document(number: sent.number), ["to": .string(address)], at: clock.now)
    try tell(.documentSent, key: key, sent, [("to", .string(address))])
    return sent
  }

  // MARK: - Calls

  /// Queues a call to each webhook that listens to `event`.
  ///
  /// - Parameters:
  ///   - key: what makes this event one and no other of its kind.
  ///   - data: what is told beside the document.
  func tell(
    _ event: WebhookEvent, key: @autoclosure () -> String, _ document: Document?,
    _ data: @autoclosure () throws(StorageError) -> [(String, JSONValue)]
  ) throws(StorageError) {
    // Mostly nobody listens, and what would be told need not be made.
    let listening = try webhooks.listening(to: event)
    guard !listening.isEmpty else { return }
    let (key, data) = (key(), try data())
    for webhook in listening {
      let facts = data + [("document", document?.json ?? .null)]
      try outbox.queue(
        .webhook, key: "\(event.rawValue):\(key)", webhook: webhook.id, document: document?.number,
        payload: [
          "type": .string(event.rawValue), "timestamp": .string(clock.now.description),
          "data": .object(facts.map { JSONMember($0.0, $0.1) }),
        ])
    }
  }

  /// A payment as calls tell of it: as scripts read it, in the language of the settings.
  func json(_ payment: Payment, _ document: Document?) throws(StorageError) -> JSONValue {
    let store = PaymentStore(database: database)
    let listed = ListedPayment(
      payment, document: payment.isForSeveral ? nil : document?.number,
      given: try store.given(of: payment),
      movements: try TaxedMovements(database: database, clock: clock).movements(of: payment),
      for: payment.isForSeveral ? try store.asked(by: payment.key).map(\.number) : [])
    return ListedPayment.form.json(listed, try settings.value(.language))
  }

  // MARK: - Mails

  /// Queues a mail to the customer, if its kind is on and there is an address, and records it in the document's
  /// history.
  ///
  /// - Parameters:
  ///   - document: what the payment is for; without one its purchase says what was bought, and by whom.
  ///   - credit: what of the amount is more than was asked.
  func mail(
    _ topic: OutboxTopic, key: String, _ payment: Payment?, _ document: Document?, _ amount: Amount,
    beyond credit: Amount? = nil
  ) throws(StorageError) {
    guard let setting = Setting.enabling(topic), try settings.value(setting) else { return }
    let purchase = document == nil ? payment?.purchase : nil
    let first = document == nil ? try payment.flatMap(firstOfSeveral) : nil
    guard let address = (document ?? first)?.mailAddress ?? purchase?.customer.email else { return }
    var facts: [(String, JSONValue)] = [
      ("payment", .optional(payment?.reference)), ("provider", .optional(payment?.provider)),
      ("mode", .optional(payment?.mode?.rawValue)), ("amount", .string(amount.decimal)),
      ("currency", .string(amount.currency.code)),
    ]
    if let credit { facts.append(("credit", .string(credit.decimal))) }
    if let purchase {
      facts += [("title", .string(purchase.productName)), ("language", .string(purchase.language))]
      // Before it is paid, the name is what anybody typed beside anybody's address.
      if topic != .detailsEntered { facts.append(("buyer", .string(purchase.customer.name))) }
    }
    if let first, let payment {
      let asked = try PaymentStore(database: database).asked(by: payment.key)
      facts += [
        ("title", .string(asked.map(\.number).joined(separator: ", "))),
        ("language", .string(first.content.language)),
        ("buyer", .string(first.content.buyer.name)),
      ]
    }
    guard try queue(topic, key: key, to: address, document, facts) else { return }
    let subject =
      document.map { JournalSubject.document(number: $0.number) }
      ?? payment.map { .payment(reference: $0.reference) }
    guard let subject else { return }
    try Journal(database: database).append(
      .customerNotified, about: subject,
      ["topic": .string(topic.rawValue), "to": .string(address)], at: clock.now)
  }

  /// The first of several documents that a payment is for, which says whose they are.
  private func firstOfSeveral(_ payment: Payment) throws(StorageError) -> Document? {
    guard payment.isForSeveral,
      let first = try PaymentStore(database: database).asked(by: payment.key).first
    else { return nil }
    return try documents.document(first.document)
  }

  /// Queues a mail about a document, whatever the settings say of its kind.
  func queue(
    _ topic: OutboxTopic, key: String, to address: String, _ document: Document?,
    _ facts: [(String, JSONValue)]
  ) throws(StorageError) -> Bool {
    let common: [(String, JSONValue)] = [
      ("to", .string(address)), ("document", .optional(document?.number)),
    ]
    return try outbox.queue(
      topic, key: key, document: document?.number,
      payload: .object((common + facts).map { JSONMember($0.0, $0.1) }))
  }

  /// Queues a mail to the seller, if that is on: something needs a look.
  ///
  /// - Parameter mode: the one in which the payment was made.
  func askForAttention(
    key: String, _ document: Document?, payment: String?, in mode: ProviderMode?, _ reason: Text
  ) throws(StorageError) {
    guard try settings.value(.attentionNotices) else { return }
    let company = try settings.value(.companyEmail)
    guard let address = try settings.value(.attentionAddress) ?? company else { return }
    _ = try queue(
      .attention, key: key, to: address, document,
      [
        ("payment", .optional(payment)), ("mode", .optional(mode?.rawValue)),
        ("reason", .string(reason.stored)),
      ])
  }

  /// A message was refused for good or given up: the document's history says so, and the seller is told, unless
  /// it was such a notice itself.
  func failed(_ message: OutboxMessage, because reason: Text) throws(StorageError) {
    let document = try message.document.flatMap { (number) throws(StorageError) in
      try documents.document(number: number)
    }
    if let document {
      try Journal(database: database).append(
        .messageFailed, about: .document(number: document.number),
        [
          "message": .integer(message.id), "topic": .string(message.topic.rawValue),
          "reason": .string(reason[.english]),
        ], at: clock.now)
    }
    guard message.topic != .attention else { return }
    // One a day is enough to know that a webhook does not answer.
    let key = message.webhook.map { "webhook:\($0):\(clock.now.date)" } ?? "message:\(message.id)"
    let mode = message.facts["mode"]?.string.flatMap(ProviderMode.init(rawValue:))
    try askForAttention(key: key, document, payment: nil, in: mode, reason)
  }
}

extension Text {
  /// What is to be done about money that came on a quote or an order.
  fileprivate static func advance(on number: String) -> Text {
    Text(
      en: """
        money came on \(number); VAT may be due on it; run: vosfact invoice convert \(number) --to deposit-invoice
        """,
      fr: """
        de l’argent est venu sur \(number) ; la TVA peut en être due ; lancez : vosfact invoice convert \(number) \
        --to deposit-invoice
        """)
  }
}
