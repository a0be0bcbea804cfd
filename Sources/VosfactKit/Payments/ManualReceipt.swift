import Localization

/// Money that came outside any provider, as the person who records it tells of it.
package struct ManualReceipt: Sendable {
  package let method: ManualMethod
  /// What came in all, in the documents' currency; `nil` for exactly what each document still asks.
  package let amount: String?
  /// The day it came, in UTC; `nil` for now.
  package let date: CalendarDate?
  /// What tells this money from any other, as a cheque's number: the same reference is the same money.
  package let reference: String?
  /// Whether more may have come than is asked: the rest is the customer's credit.
  package let isOverpayment: Bool
  /// Whether the customer only says that it is on its way.
  package let isAnnounced: Bool

  package init(
    method: ManualMethod, amount: String?, date: CalendarDate?, reference: String?,
    isOverpayment: Bool = false, isAnnounced: Bool = false
  ) {
    self.method = method
    self.amount = amount
    self.date = date
    self.reference = reference?.trimmed
    self.isOverpayment = isOverpayment
    self.isAnnounced = isAnnounced
  }

  static let maximumReferenceLength = 100

  /// The SHA-256 of what is told, by which a repeat is told from another receipt under one reference.
  fileprivate func digest(for documents: [Document]) -> [UInt8] {
    var canonical: JSONValue = [
      "documents": .array(documents.map { .string($0.number) }),
      "method": .string(method.rawValue), "amount": .optional(amount),
      "date": .optional(date?.description),
    ]
    if isAnnounced {
      canonical = .object((canonical.members ?? []) + [JSONMember("announced", .bool(true))])
    }
    return SHA256.digest(Array(canonical.text.utf8))
  }

  /// The id of the event that the `place`th payment of the receipt is made of. The place stands in front, as
  /// a reference may end in digits itself.
  fileprivate static func eventID(_ reference: String, place: Int) -> String {
    "receipt:\(place):\(reference)"
  }

  /// The reference of the receipt that an event with this id was made of; `nil` if it was made of none.
  private static func reference(ofEvent id: String) -> Substring? {
    let parts = id.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    return parts.count == 3 && parts[0] == "receipt" ? parts[2] : nil
  }

  /// The ids of the events that the receipt was made into of which `id` is one, as far as there are any.
  static func eventIDs(beside id: String) -> some Sequence<String> {
    let reference = reference(ofEvent: id).map(String.init)
    return sequence(state: 0) { place in
      place += 1
      return reference.map { eventID($0, place: place) }
    }
  }
}

/// What became of a receipt.
package struct RecordedReceipt: Sendable {
  /// One payment for each document that money went to, in the order in which the documents were named.
  package let payments: [Payment]
  /// Whether the receipt was known already, so that nothing was changed.
  package let isRepeated: Bool
}

extension Payments {
  /// Records a receipt for `documents`: its amount fills what each of them still asks, in the order given.
  ///
  /// Without an amount, each document is paid in full. The same reference again changes nothing, and gives
  /// the payments that were made of it. All of it is recorded or nothing.
  ///
  /// It throws `Fault` if a document asks nothing, the amount is none of their currency, over what they ask together or
  /// of another sign, or the reference stands for another receipt; else `StorageError`.
  package func record(
    _ receipt: ManualReceipt, for documents: [Document]
  ) throws -> RecordedReceipt {
    try database.transaction {
      let documents = try documents.map { try self.documents.named($0.number) }
      let digest = receipt.digest(for: documents)
      if let reference = receipt.reference {
        guard reference.isVisible, !reference.isBlank,
          reference.unicodeScalars.count <= ManualReceipt.maximumReferenceLength
        else {
          throw Fault(
            .badValue,
            en: """
              the reference cannot be kept; it is empty, over 100 characters, or does not show; give another
              """,
            fr: """
              la référence ne peut être gardée ; elle est vide, de plus de 100 caractères ou invisible ; \
              donnez-en une autre
              """)
        }
        let known = try payments(ofReceipt: reference, digest: digest)
        if !known.isEmpty { return RecordedReceipt(payments: known, isRepeated: true) }
      }
      let now = clock.now
      // What came today came by now; of another day nobody knows the hour.
      let time = receipt.date.map { $0 == now.date ? now : UnixTime(startOf: $0) } ?? now
      guard time <= clock.now else {
        throw Fault(
          .badValue,
          en: "\(time.date) is yet to come; only money that came is recorded; give its day",
          fr:
            "le \(time.date) est à venir ; seul l’argent reçu est noté ; donnez le jour de sa réception"
        )
      }
      let reference = receipt.reference ?? random.name(ofLength: 16)
      var payments: [Payment] = []
      for (document, amount) in try shares(of: receipt, for: documents) {
        var account =
          try document.map { try ledger.accounts.open(corrected(by: $0) ?? $0) }
          ?? Account(document: nil, entries: [])
        if !receipt.isAnnounced {
          try answerAnnouncements(of: &account, by: amount, receipt.method)
        }
        payments.append(
          try ledger.post(
            receipt: amount, to: &account, reference: random.name(ofLength: 16), at: time,
            method: receipt.method.rawValue,
            eventID: ManualReceipt.eventID(reference, place: payments.count + 1),
            knownAs: receipt.reference, digest: digest, announced: receipt.isAnnounced))
      }
      return RecordedReceipt(payments: payments, isRepeated: false)
    }
  }

  /// The document on whose account a credit note stands.
  private func corrected(by note: Document) throws(StorageError) -> Document? {
    guard let number = note.content.corrects else { return nil }
    return try documents.document(number: number)
  }

  /// What of a document the receipt can be for: what is announced is no more than what is claimed, and money takes the
  /// place of what came without any. A credit note is paid out as far as the document that it corrects is paid too much.
  private func asked(by receipt: ManualReceipt, of document: Document) throws -> Amount {
    if let corrected = try corrected(by: document) {
      let surplus = min(0, corrected.unpaidInMoney.minorUnits)
      let held = max(0, corrected.amounts.received - corrected.amounts.unreal)
      return document.amount(max(document.content.totals.total, surplus, -held))
    }
    return receipt.isAnnounced ? document.claim : document.unpaidInMoney
  }

  /// Ends what was announced for a document and has come now: an announcement is answered by money that comes the same
  /// way, the oldest first, as far as that money goes. Of one that is answered in part the rest stays announced, for as
  /// long as it was.
  ///
  /// Money that came otherwise answers none, as cash says nothing of a transfer that is on its way, nor does a
  /// provider's: an announcement is then under way up to what is left to pay.
  private func answerAnnouncements(
    of account: inout Account, by amount: Amount, _ method: ManualMethod
  ) throws {
    let announced = account.ownEntries.map(\.payment).filter { payment in
      payment.provider == Payment.byHand && payment.status.state == .pending
        && payment.status.method == method.rawValue
    }
    guard !announced.isEmpty, let document = account.document else { return }
    var left = amount.minorUnits
    for payment in announced where left > 0 {
      _ = try ledger.post(undoing: payment, reason: "received")
      let rest = payment.amount(max(0, payment.amount.minorUnits - left))
      left -= payment.amount.minorUnits - rest.minorUnits
      guard rest.minorUnits > 0 else { continue }
      account = try ledger.accounts.open(documents.named(document.number))
      try ledger.post(
        receipt: rest, to: &account, reference: random.name(ofLength: 16), at: payment.startedAt,
        method: method.rawValue,
        eventID: ManualReceipt.eventID(random.name(ofLength: 16), place: 1), announced: true)
    }
    account = try ledger.accounts.open(documents.named(document.number))
  }

  /// The payments that were made of the receipt with this reference; empty if it is new.
  private func payments(ofReceipt reference: String, digest: [UInt8]) throws -> [Payment] {
    var payments: [Payment] = []
    while let known = try store.known(
      ManualReceipt.eventID(reference, place: payments.count + 1), provider: Payment.byHand)
    {
      guard known.digest == digest else {
        throw Fault(
          .refused,
          en: """
            '\(reference.shown)' was recorded with other documents, amount, date or method; nothing was changed; \
            give the same, or another reference
            """,
          fr: """
            « \(reference.shown) » est déjà noté avec d’autres documents, montant, date ou moyen ; rien n’a changé ; \
            donnez les mêmes, ou une autre référence
            """)
      }
      guard let payment = try store.payment(known.payment) else { break }
      guard ![.failed, .canceled].contains(payment.status.state) else {
        throw Fault(
          .refused,
          en: """
            '\(reference.shown)' was recorded and undone since; nothing was recorded now; give another reference
            """,
          fr: """
            « \(reference.shown) » a été noté puis annulé ; rien n’est noté cette fois ; donnez une autre référence
            """)
      }
      payments.append(payment)
    }
    return payments
  }

  /// What of the receipt goes to each document; documents that nothing is left for are not among them. What was recorded
  /// without a document goes to none.
  private func shares(
    of receipt: ManualReceipt, for documents: [Document]
  ) throws -> [(Document?, Amount)] {
    guard !documents.isEmpty else {
      guard let text = receipt.amount, receipt.method != .writeOff else {
        throw Fault(
          .wrongUsage,
          en: "no document was given; nothing was written off; name the one that lacks the cents",
          fr: "aucun document n’est nommé ; rien n’est passé en perte ; nommez celui où il manque"
        )
      }
      let amount = try Amount(text, currency: settings.value(.defaultCurrency))
      guard amount.minorUnits > 0 else { throw Fault.amountNotPositive }
      return [(nil, amount)]
    }
    let shares = try shares(of: receipt, among: documents)
    guard receipt.method == .writeOff else { return shares }
    let limit = try settings.value(.writeOffLimit)
    for (document, amount) in shares {
      let most = limit.minorUnits(digits: amount.currency.digits) ?? 0
      let all = document.amounts.writtenOff + amount.minorUnits
      guard all.magnitude <= most.magnitude else {
        throw Fault.overWriteOffLimit(
          document.number, amount, document.amount(most),
          before: document.amount(document.amounts.writtenOff))
      }
    }
    return shares
  }

  private func shares(
    of receipt: ManualReceipt, among documents: [Document]
  ) throws -> [(Document, Amount)] {
    for (index, document) in documents.enumerated() {
      let number = document.number.shown
      guard document.state != .canceled else {
        throw Fault(
          .refused,
          en: "\(number) is canceled; no money is due for it; name another document",
          fr: "\(number) est annulé ; aucune somme n’est due ; nommez un autre document")
      }
      let asked = try asked(by: receipt, of: document).minorUnits
      let isOpen = asked.signum() == document.total.minorUnits.signum() && asked != 0
      let isPayout = document.content.kind == .creditNote
      guard !isPayout || !receipt.isAnnounced else {
        throw Fault(
          .refused,
          en:
            "\(number) is a credit note; nothing is on its way for it; record it once it is paid out",
          fr: "\(number) est un avoir ; rien n’est en route pour lui ; notez-le une fois remboursé")
      }
      guard isOpen || !document.isConverted else {
        throw Fault(
          .refused,
          en: """
            \(number) was invoiced; nothing was recorded; name its invoice, which 'vosfact invoice history \(number)' tells
            """,
          fr: """
            \(number) a été facturé ; rien n’est noté ; indiquez sa facture, que donne « vosfact invoice history \(number) »
            """)
      }
      guard isOpen || (receipt.isOverpayment && receipt.amount != nil && !isPayout) else {
        throw Fault(
          .refused,
          en: "nothing is left to pay of \(number); nothing was recorded; leave it out",
          fr:
            "il ne reste rien à payer de \(number) ; rien n’est noté ; ne le nommez pas")
      }
      guard !documents[..<index].contains(where: { $0.key == document.key }) else {
        throw Fault(
          .badValue,
          en: "\(number) is named twice; nothing was recorded; name it once",
          fr: "\(number) est nommé deux fois ; rien n’est noté ; nommez-le une fois")
      }
    }
    guard let text = receipt.amount, let first = documents.first else {
      return try documents.map { ($0, try asked(by: receipt, of: $0)) }
    }
    let amount = try Amount(text, currency: first.content.currency)
    guard amount.minorUnits != 0 else { throw Fault.amountNotPositive }
    var left = amount.minorUnits
    var shares: [(Document, Amount)] = []
    for document in documents {
      let number = document.number.shown
      guard document.content.currency == amount.currency else {
        let code = document.content.currency.code
        throw Fault(
          .badValue,
          en: "\(number) is not asked in that currency; nothing was recorded; give it in \(code)",
          fr:
            "\(number) n’est pas dans cette devise ; rien n’est noté ; donnez le montant en \(code)"
        )
      }
      guard document.total.minorUnits.signum() == amount.minorUnits.signum() else {
        let total = document.total.text
        throw Fault(
          .badValue,
          en: "the amount cannot settle \(number); its total is \(total.en); give the same sign",
          fr: "ce montant ne peut régler \(number) ; son total est de \(total.fr) ; gardez le signe"
        )
      }
      let asked = try asked(by: receipt, of: document).minorUnits
      // Of a document that is paid already nothing is asked.
      let open = asked.signum() == left.signum() ? asked : 0
      let share = open.magnitude < left.magnitude ? open : left
      if share != 0 { shares.append((document, document.amount(share))) }
      left -= share
    }
    if left != 0, receipt.isOverpayment, let last = documents.last,
      last.content.kind != .creditNote
    {
      // What is beyond all claims stays with the last document, as the customer's credit.
      if let place = shares.firstIndex(where: { $0.0.key == last.key }) {
        shares[place].1 = last.amount(shares[place].1.minorUnits + left)
      } else {
        shares.append((last, last.amount(left)))
      }
      left = 0
    }
    guard left == 0 else {
      let asked = try documents.reduce(Int64(0)) {
        $0 + (try self.asked(by: receipt, of: $1).minorUnits)
      }
      throw Fault.amountOverBalance(
        of: documents.map(\.number).joined(separator: ", "), first.amount(asked))
    }
    return shares
  }
}

extension Fault {
  fileprivate static func overWriteOffLimit(
    _ number: String, _ amount: Amount, _ limit: Amount, before: Amount
  ) -> Fault {
    let earlier =
      before.minorUnits == 0
      ? Text(verbatim: "")
      : Text(en: " after \(before.text.en) before", fr: " après \(before.text.fr)")
    return Fault(
      .refused,
      en: """
        \(amount.text.en) of \(number.shown)\(earlier.en) is too much to write off; at most \(limit.text.en) is; see \
        the setting \(Setting.writeOffLimit.key)
        """,
      fr: """
        \(amount.text.fr) sur \(number.shown)\(earlier.fr) est trop pour une perte ; au plus \(limit.text.fr) ; voyez \
        le réglage \(Setting.writeOffLimit.key)
        """)
  }
}
