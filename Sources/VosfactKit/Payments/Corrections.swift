import Localization

/// What a person mends about money: receipts that were wrong or bounced, credit that is used elsewhere, and what is asked
/// for again. Nothing is ever deleted.
extension Payments {
  /// Undoes a receipt by hand, or a transfer that was announced, by counter-entries: of all documents that it was for.
  ///
  /// It throws `Fault` if the payment was not recorded by hand or the reason cannot be kept, else `StorageError`.
  ///
  /// - Returns: the payments that the receipt was made into.
  package func void(
    _ payment: Payment, reason: String
  ) throws -> (payments: [Payment], isRepeated: Bool) {
    guard reason.isReason else {
      throw Fault.badReason
    }
    return try database.transaction {
      let payment = try named(payment.reference)
      guard payment.provider == Payment.byHand else {
        throw Fault(
          .refused,
          en: """
            payment \(payment.reference) was not recorded by hand; nothing was changed; give it back with \
            'vosfact payment refund \(payment.reference)'
            """,
          fr: """
            le paiement \(payment.reference) n’a pas été noté à la main ; rien n’a changé ; rendez-le avec \
            « vosfact payment refund \(payment.reference) »
            """)
      }
      let receipt = try receipt(of: payment)
      let open = receipt.filter { ![.failed, .canceled].contains($0.status.state) }
      for part in open { _ = try ledger.post(undoing: part, reason: reason.trimmed) }
      return (try receipt.map { try named($0.reference) }, open.isEmpty)
    }
  }

  /// The payments that one receipt by hand was made into, one for each document that it was for.
  private func receipt(of payment: Payment) throws(StorageError) -> [Payment] {
    guard let event = try store.events(of: payment.key).first(where: \.tellsOfMoney) else {
      return [payment]
    }
    var parts: [Payment] = []
    for id in ManualReceipt.eventIDs(beside: event.id) {
      guard let known = try store.known(id, provider: Payment.byHand),
        let part = try store.payment(known.payment)
      else { break }
      parts.append(part)
    }
    return parts.contains { $0.key == payment.key } ? parts : [payment]
  }

  /// Asks again for what the seller gave back of a document, or lost to a dispute.
  ///
  /// It throws `Fault` if nothing went back, else `StorageError`.
  package func claim(_ document: Document) throws -> (document: Document, isRepeated: Bool) {
    try database.transaction {
      let document = try documents.named(document.number)
      if document.amounts.returned == 0, document.claimed > 0 { return (document, true) }
      guard document.amounts.returned > 0 else {
        throw Fault(
          .refused,
          en: """
            nothing went back of \(document.number.shown); there is nothing to ask for again; see \
            'vosfact invoice show \(document.number.shown)'
            """,
          fr: """
            rien n’a été rendu sur \(document.number.shown) ; il n’y a rien à redemander ; voyez \
            « vosfact invoice show \(document.number.shown) »
            """)
      }
      return (try ledger.post(claimingAgain: document), false)
    }
  }

  /// Gives money that counts for no document, or that a document has too much of, to another one.
  ///
  /// It throws `Fault` if there is none, or not as much, the document does not ask for it or is another customer's; else
  /// `StorageError`.
  ///
  /// - Parameters:
  ///   - amount: all that there is and the document claims, unless it is given; above zero and at most its balance.
  ///   - isForOthers: whether one customer's money may pay another one's document.
  package func allocate(
    _ payment: Payment, to document: Document, amount: Amount?, ofOthers isForOthers: Bool = false
  ) throws -> Payment {
    if let amount, amount.minorUnits <= 0 { throw Fault.amountNotPositive }
    return try database.transaction {
      let payment = try named(payment.reference)
      let document = try documents.named(document.number)
      try check(payment, document)
      if !isForOthers { try checkCustomer(of: payment, document) }
      let account = try ledger.accounts.open(payment)
      guard let place = account.place(of: payment.key) else { return payment }
      let entry = account.entries[place]
      let free = account.credit(of: entry)
      let available = free.reduce(0) { $0 + $1.amount }
      guard available > 0 else { throw Fault.noCredit(payment) }
      let asked = max(0, document.unpaidInMoney.minorUnits)
      let claimed = document.claimedInMoney
      guard amount != nil || claimed > 0 else { throw Fault.nothingAsked(of: document) }
      let wanted = amount?.minorUnits ?? min(available, claimed)
      guard wanted <= asked else {
        throw Fault.amountOverBalance(of: document.number, document.amount(asked))
      }
      guard wanted <= available else {
        throw Fault.amountOverCredit(of: payment, payment.amount(available))
      }
      var left = wanted
      var parts: [(transaction: TransactionReference, amount: Int64)] = []
      for (transaction, amount) in free where left > 0 {
        parts.append((transaction, min(amount, left)))
        left -= min(amount, left)
      }
      return try ledger.post(allocating: parts, of: payment, to: document)
    }
  }

  /// Takes money back that was given to a document: all of it, unless an amount above zero is given.
  ///
  /// It throws `Fault` if not as much was given, else `StorageError`.
  package func takeBack(
    _ payment: Payment, from document: Document, amount: Amount?
  ) throws -> Payment {
    if let amount, amount.minorUnits <= 0 { throw Fault.amountNotPositive }
    return try database.transaction {
      let payment = try named(payment.reference)
      let document = try documents.named(document.number)
      try check(payment, document)
      let given = try store.allocations(of: payment.key).filter {
        $0.document == document.key && $0.place == nil
      }
      return try ledger.post(
        allocating: try taken(amount?.minorUnits, of: given, payment, document), of: payment,
        to: document)
    }
  }

  /// Refuses to use one customer's money for another one. Nobody knows whose money is that came for no document.
  private func checkCustomer(of payment: Payment, _ document: Document) throws {
    let home = try documents.document(of: payment)
    let several = try store.asked(by: payment.key).first.flatMap {
      try documents.document($0.document)
    }
    let owners =
      (home ?? several).map { [$0.content.buyer, $0.addressee] }
      ?? [payment.purchase?.customer.buyer].compactMap(\.self)
    let asked = [document.content.buyer, document.addressee]
    guard let owner = owners.first, !owners.shareCustomer(with: asked) else { return }
    let (number, name) = (document.number.shown, document.content.buyer.name.shown)
    throw Fault(
      .refused,
      en: """
        payment \(payment.reference) is \(owner.name.shown)'s and \(number) is \(name)'s; nothing was changed; name \
        another document, or give --other-customer
        """,
      fr: """
        le paiement \(payment.reference) est de \(owner.name.shown) et \(number) est à \(name) ; rien n’a changé ; \
        nommez un autre document, ou donnez --other-customer
        """)
  }

  private func check(_ payment: Payment, _ document: Document) throws(Fault) {
    guard !payment.isUnreal else {
      throw Fault(
        .refused,
        en: """
          no money came by payment \(payment.reference); it was made in test or simulated mode; name another
          """,
        fr: """
          aucun argent n’est venu par le paiement \(payment.reference) ; il est de mode test ou simulé ; nommez-en \
          un autre
          """)
    }
    guard payment.documentKey != document.key else {
      throw Fault(
        .refused,
        en: """
          payment \(payment.reference) is for \(document.number.shown) already; decide about it with \
          'vosfact payment resolve'
          """,
        fr: """
          le paiement \(payment.reference) est déjà pour \(document.number.shown) ; décidez-en avec \
          « vosfact payment resolve »
          """)
    }
    guard document.content.currency == payment.amount.currency, document.state != .canceled,
      document.total.minorUnits > 0
    else {
      throw Fault(
        .refused,
        en: """
          payment \(payment.reference) cannot be for \(document.number.shown); it is canceled, or asks for other \
          money; name another document
          """,
        fr: """
          le paiement \(payment.reference) ne peut être pour \(document.number.shown) ; il est annulé ou demande une \
          autre somme ; nommez un autre document
          """)
    }
    if let attention = payment.status.attention, attention != .alreadySettled,
      attention != .canceledDocument
    {
      throw Fault(
        .refused,
        en: """
          payment \(payment.reference) waits for a decision; \(attention.explanation.en); decide first with \
          'vosfact payment resolve'
          """,
        fr: """
          le paiement \(payment.reference) attend une décision ; \(attention.explanation.fr) ; décidez d’abord avec \
          « vosfact payment resolve »
          """)
    }
  }

  /// What is taken back of allocations, the newest first.
  ///
  /// - Parameter amount: all of them if it is `nil`.
  private func taken(
    _ amount: Int64?, of given: [Allocation], _ payment: Payment, _ document: Document
  ) throws(Fault) -> [(transaction: TransactionReference, amount: Int64)] {
    var sums: [(transaction: TransactionReference, amount: Int64)] = []
    for allocation in given {
      if let place = sums.firstIndex(where: { $0.transaction == allocation.transaction }) {
        sums[place].amount += allocation.amount
      } else {
        sums.append((allocation.transaction, allocation.amount))
      }
    }
    let all = sums.reduce(0) { $0 + $1.amount }
    let amount = amount ?? all
    guard all > 0, amount <= all else {
      throw Fault(
        .refused,
        en: """
          not as much of payment \(payment.reference) was given to \(document.number.shown); nothing was changed; \
          give less
          """,
        fr: """
          le paiement \(payment.reference) n’a pas été affecté d’autant à \(document.number.shown) ; rien n’a changé ; \
          donnez moins
          """)
    }
    var left = amount
    return sums.reversed().compactMap { transaction, given in
      let part = min(given, left)
      left -= part
      return part > 0 ? (transaction, -part) : nil
    }
  }
}

extension Fault {
  fileprivate static func nothingAsked(of document: Document) -> Fault {
    let number = document.number.shown
    return Fault(
      .refused,
      en: """
        \(number) asks for nothing now; nothing was changed; see 'vosfact invoice show \(number)', or give --amount
        """,
      fr: """
        \(number) ne demande rien à présent ; rien n’a changé ; voyez « vosfact invoice show \(number) », ou donnez \
        --amount
        """)
  }

  fileprivate static func noCredit(_ payment: Payment) -> Fault {
    Fault(
      .refused,
      en: """
        nothing of payment \(payment.reference) is free; all that came counts already; see \
        'vosfact payment show \(payment.reference)'
        """,
      fr: """
        rien du paiement \(payment.reference) n’est disponible ; tout ce qui est venu compte déjà ; voyez \
        « vosfact payment show \(payment.reference) »
        """)
  }

  fileprivate static func amountOverCredit(of payment: Payment, _ amount: Amount) -> Fault {
    Fault(
      .refused,
      en: """
        only \(amount.text.en) of payment \(payment.reference) is free; nothing was changed; give at most that
        """,
      fr: """
        seuls \(amount.text.fr) du paiement \(payment.reference) sont disponibles ; rien n’a changé ; donnez au plus \
        cela
        """)
  }
}
