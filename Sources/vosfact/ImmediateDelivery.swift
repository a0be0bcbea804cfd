import VosfactKit

/// The delivery of what a command has queued, by a process of its own that outlives the command: whoever waits for
/// the command, as a provider for the answer to its callback, does not wait for mail.
///
/// If it cannot be started, or is killed, nothing is lost: `payment reconcile` delivers what is left.
struct ImmediateDelivery {
  /// The path of the database.
  let database: String
  let variables: [String: String]

  /// Starts it, in a session of its own and without the streams of this process.
  func start() {
    guard !database.isEmpty, let program = Self.ownPath else { return }
    DetachedProcess(
      program: program, arguments: ["--db", database, "payment", "outbox", "deliver"],
      environment: variables.filter { !Self.isOfRequest($0.key) }
    ).start()
  }

  /// The path of the program that runs.
  private static var ownPath: String? { try? File.realPath("/proc/self/exe") }

  /// Whether a variable describes a request to a web server (RFC 3875, section 4.1), which the delivery is no
  /// answer to.
  private static func isOfRequest(_ name: String) -> Bool {
    name.hasPrefix("HTTP_") || name.hasPrefix("REMOTE_") || name.hasPrefix("REQUEST_")
      || name.hasPrefix("SERVER_") || name.hasPrefix("CONTENT_") || name.hasPrefix("PATH_")
      || ["GATEWAY_INTERFACE", "AUTH_TYPE", "QUERY_STRING", "SCRIPT_NAME"].contains(name)
  }
}
