import Localization

/// What passes mail on: a program of the system, or a folder that something else looks into.
protocol Mailer {
  /// Passes a mail on, and says what came of it.
  func send(_ mail: MailMessage) -> DeliveryOutcome

  /// Waits until all that was passed on is safe, where that is done once for many.
  ///
  /// - Throws: `Fault` if the folder for mail cannot be written to; nothing of it counts as passed on then.
  func settle() throws(Fault)

  /// Whether a mail that is passed on twice is there once, so that many may be recorded together.
  var isRepeatHarmless: Bool { get }
}

extension Settings {
  /// What passes mail on, as the settings say: the program that `mail.sendmail` names, else the folder
  /// `mail.directory`, else the system's sendmail.
  ///
  /// It throws `Fault` or `StorageError`.
  ///
  /// - Parameter environment: what a program is run with.
  func mailer(environment: [String: String]) throws -> any Mailer {
    if let program = try value(.sendmail) {
      return Sendmail(program: program, environment: environment)
    }
    if let folder = try value(.mailDirectory) { return try Maildir(path: folder) }
    guard let sendmail = Sendmail.ofSystem(environment) else {
      throw Fault(
        .misconfigured,
        en:
          "no mail was sent; there is no program sendmail; install msmtp-mta or postfix, or set mail.sendmail or mail.directory",
        fr:
          "aucun courriel n’a été envoyé ; il n’y a pas de programme sendmail ; installez msmtp-mta ou postfix, ou réglez mail.sendmail ou mail.directory"
      )
    }
    return sendmail
  }
}
