import Localization

extension Setting<Bool> {
  static let attachPDF = Setting(
    "mail.attach-pdf", .boolean, default: "true",
    en: "Whether the mail of a document carries it as PDF",
    fr: "Le courriel d’un document le porte ou non en PDF")

  static let immediateDelivery = Setting(
    "outbox.immediate", .boolean, default: "false",
    en: "Whether mails and calls go at once, and not only with reconcile",
    fr: "Envoi immédiat des courriels et appels, et non avec reconcile seul")

  /// The setting that turns mails of a kind on; `nil` for those that somebody asks for.
  static func enabling(_ topic: OutboxTopic) -> Setting? {
    switch topic {
    case .document, .reminder, .webhook: nil
    case .detailsEntered: detailsEnteredNotices
    case .paid: thankCustomer
    case .refunded: refundReceipts
    case .failed: failureNotices
    case .attention: attentionNotices
    }
  }

  static let detailsEnteredNotices = Setting(
    "notifications.details-entered.enabled", .boolean, default: "false",
    en: "Whether the customer is written to once details are entered",
    fr: "Envoi ou non d’un courriel au client une fois ses coordonnées saisies")

  static let thankCustomer = Setting(
    "notifications.paid.enabled", .boolean, default: "false",
    en: "Whether the customer is thanked by e-mail once paid",
    fr: "Envoi ou non d’un courriel de remerciement une fois le paiement fait")

  static let refundReceipts = Setting(
    "notifications.refunded.enabled", .boolean, default: "false",
    en: "Whether the customer gets a receipt of a refund by e-mail",
    fr: "Envoi ou non d’un reçu par courriel après un remboursement")

  static let failureNotices = Setting(
    "notifications.failed.enabled", .boolean, default: "false",
    en: "Whether the customer is written to when money that was under way does not come",
    fr: "Envoi ou non d’un courriel au client quand un paiement en cours n’aboutit pas")

  static let attentionNotices = Setting(
    "notifications.attention.enabled", .boolean, default: "false",
    en: "Whether the seller is written to when something needs attention",
    fr: "Envoi ou non d’un courriel au vendeur quand quelque chose est à examiner")

  static let allowPrivateWebhooks = Setting(
    "notifications.webhook.allow-private", .boolean, default: "false",
    en: "Whether webhooks may be on a private network or this machine",
    fr: "Webhooks permis ou non sur un réseau privé ou cette machine")
}

extension Setting<Seconds> {
  static let outboxKeep = Setting(
    "outbox.keep", .duration, default: "365d",
    en: "How long delivered mails and calls are kept in the outbox",
    fr: "Durée de conservation des courriels et appels remis")
}

extension Setting<String?> {
  static let sendmail = Setting(
    "mail.sendmail", .path,
    en: "Program that passes mail on; the system's sendmail by default",
    fr: "Programme qui transmet les courriels ; le sendmail du système par défaut")

  static let mailDirectory = Setting(
    "mail.directory", .path,
    en: "Folder (Maildir) where mails are written in the place of a program",
    fr: "Dossier (Maildir) où les courriels sont écrits à la place d’un programme")

  static let mailFrom = Setting(
    "mail.from", .emailAddresses,
    en: "Sender of mails; the first of company.email by default",
    fr: "Expéditeur des courriels ; le premier de company.email par défaut")

  static let attentionAddress = Setting(
    "notifications.attention.to", .emailAddresses,
    en: "Who is written to then; company.email by default",
    fr: "À qui il est alors écrit ; company.email par défaut")

  /// The setting with the template of the subject of mails of a kind.
  static func subject(of topic: OutboxTopic) -> Setting {
    Setting(
      "\(prefix(of: topic)).subject", .line,
      en: "Template of the subject: \(topic.name.en)", fr: "Modèle de l’objet : \(topic.name.fr)"
    )
  }

  /// The setting with the template of the text of mails of a kind.
  static func body(of topic: OutboxTopic) -> Setting {
    Setting(
      "\(prefix(of: topic)).body", .lines,
      en: "Template of the text: \(topic.name.en)", fr: "Modèle du texte : \(topic.name.fr)")
  }

  private static func prefix(of topic: OutboxTopic) -> String {
    topic.rawValue.replacing("mail.", with: "notifications.")
  }
}

extension Setting<[Int]?> {
  static let remindersBefore = Setting(
    "reminders.before", .days,
    en: "Days before the due date on which to remind, as 7,1",
    fr: "Jours de relance avant l’échéance, comme 7,1")

  static let remindersAfter = Setting(
    "reminders.after", .days,
    en: "Days after the due date on which to remind, as 1,15,30",
    fr: "Jours de relance après l’échéance, comme 1,15,30")
}

extension SettingType<String> {
  /// The template of one line.
  static let line = SettingType(
    en: "a template of one line, as {{document.number}}",
    fr: "un modèle d’une ligne, comme {{document.number}}"
  ) { template($0, maximumLength: 500) }

  /// The template of a text of several lines.
  static let lines = SettingType(
    en: "a template of at most 20,000 characters", fr: "un modèle d’au plus 20 000 caractères",
    hasLines: true
  ) { template($0, maximumLength: 20_000) }

  /// `text` if it can be a template of at most that many characters.
  private static func template(_ text: String, maximumLength: Int) -> String? {
    text.trimmingSpaces.isEmpty || text.unicodeScalars.count > maximumLength ? nil : text
  }
}

extension SettingType<[Int]> {
  /// Whole numbers of days from 0 to 365, separated by commas.
  static let days = SettingType(
    en: "whole numbers from 0 to 365 separated by commas, as 1,15,30",
    fr: "des nombres entiers de 0 à 365 séparés par des virgules, comme 1,15,30",
    write: { $0.map(String.init).joined(separator: ",") }
  ) { text in
    let days = text.split(separator: ",").map { Int($0.trimmingSpaces) }
    let known = Set(days.compactMap(\.self)).filter((0...365).contains)
    return days.isEmpty || days.count > known.count ? nil : known.sorted()
  }
}
