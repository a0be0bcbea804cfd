import Glibc
import Localization

/// The interface of sendmail, which every mail server and relay of the system has: a program that reads a mail
/// and says by its exit status whether it takes care of it from then on.
struct Sendmail: Mailer {
  /// The path of the program.
  let program: String
  let environment: [String: String]
  /// How long it may take: it only queues the mail, or talks to one server.
  var timeLimit: Duration = .seconds(60)

  let isRepeatHarmless = false

  /// Where Linux has it (Filesystem Hierarchy Standard 3.0, sections 3.9.2 and 4.10.2).
  private static let places = ["/usr/sbin/sendmail", "/usr/lib/sendmail", "/usr/bin/sendmail"]

  /// The system's program; `nil` if there is none.
  static func ofSystem(_ environment: [String: String]) -> Sendmail? {
    places.first { access($0, X_OK) == 0 }.map { Sendmail(program: $0, environment: environment) }
  }

  /// The variables that programs for mail look at; secrets of ours are none of their business.
  private static let variables: Set = ["PATH", "HOME", "USER", "LOGNAME", "TZ", "LANG", "LC_ALL"]

  /// Hands the mail over. The recipients are read from its header (`-t`), so that no customer's address is in an
  /// argument; a line with a single point does not end it (`-i`).
  func send(_ mail: MailMessage) -> DeliveryOutcome {
    let sendmail = Subprocess(
      program: program, arguments: ["-i", "-t", "-f", mail.from.address],
      environment: environment.filter { Self.variables.contains($0.key) }
        .merging(["PATH": Subprocess.systemSearchPath]) { own, _ in own },
      input: mail.bytes, timeLimit: timeLimit, outputLimit: 1024 * 1024, errorLimit: 1024 * 1024)
    do throws(SubprocessError) {
      return outcome(of: try sendmail.run().termination)
    } catch {
      switch error {
      case .notFound, .invalidArgument: return .held(error)
      case .cannotStart, .cannotWait, .timedOut, .outputTooLarge:
        return .postponed(error.text)
      }
    }
  }

  func settle() {}

  /// What the program's end says; what it printed is not repeated, as it may hold more than people should read.
  private func outcome(of termination: Subprocess.Termination) -> DeliveryOutcome {
    switch termination {
    case .exited(0): return .delivered(nil)
    case .exited(let status):
      let explanation = Text(
        en: "\(program.shown) ended with \(status)\(Self.meaning(of: status).en)",
        fr: "\(program.shown) s’est terminé avec \(status)\(Self.meaning(of: status).fr)")
      return Self.isPermanent(status)
        ? .failed(explanation) : .postponed(explanation)
    case .signalled(let signal):
      return .postponed(
        Text(
          en: "\(program.shown) was ended by signal \(signal)",
          fr: "\(program.shown) a été arrêté par le signal \(signal)"))
    }
  }

  /// Whether the same mail would be refused again (`sysexits.h`): the mail or an address is wrong, or may not be
  /// sent. What is missing or wrong about the host may be mended, and a status that is no one's own says nothing.
  private static func isPermanent(_ status: Int32) -> Bool {
    [64, 65, 67, 77].contains(status)
  }

  private static func meaning(of status: Int32) -> Text {
    switch status {
    case 64: Text(en: ", wrong use", fr: ", mauvais usage")
    case 65: Text(en: ", the mail is wrong", fr: ", le courriel est incorrect")
    case 67: Text(en: ", no such recipient", fr: ", destinataire inconnu")
    case 68: Text(en: ", no such host", fr: ", hôte inconnu")
    case 69: Text(en: ", a service is unreachable", fr: ", un service est injoignable")
    case 75: Text(en: ", try again later", fr: ", à réessayer plus tard")
    case 77: Text(en: ", not permitted", fr: ", non permis")
    case 78: Text(en: ", it is not configured", fr: ", il n’est pas configuré")
    default: Text(verbatim: "")
    }
  }
}
