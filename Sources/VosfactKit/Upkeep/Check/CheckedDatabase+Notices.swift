import Glibc
import Localization

/// The rules of the settings by which people and other systems are told what happened.
extension CheckedDatabase {
  private static let mails: StaticString = """
    SELECT EXISTS (
      SELECT 1
        FROM outbox INDEXED BY outbox_due
       WHERE state = 'waiting' AND webhook IS NULL)
    """

  /// Whether any mail is sent at all.
  private var sendsMail: Bool {
    get throws {
      let isOn = try OutboxTopic.allCases.compactMap(Setting<Bool>.enabling).contains {
        try settings.value($0)
      }
      return try isOn || database.first(Self.mails) { row in row.bool() } == true
    }
  }

  /// That mails have a program, a sender, and somebody to go to.
  func checkMail(_ findings: inout CheckFindings) throws {
    let program = try settings.value(.sendmail)
    if let program, access(program, X_OK) != 0 {
      let reason = SystemError.last.reason
      findings.add(
        .fault, about: Setting.sendmail, .unset, en: "\(program.shown) cannot be run: \(reason)",
        fr: "\(program.shown) ne peut être lancé : \(reason)")
    }
    guard try sendsMail else { return }
    let isNamed = try settings.value(.companyEmail) != nil
    try findings.add(
      .fault, if: !isNamed && settings.value(.mailFrom) == nil, about: Setting.mailFrom, .set("…"),
      en: "mails are to be sent, but nobody is named as their sender",
      fr: "des courriels sont à envoyer, mais l’expéditeur n’est pas nommé")
    let hasMailer = try program != nil || settings.value(.mailDirectory) != nil
    findings.add(
      .fault, if: !hasMailer && Sendmail.ofSystem(environment) == nil,
      about: Setting.sendmail.key, remedy: "apt-get install msmtp-mta",
      en: "mails are to be sent, but there is no program sendmail",
      fr: "des courriels sont à envoyer, mais il n’y a pas de programme sendmail")
    let isTold = try isNamed || settings.value(.attentionAddress) != nil
    try findings.add(
      .fault, if: !isTold && settings.value(.attentionNotices), about: Setting.attentionAddress,
      .set("…"),
      en: "somebody is to be written to when attention is needed, but nobody is named",
      fr: "quelqu’un doit être prévenu quand il y a à examiner, mais personne n’est nommé")
  }

  /// That the templates of mails are templates.
  func checkTemplates(_ findings: inout CheckFindings) throws {
    for topic in OutboxTopic.allCases where topic != .webhook {
      for setting in [Setting.subject(of: topic), .body(of: topic)] {
        guard let source = try settings.stored(setting) else { continue }
        do throws(Fault) {
          _ = try Mustache(source, named: setting.key, escaping: .none)
        } catch {
          findings.add(.fault, about: setting, .unset, en: error.text.en, fr: error.text.fr)
        }
      }
    }
  }

  /// That a webhook can be called.
  func check(_ webhook: Webhook, _ findings: inout CheckFindings) throws {
    let number = String(webhook.id)
    let secrets = SecretStore(database: database, environment: environment)
    findings.add(
      .warning, if: webhook.disabledAt != nil, about: webhook.url,
      remedy: remedy.vosfact("settings", "webhook", "enable", number),
      en: "it answered that it is gone, and is told no more",
      fr: "il a répondu qu’il n’existe plus, et n’est plus informé")
    try findings.add(
      .fault, if: secrets.count(of: webhook.secret) == 0, about: webhook.url,
      remedy: remedy.vosfact(
        "settings", "webhook", "rotate", number, "--secret-file", "webhook-\(number).secret"),
      en: "it has no secret: calls to it wait", fr: "il n’a pas de secret : ses appels attendent")
    findings.add(
      .fault, if: (try? HTTPRequest(.post, webhook.url)) == nil, about: webhook.url,
      remedy: remedy.vosfact("settings", "webhook", "remove", number),
      en: "calls without TLS could be read on their way: none is made",
      fr: "des appels sans TLS pourraient être lus en chemin : aucun n’est fait")
  }
}
