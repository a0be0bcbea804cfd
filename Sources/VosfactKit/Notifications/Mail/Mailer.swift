import Localization

/// What passes mail on: a program of the system, or a folder that something else looks into.
protocol Mailer {
  /// Passes a mail on, and says what came of it.
  func send(_ mail: MailMessage) -> DeliveryOutcome

  /// Waits until all that was passed on is safe, where that is done once for many.
  ///
  /// - Throws: `MailError.directory`; nothing of it counts as passed on then.
  func settle() throws(MailError)

  /// Whether a mail that is passed on twice is there once, so that many may be recorded together.
  var isRepeatHarmless: Bool { get }
}

/// Why mail cannot be sent as the settings stand.
enum MailError: Error, Equatable, Sendable {
  /// Nobody is named as the sender.
  case noSender
  /// The sender's address cannot stand in a mail's header.
  case badSender
  /// No program passes mail on.
  case noSendmail
  /// The folder for mail cannot be written to.
  case directory(path: String, reason: String)
}

extension MailError: ExplainedError {
  var nature: FaultNature {
    switch self {
    case .noSender, .badSender, .noSendmail: .misconfigured
    case .directory: .cannotWrite
    }
  }

  var text: Text {
    switch self {
    case .noSender:
      Text(
        en:
          "no mail was sent; nobody is named as its sender; run: vosfact settings set mail.from ADDRESS",
        fr:
          "aucun courriel n’a été envoyé ; l’expéditeur n’est pas nommé ; lancez : vosfact settings set mail.from ADRESSE"
      )
    case .badSender:
      Text(
        en: "no mail was sent; its sender's address is not ASCII; correct mail.from",
        fr:
          "aucun courriel n’a été envoyé ; l’adresse de l’expéditeur n’est pas en ASCII ; corrigez mail.from"
      )
    case .noSendmail:
      Text(
        en:
          "no mail was sent; there is no program sendmail; install msmtp-mta or postfix, or set mail.sendmail or mail.directory",
        fr:
          "aucun courriel n’a été envoyé ; il n’y a pas de programme sendmail ; installez msmtp-mta ou postfix, ou réglez mail.sendmail ou mail.directory"
      )
    case .directory(let path, let reason):
      Text(
        en: "cannot write mail to \(path.shown); \(reason); check mail.directory and the disk",
        fr:
          "impossible d’écrire les courriels dans \(path.shown) ; \(reason) ; vérifiez mail.directory et le disque"
      )
    }
  }
}

extension Settings {
  /// What passes mail on, as the settings say: the program that `mail.sendmail` names, else the folder
  /// `mail.directory`, else the system's sendmail.
  ///
  /// It throws `MailError` or `StorageError`.
  ///
  /// - Parameter environment: what a program is run with.
  func mailer(environment: [String: String]) throws -> any Mailer {
    if let program = try value(.sendmail) {
      return Sendmail(program: program, environment: environment)
    }
    if let folder = try value(.mailDirectory) { return try Maildir(path: folder) }
    guard let sendmail = Sendmail.ofSystem(environment) else { throw MailError.noSendmail }
    return sendmail
  }
}
