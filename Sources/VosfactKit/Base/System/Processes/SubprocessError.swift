import Localization

/// Why a program of the system did not run to its end.
///
/// An ending that the program itself chose, an exit status other than 0 included, is no error here:
/// it is a `Subprocess.Outcome`. No case holds an argument, an environment value or any input.
enum SubprocessError: ExplainedError, Equatable, Sendable {
  /// A stream that the program writes.
  enum Stream: Equatable, Sendable {
    case output
    case error
  }

  /// The program is in no folder of the search path, or may not be executed.
  case notFound(program: String)
  /// An argument or an environment variable cannot be handed to a program: it holds a NUL, or the
  /// name of a variable is empty or holds an equals sign.
  case invalidArgument(program: String)
  /// The operating system refused to start the program; `reason` is its own text.
  case cannotStart(program: String, reason: String)
  /// The operating system refused to wait for the program; `reason` is its own text.
  case cannotWait(program: String, reason: String)
  /// The program had not ended after `limit`; it was stopped with its whole process group.
  case timedOut(program: String, limit: Duration)
  /// The program wrote more than `limit` bytes to `stream`; it was stopped with its whole group.
  case outputTooLarge(program: String, stream: Stream, limit: Int)

  /// A program that is not there is for the settings to mend; one that took too long may not the next
  /// time.
  var nature: FaultNature {
    switch self {
    case .notFound, .invalidArgument: .misconfigured
    case .cannotStart, .cannotWait, .outputTooLarge: .inputOutput
    case .timedOut: .busy
    }
  }

  var text: Text {
    switch self {
    case .notFound(let program):
      Text(
        en: "cannot run \(program); no such program is in the search path; "
          + "install it or set PATH",
        fr: "impossible d’exécuter \(program) ; ce programme n’est pas dans le chemin de "
          + "recherche ; installez-le ou corrigez PATH")
    case .invalidArgument(let program):
      Text(
        en: "cannot run \(program); an argument or a variable holds a character that no program "
          + "can be given; check the settings",
        fr: "impossible d’exécuter \(program) ; un argument ou une variable contient un caractère "
          + "intransmissible ; vérifiez les paramètres")
    case .cannotStart(let program, let reason):
      Text(
        en: "cannot start \(program); \(reason); check the program and the system's limits",
        fr: "impossible de démarrer \(program) ; \(reason) ; vérifiez le programme et les limites "
          + "du système")
    case .cannotWait(let program, let reason):
      Text(
        en: "lost track of \(program); \(reason); try again",
        fr: "le suivi de \(program) est perdu ; \(reason) ; réessayez")
    case .timedOut(let program, let limit):
      Text(
        en: "\(program) was stopped; it had not ended after \(limit.wholeSeconds) s; try again",
        fr: "\(program) a été arrêté ; il n’avait pas fini après \(limit.wholeSeconds) s ; "
          + "réessayez")
    case .outputTooLarge(let program, _, let limit):
      Text(
        en: "\(program) was stopped; it wrote more than \(limit) bytes; check what it was given",
        fr: "\(program) a été arrêté ; il a écrit plus de \(limit) octets ; vérifiez ce qui lui a "
          + "été donné")
    }
  }
}

extension Duration {
  /// The duration in seconds, its fraction dropped.
  var wholeSeconds: Int64 { components.seconds }
}
