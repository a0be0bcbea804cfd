import Localization

/// Makes mails of messages, with the settings read once for many of them.
final class MailComposer {
  private let database: Database
  private let providers: Providers
  private let sender: MailAddress
  private let replyTo: MailAddress?
  private let company: (name: String?, email: String?)
  private let buttons: PayButtons
  /// Whether documents go with their mails as PDF, which takes the engine a second each.
  let attachesPDF: Bool
  /// What makes PDFs, made ready when the first is wanted.
  private lazy var renderer = Result { try makeRenderer() }
  private let makeRenderer: () throws -> DocumentRenderer
  /// The templates that were asked for, by topic and language.
  private var templates: [String: MailTemplate] = [:]

  /// It throws `Fault` or `StorageError`.
  ///
  /// - Parameter renderer: makes ready what makes PDFs, when the first is wanted.
  init(
    database: Database, buttons: PayButtons, providers: Providers,
    renderer: @escaping () throws -> DocumentRenderer
  ) throws {
    self.database = database
    self.providers = providers
    self.buttons = buttons
    let settings = Settings(database: database)
    let name = try settings.value(.companyName)
    let contact = try settings.value(.companyEmail).flatMap(Self.first)
    guard let address = try settings.value(.mailFrom).flatMap(Self.first) ?? contact else {
      throw Fault(
        .misconfigured,
        en:
          "no mail was sent; nobody is named as its sender; run: vosfact settings set mail.from ADDRESS",
        fr:
          "aucun courriel n’a été envoyé ; l’expéditeur n’est pas nommé ; lancez : vosfact settings set mail.from ADRESSE"
      )
    }
    guard let sender = MailAddress(address, name: name) else {
      throw Fault(
        .misconfigured,
        en: "no mail was sent; its sender's address is not ASCII; correct mail.from",
        fr:
          "aucun courriel n’a été envoyé ; l’adresse de l’expéditeur n’est pas en ASCII ; corrigez mail.from"
      )
    }
    self.sender = sender
    replyTo = contact.flatMap { $0 == address ? nil : MailAddress($0, name: name) }
    company = (name, contact)
    attachesPDF = try settings.value(.attachPDF)
    makeRenderer = renderer
  }

  private static func first(_ addresses: String) -> String? {
    addresses.split(separator: ",").first.map { $0.trimmingSpaces }
  }

  /// The mail that `message` stands for.
  ///
  /// It throws `MailContentError`, or what keeps the document from being printed; `StorageError`.
  func mail(of message: OutboxMessage) throws -> MailMessage {
    let facts = message.facts
    let document = try message.document.map { number in
      guard let document = try DocumentStore(database: database).document(number: number) else {
        throw MailContentError(
          .notFound, en: "no mail was made; there is no document \(number.shown); drop the message",
          fr:
            "aucun courriel n’a été fait ; il n’y a pas de document \(number.shown) ; abandonnez le message"
        )
      }
      return document
    }
    let language = try language(of: message.topic, document, facts)
    let attachments = try attachments(to: message, document)
    let button = try document.flatMap { try buttons.button(of: $0) }
    let buyer = Self.buyer(document, facts, message.topic)
    let values = values(
      document, buyer, facts, link: button?.url, isAttached: !attachments.isEmpty, in: language)
    let template = try template(of: message.topic, in: language)
    let mark = Self.mark(message.topic, document, facts)
    let notice = mark == nil ? "" : "\(ProviderMode.unrealNotice[language])\n\n"
    let text = notice + (try Self.render(template.body, values, Setting.body(of: message.topic)))
    let subject =
      (mark.map { "[\($0[language])] " } ?? "")
      + (try Self.render(template.subject, values, Setting.subject(of: message.topic)))
    var mail = MailMessage(
      identifier: message.uid, from: sender,
      to: try Self.recipients(facts["to"]?.string ?? "", name: buyer, message.topic),
      replyTo: replyTo, subject: subject.trimmingSpaces, date: message.queuedAt,
      language: language.rawValue, text: text,
      html: MailHTML(text: text, button: button, in: language).page.markup, attachments: attachments
    )
    if message.topic == .reminder, let document {
      mail.unsubscribe = unsubscribing(from: document)
    }
    return mail
  }

  /// The accountant reads in the language of the settings, the customer in the document's.
  private func language(
    of topic: OutboxTopic, _ document: Document?, _ facts: JSONValue
  ) throws(StorageError) -> Language {
    let ofCustomer = topic == .attention ? nil : document?.content.language
    guard let name = ofCustomer ?? facts["language"]?.string else {
      return try Settings(database: database).value(.language)
    }
    return name == Language.french.rawValue ? .french : .english
  }

  private func template(of topic: OutboxTopic, in language: Language) throws -> MailTemplate {
    let key = "\(topic.rawValue) \(language.rawValue)"
    if let known = templates[key] { return known }
    let settings = Settings(database: database)
    let template = try MailTemplate(
      of: topic, subject: settings.value(.subject(of: topic)),
      body: settings.value(.body(of: topic)), in: language)
    templates[key] = template
    return template
  }

  private static func render(
    _ template: Mustache, _ values: MustacheValue, _ setting: any AnySetting
  ) throws(MailContentError) -> String {
    do throws(Fault) {
      return try template.render(values)
    } catch {
      throw MailContentError(template: setting, error)
    }
  }

  /// What the customer is called: nothing before a purchase is paid, as anybody may have typed a name, and an address
  /// that is another's. No mail of ours carries a stranger's words to a third party.
  private static func buyer(
    _ document: Document?, _ facts: JSONValue, _ topic: OutboxTopic
  ) -> String? {
    if let document { return document.content.buyer.name }
    return topic == .detailsEntered ? nil : facts["buyer"]?.string
  }

  /// What a mail is marked with that tells of money which is none, whatever its template says. The accountant reads of
  /// one payment, which is real whatever else its document received.
  private static func mark(
    _ topic: OutboxTopic, _ document: Document?, _ facts: JSONValue
  ) -> Text? {
    let mode = facts["mode"]?.string.flatMap(ProviderMode.init(rawValue:))
    if topic == .attention, let mode { return mode.isReal ? nil : ProviderMode.unrealMark }
    return mode?.isReal == false || document?.isUnreal == true ? ProviderMode.unrealMark : nil
  }

  private static func recipients(
    _ list: String, name: String?, _ topic: OutboxTopic
  ) throws(MailContentError) -> [MailAddress] {
    let addresses = list.split(separator: ",").map { $0.trimmingSpaces }
    // A name goes with one address only: of several, nobody knows whose it is.
    let name = addresses.count == 1 && topic != .attention ? name : nil
    var recipients: [MailAddress] = []
    for address in addresses {
      guard let recipient = MailAddress(address, name: name) else { throw noRecipient(address) }
      recipients.append(recipient)
    }
    guard !recipients.isEmpty else { throw noRecipient(list) }
    return recipients
  }

  private static func noRecipient(_ address: String) -> MailContentError {
    MailContentError(
      .badValue,
      en: "no mail was sent; '\(address.shown)' is not an address in ASCII; correct the recipient",
      fr:
        "aucun courriel n’a été envoyé ; « \(address.shown) » n’est pas une adresse en ASCII ; corrigez le destinataire"
    )
  }

  /// The document as PDF, with the mails that are about it rather than about a payment.
  private func attachments(
    to message: OutboxMessage, _ document: Document?
  ) throws -> [MailMessage.Attachment] {
    guard attachesPDF, let document, [.document, .reminder].contains(message.topic) else {
      return []
    }
    return [
      .init(
        name: Self.fileName(of: document), type: "application/pdf",
        bytes: try renderer.get().pdf(of: document))
    ]
  }

  /// What the file of a document is called: its number, with a hyphen for what a name of a file should not hold.
  static func fileName(of document: Document) -> String {
    let plain = document.number.unicodeScalars.map { scalar in
      scalar.isASCII && (UInt8(scalar.value).isLetterOrDigit || scalar == "_")
        ? Character(scalar) : "-"
    }
    return "\(String(plain)).pdf"
  }

  /// Where a customer writes who wants no more reminders of a document (RFC 6068).
  private func unsubscribing(from document: Document) -> String {
    let address = replyTo ?? sender
    return "mailto:\(Self.escaped(address.localPart))@\(address.domain)?subject=STOP%20"
      + Self.escaped(document.number)
  }

  /// What stands for itself in any part of an address of the web, and the rest of `text` by its bytes (RFC 3986,
  /// sections 2.1 and 2.3).
  private static func escaped(_ text: String) -> String {
    text.utf8.map { byte in
      byte.escaped(by: "%") { $0.isLetterOrDigit || "-._~".utf8.contains($0) }
    }.joined()
  }

  // MARK: - What templates can name

  private func values(
    _ document: Document?, _ buyer: String?, _ facts: JSONValue, link: String?, isAttached: Bool,
    in language: Language
  ) -> MustacheValue {
    let due = document?.content.dueOn.flatMap { due in
      document?.claim.minorUnits ?? 0 > 0 ? due.text[language] : nil
    }
    let asked = document.flatMap { document in
      document.claim.minorUnits > 0 ? document.claim.text[language] : nil
    }
    let rest = document?.claim == document?.total ? nil : asked
    return [
      "company": ["name": .optional(company.name), "email": .optional(company.email)],
      "document": values(of: document, orProduct: facts["title"]?.string, in: language),
      "buyer": ["name": .optional(buyer)],
      "amount": .optional(amount("amount", facts, document, in: language)),
      "credit": .optional(amount("credit", facts, document, in: language)),
      "payment": .optional(facts["payment"]?.string),
      "provider": .optional(facts["provider"]?.string.map { providers.label(of: $0) }),
      "pay_link": .optional(link), "due": .optional(due), "rest": .optional(rest),
      "asked": .optional(asked),
      "attached": .boolean(isAttached),
      "late": .boolean(facts["days"]?.int64 ?? 0 > 0),
      "days": .optional(facts["days"]?.int64.map { String($0.magnitude) }),
      "reason": .optional(facts["reason"]?.string.map { Text(stored: $0)[language] }),
      "french": .boolean(language == .french), "english": .boolean(language == .english),
    ]
  }

  /// - Parameter product: what was bought where there is no document.
  private func values(
    of document: Document?, orProduct product: String?, in language: Language
  ) -> MustacheValue {
    guard let document else { return product.map { ["title": .text($0)] } ?? .null }
    let content = document.content
    let kind = content.kind.name[language]
    return [
      "number": .text(document.number), "kind": .text(kind),
      "title": .text("\(kind.prefix(1).uppercased())\(kind.dropFirst()) \(document.number)"),
      "total": .text(document.total.text[language]), "paid": .text(document.paid.text[language]),
      "balance": .text(document.balance.text[language]),
      "claim": .text(document.claim.text[language]),
      "issued_on": .text(content.issuedOn.text[language]),
      "due_on": .optional(content.dueOn?.text[language]),
      "order_reference": .optional(content.orderReference),
    ]
  }

  private func amount(
    _ name: String, _ facts: JSONValue, _ document: Document?, in language: Language
  ) -> String? {
    let told = facts["currency"]?.string.flatMap { Currency(code: $0) }
    guard let number = facts[name]?.string,
      let currency = told ?? document?.content.currency
    else { return nil }
    return (try? Amount(number, currency: currency))?.text[language]
  }
}
