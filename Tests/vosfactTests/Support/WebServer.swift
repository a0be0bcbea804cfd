import Foundation
import Glibc
import Testing

@testable import vosfact

/// A real web server that runs the built program by CGI, by the configuration that the manual gives, for as long
/// as the value lives. Only the addresses, the paths and the user are a test's own.
final class WebServer: @unchecked Sendable {
  enum Kind: String, CaseIterable, Sendable {
    case lighttpd, apache, nginx

    var configuration: ServerConfiguration {
      switch self {
      case .lighttpd: .lighttpd
      case .apache: .apache
      case .nginx: .nginx
      }
    }

    fileprivate var programs: [String] {
      switch self {
      case .lighttpd: ["lighttpd"]
      case .apache: ["apache2"]
      case .nginx: ["nginx", "fcgiwrap"]
      }
    }
  }

  /// Whether tests under these servers are to run; under continuous integration they always are.
  static func canTest(_ kinds: [Kind] = Kind.allCases) -> Bool {
    ExternalTool.isRequired
      || (kinds.flatMap(\.programs) + ["openssl", "curl"]).allSatisfy {
        path(of: $0) != nil
      }
  }

  /// The path of a server's program: many are where only administrators look.
  private static func path(of program: String) -> String? {
    ExternalTool.path(of: program)
      ?? ["/usr/sbin/\(program)"].first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  let kind: Kind
  /// Where it answers by TLS, and where it sends those to who come without.
  let port: Int
  let plainPort: Int
  private let workplace: Workplace
  private var programs: [RunningProgram] = []

  /// The user that the server and the program run as: servers refuse to run programs as root.
  static let user = getuid() == 0 ? "www-data" : NSUserName()

  /// Starts a server over the database of `shop`, whose site is then at its address.
  init(_ kind: Kind, over shop: Shop) throws {
    self.kind = kind
    workplace = shop.workplace
    port = try ServerPort.next()
    plainPort = try ServerPort.next()
    try workplace.succeed("settings", "set", "pay-link.base-url", "https://localhost:\(port)")
    try makeCertificate()
    try configure()
    try giveAway()
    try start()
    try waitUntilReady(port)
    try waitUntilReady(plainPort)
  }

  /// Where the site is, as links name it.
  var base: String { "https://localhost:\(port)" }

  /// The processes that the server started, by their ids, and those that they started.
  var children: [Int32] {
    let parents = Self.parents()
    var found = programs.map(\.identifier)
    var index = 0
    while index < found.count {
      found += parents.filter { $0.value == found[index] }.map(\.key)
      index += 1
    }
    return Array(found.dropFirst(programs.count))
  }

  /// The parent of every process there is.
  private static func parents() -> [Int32: Int32] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return names.reduce(into: [:]) { parents, name in
      guard let id = Int32(name),
        let text = try? String(contentsOfFile: "/proc/\(name)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return }
      let fields = text[end...].split(separator: " ")
      parents[id] = fields.count > 2 ? Int32(fields[2]) : nil
    }
  }

  private func makeCertificate() throws {
    let made = try workplace.run(
      "openssl",
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days",
        "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-keyout", "server.key", "-out", "server.pem",
      ])
    try #require(made.status == 0, "\(made.errors)")
  }

  /// Writes the manual's configuration, with the test's own addresses and paths.
  private func configure() throws {
    var text = kind.configuration.text
    var places = [
      ServerConfiguration.executable: Workplace.executable,
      ServerConfiguration.database: workplace.database,
      ServerConfiguration.certificate: workplace.file("server.pem"),
      ServerConfiguration.privateKey: workplace.file("server.key"),
      ServerConfiguration.host: "localhost",
    ]
    switch kind {
    case .lighttpd:
      places["server.port = 443"] = "server.bind = \"127.0.0.1\"\nserver.port = \(port)"
      places["\":80\""] = "\"127.0.0.1:\(plainPort)\""
      places["name = \"vosfact\""] = "name = \"\(Self.user)\""
      places["/var/log/lighttpd/error.log"] = workplace.file("error.log")
    case .apache:
      places["*:443"] = "127.0.0.1:\(port)"
      places["*:80"] = "127.0.0.1:\(plainPort)"
      places["\"/usr/local/bin\""] =
        "\"\(URL(fileURLWithPath: Workplace.executable).deletingLastPathComponent().path)\""
    case .nginx:
      places["listen 443"] = "listen 127.0.0.1:\(port)"
      places["listen 80"] = "listen 127.0.0.1:\(plainPort)"
      places["/run/fcgiwrap.socket"] = workplace.file("fcgiwrap.socket")
      places["include fastcgi_params"] = "include /etc/nginx/fastcgi_params"
    }
    // Longer ones first: the executable's path holds the name of its folder.
    for (place, own) in places.sorted(by: { $0.key.count > $1.key.count }) {
      try #require(text.contains(place), "\(kind) names no \(place)")
      text = text.replacing(place, with: own)
    }
    try workplace.write(text, to: "site.conf")
    if kind != .lighttpd { try workplace.write(surroundings, to: "server.conf") }
  }

  /// What Debian's own configuration has around the site's.
  private var surroundings: String {
    switch kind {
    case .lighttpd: ""
    case .apache:
      [
        "mpm_event", "authz_core", "alias", "env", "cgid", "reqtimeout", "ssl", "socache_shmcb",
      ].map { "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so\n" }.joined() + """
        ServerName localhost
        ServerRoot "\(workplace.path)"
        PidFile "\(workplace.file("apache.pid"))"
        ErrorLog "\(workplace.file("error.log"))"
        ScriptSock "\(workplace.file("cgid.socket"))"
        User \(Self.user)
        Group \(Self.user)
        Listen 127.0.0.1:\(port)
        Listen 127.0.0.1:\(plainPort)
        SSLSessionCache none
        Include "\(workplace.file("site.conf"))"

        """
    case .nginx:
      """
      daemon off;
      pid \(workplace.file("nginx.pid"));
      error_log \(workplace.file("error.log"));
      \(getuid() == 0 ? "user \(Self.user);" : "")
      worker_processes 2;
      events {}
      http {
        access_log off;
        client_body_temp_path \(workplace.file("body"));
        fastcgi_temp_path \(workplace.file("fastcgi"));
        proxy_temp_path \(workplace.file("proxy"));
        scgi_temp_path \(workplace.file("scgi"));
        uwsgi_temp_path \(workplace.file("uwsgi"));
        include \(workplace.file("site.conf"));
      }

      """
    }
  }

  /// Makes the workplace the server's user's, who alone may read the database.
  private func giveAway() throws {
    guard getuid() == 0 else { return }
    try workplace.write("", to: "error.log")
    let given = try workplace.run("chown", ["-R", "\(Self.user):\(Self.user)", workplace.path])
    try #require(given.status == 0, "\(given.errors)")
  }

  private func start() throws {
    switch kind {
    case .lighttpd: try run("lighttpd", "-D", "-f", workplace.file("site.conf"))
    case .apache:
      try run("apache2", "-D", "FOREGROUND", "-f", workplace.file("server.conf"))
    case .nginx:
      let wrapper = try #require(Self.path(of: "fcgiwrap"))
      let words = ["-fc8", "-s", "unix:\(workplace.file("fcgiwrap.socket"))"]
      if getuid() == 0 {
        let user = ["--reuid=\(Self.user)", "--regid=\(Self.user)", "--clear-groups"]
        try run("setpriv", user + [wrapper] + words)
      } else {
        try run("fcgiwrap", words)
      }
      try run("nginx", "-c", workplace.file("server.conf"))
    }
  }

  private func run(_ program: String, _ words: String...) throws {
    try run(program, words)
  }

  private func run(_ program: String, _ words: [String]) throws {
    programs.append(
      try RunningProgram(
        try #require(Self.path(of: program)), words, in: workplace.path,
        environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8"]
          .merging(Workplace.measurement) { $1 }))
  }

  /// Waits until the server takes connections: no server tells its starter when it does.
  private func waitUntilReady(_ port: Int) throws {
    let deadline = Date(timeIntervalSinceNow: 30)
    while !ServerPort.isTaken(port) {
      try #require(Date() < deadline, "\(kind) did not start: \(log)")
      poll(nil, 0, 10)
    }
  }

  /// What the server, and the program, complained of.
  var log: String {
    (try? String(contentsOfFile: workplace.file("error.log"), encoding: .utf8)) ?? ""
  }

  /// An answer over the net.
  struct Answer {
    let status: Int
    /// By their names in lower case.
    let headers: [String: String]
    let text: String
  }

  /// The answer to a request by `curl`, over TLS whose certificate is checked.
  ///
  /// - Parameters:
  ///   - path: as it is sent, whatever it holds.
  ///   - options: more of `curl`'s.
  func answer(_ path: String, _ options: String...) throws -> Answer {
    try answer(path, options)
  }

  /// The same with options that were put together before.
  func answer(_ path: String, _ options: [String]) throws -> Answer {
    try Self.curl(
      base + path, options + ["--cacert", workplace.file("server.pem")], in: workplace)
  }

  /// The same without TLS.
  func plainAnswer(_ path: String, _ options: String...) throws -> Answer {
    try Self.curl("http://127.0.0.1:\(plainPort)\(path)", options, in: workplace)
  }

  /// The answer to a request to any address.
  static func curl(
    _ url: String, _ options: [String], in workplace: Workplace
  ) throws -> Answer {
    let ending = try workplace.run(
      "curl",
      [
        "--silent", "--show-error", "--path-as-is", "--globoff", "--noproxy", "*", "--max-time",
        "60",
        "--http1.1", "--include", "--header", "Expect:",
      ] + options + [url])
    try #require(ending.status == 0, "\(url): \(ending.errors)")
    let parts = ending.output.split(
      separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    let lines = parts[0].split(separator: "\r\n")
    let status = try #require(
      lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    let fields = lines.dropFirst().map { line in
      let colon = line.firstIndex(of: ":") ?? line.endIndex
      return (line[..<colon].lowercased(), String(line[colon...].dropFirst(2)))
    }
    return Answer(
      status: status, headers: Dictionary(fields) { $0 + "; " + $1 },
      text: parts.count > 1 ? String(parts[1]) : "")
  }
}
