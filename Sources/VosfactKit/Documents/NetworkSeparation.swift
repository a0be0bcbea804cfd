import Glibc

/// How a program is run without a network: in a network of its own that has nothing in it, not even this machine
/// itself (network_namespaces(7)), by the program `unshare` of util-linux.
struct NetworkSeparation {
  /// The path of `unshare`.
  private let program: String
  /// What stands between `unshare` and the program that it runs.
  private let arguments: [String]

  /// The first way that works here; `nil` if there is none: without `unshare`, or where the system lets users make
  /// no namespaces.
  static let available: NetworkSeparation? = {
    let unshare = Subprocess(program: "unshare", timeLimit: .seconds(10), outputLimit: 0)
    guard let path = try? unshare.locate() else { return nil }
    // Anybody may make a network in a namespace of users of his own, where the system allows those at all
    // (user_namespaces(7)); where it does not, root can without.
    var ways = [["--user", "--map-current-user", "--net", "--"]]
    if geteuid() == 0 { ways.append(["--net", "--"]) }
    return ways.lazy.map { NetworkSeparation(program: path, arguments: $0) }.first(where: \.works)
  }()

  private var works: Bool {
    let trial = Subprocess(program: "true", timeLimit: .seconds(10), outputLimit: 0)
    guard let path = try? trial.locate() else { return false }
    return (try? separating(trial, at: path).run())?.termination == .exited(0)
  }

  /// The run of the program at `path` that `process` is, without a network.
  func separating(_ process: Subprocess, at path: String) -> Subprocess {
    var separated = process
    separated.program = program
    separated.arguments = arguments + [path] + process.arguments
    return separated
  }
}
