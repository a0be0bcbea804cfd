/// How a program is kept from the network, and from files that are not its own, by a program of the system that
/// gives it namespaces of its own (namespaces(7)).
struct Confinement {
  /// What the program is kept from.
  enum Extent {
    /// From the network and from all files but the system's programs, its fonts, and files that the program's own
    /// command line names: by `bwrap` of bubblewrap.
    case filesAndNetwork
    /// From the network, this machine's own included: by `unshare` of util-linux.
    case network
  }

  let extent: Extent
  /// The path of the program that confines.
  private let program: String
  /// What stands between it and what is only known with the program that it runs.
  private let arguments: [String]

  /// The first way that works here; `nil` if there is none: without those programs, or where the system lets users
  /// make no namespaces.
  static let available: Confinement? = {
    // Anybody may make a network in a namespace of users of his own, where the system allows those at all
    // (user_namespaces(7)); where it does not, root can without.
    let ways: [(Extent, String, [String])] = [
      (.filesAndNetwork, "bwrap", isolation + systemFolders.flatMap { ["--ro-bind-try", $0, $0] }),
      (.network, "unshare", ["--user", "--map-current-user", "--net"]),
      (.network, "unshare", ["--net"]),
    ]
    for (extent, name, arguments) in ways {
      guard let path = try? probe(name).locate() else { continue }
      let confinement = Confinement(extent: extent, program: path, arguments: arguments)
      if confinement.works { return confinement }
    }
    return nil
  }()

  private static let isolation = [
    "--unshare-all", "--die-with-parent", "--new-session", "--proc", "/proc", "--dev", "/dev",
    "--tmpfs", "/tmp",
  ]

  /// Where programs, libraries and fonts are.
  private static let systemFolders = [
    "/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/opt", "/etc/alternatives", "/etc/fonts",
    "/etc/ld.so.cache",
  ]

  private static func probe(_ program: String) -> Subprocess {
    Subprocess(program: program, timeLimit: .seconds(10), outputLimit: 0)
  }

  private var works: Bool {
    let trial = Self.probe("true")
    guard let path = try? trial.locate() else { return false }
    return (try? confining(trial, at: path).run())?.termination == .exited(0)
  }

  /// The run of the program at `path` that `process` is, confined.
  func confining(_ process: Subprocess, at path: String) -> Subprocess {
    var confined = process
    confined.program = program
    confined.arguments = arguments
    if extent == .filesAndNetwork {
      let files = [path] + process.arguments.filter(Self.isFile)
      confined.arguments += files.flatMap { ["--ro-bind", $0, $0] }
      confined.environment["TMPDIR"] = "/tmp"
    }
    confined.arguments += ["--", path] + process.arguments
    return confined
  }

  private static func isFile(_ path: String) -> Bool {
    path.hasPrefix("/") && FileStatus.at(path)?.kind == .regular
  }
}
