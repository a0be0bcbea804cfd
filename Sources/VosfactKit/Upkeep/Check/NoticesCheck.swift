import Glibc
import Localization

/// The check of the settings by which people and other systems are told what happened.
struct NoticesCheck {
  let database: Database
  let environment: [String: String]
  let webhooks: Webhooks
  let remedy: Remedy

  private var settings: Settings { Settings(database: database) }

  /// Adds what it finds.
  func run(_ findings: inout CheckFindings) throws {
    try checkMail(&findings)
    try checkTemplates(&findings)
    for webhook in try webhooks.all() { try check(webhook, &findings) }
  }

  private static let mails: StaticString = """
    SELECT EXISTS (
      SELECT 1
        FROM outbox INDEXED BY outbox_due
       WHERE state = 'waiting' AND webhook IS NULL)
    """

  /// Whether any mail is sent at all.
  private var sendsMail: Bool {
    get throws {
      let isOn = try OutboxTopic.allCases.compactMap(Setting.enabling).contains {
        try settings.isOn($0)
      }
      return try isOn || database.first(Self.mails) { row in row.bool(0) } == true
    }
  }

  private func checkMail(_ findings: inout CheckFindings) throws {
    if let program = try settings.value(.sendmail), access(program, X_OK) != 0 {
      let reason = SystemError.last.reason
      findings.fault(
        Text(
          en: "\(program.shown) cannot be run: \(reason)",
          fr: "\(program.shown) ne peut être lancé : \(reason)"),
        about: Setting.sendmail.key, remedy: remedy.vosfact("settings", "unset", "mail.sendmail"))
    }
    guard try sendsMail else { return }
    if try settings.value(.mailFrom) == nil, try settings.value(.companyEmail) == nil {
      findings.fault(
        Text(
          en: "mails are to be sent, but nobody is named as their sender",
          fr: "des courriels sont à envoyer, mais l’expéditeur n’est pas nommé"),
        about: Setting.mailFrom.key,
        remedy: remedy.vosfact("settings", "set", Setting.mailFrom.key, "…"))
    }
    if try settings.value(.sendmail) == nil, try settings.value(.mailDirectory) == nil,
      Sendmail.ofSystem(environment) == nil
    {
      findings.fault(
        Text(
          en: "mails are to be sent, but there is no program sendmail",
          fr: "des courriels sont à envoyer, mais il n’y a pas de programme sendmail"),
        about: Setting.sendmail.key, remedy: "apt-get install msmtp-mta")
    }
    if try settings.isOn(.attentionNotices), try settings.value(.attentionAddress) == nil,
      try settings.value(.companyEmail) == nil
    {
      findings.fault(
        Text(
          en: "somebody is to be written to when attention is needed, but nobody is named",
          fr: "quelqu’un doit être prévenu quand il y a à examiner, mais personne n’est nommé"),
        about: Setting.attentionAddress.key,
        remedy: remedy.vosfact("settings", "set", Setting.attentionAddress.key, "…"))
    }
  }

  private func checkTemplates(_ findings: inout CheckFindings) throws {
    for topic in OutboxTopic.allCases where topic != .webhook {
      for setting in [Setting.subject(of: topic), .body(of: topic)] {
        guard let source = try settings.stored(setting) else { continue }
        do throws(Fault) {
          _ = try Mustache(source, named: setting.key, escaping: .none)
        } catch {
          findings.fault(
            error.text, about: setting.key,
            remedy: remedy.vosfact("settings", "unset", setting.key))
        }
      }
    }
  }

  private func check(_ webhook: Webhook, _ findings: inout CheckFindings) throws {
    let number = String(webhook.id)
    let secrets = SecretStore(database: database, environment: environment)
    if webhook.disabledAt != nil {
      findings.warning(
        Text(
          en: "it answered that it is gone, and is told no more",
          fr: "il a répondu qu’il n’existe plus, et n’est plus informé"),
        about: webhook.url,
        remedy: remedy.vosfact("settings", "webhook", "enable", number))
    }
    if try secrets.count(of: webhook.secret) == 0 {
      findings.fault(
        Text(
          en: "it has no secret: calls to it wait",
          fr: "il n’a pas de secret : ses appels attendent"),
        about: webhook.url,
        remedy: remedy.vosfact(
          "settings", "webhook", "rotate", number, "--secret-file", "webhook-\(number).secret"))
    }
    if (try? HTTPRequest(.post, webhook.url)) == nil {
      findings.fault(
        Text(
          en: "calls without TLS could be read on their way: none is made",
          fr: "des appels sans TLS pourraient être lus en chemin : aucun n’est fait"),
        about: webhook.url, remedy: remedy.vosfact("settings", "webhook", "remove", number))
    }
  }
}
