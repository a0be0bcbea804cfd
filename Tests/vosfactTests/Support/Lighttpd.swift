import Foundation
import Testing

@testable import VosfactKit

/// A lighttpd that answers with the built `vosfact` by CGI, on the database of a workplace, for as long as the value
/// lives.
final class Lighttpd {
  /// Its address, which is set as `pay-link.base-url`.
  let base: String

  private let process = Process()

  init(on workplace: Workplace) throws {
    let port = try ServerPort.next()
    base = "http://127.0.0.1:\(port)"
    try workplace.write(
      """
      server.document-root = "\(workplace.path)"
      server.bind = "127.0.0.1"
      server.port = \(port)
      server.modules = ("mod_alias", "mod_cgi", "mod_setenv")
      setenv.add-environment = ("VOSFACT_DB" => "\(workplace.database)", "PATH" => "\(Subprocess.systemSearchPath)")
      alias.url = ("/" => "\(Workplace.executable)/")
      cgi.assign = ("" => "")
      """, to: "lighttpd.conf")
    try workplace.succeed("settings", "set", "pay-link.base-url", base)
    let errors = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["lighttpd", "-D", "-f", workplace.file("lighttpd.conf")]
    process.environment = [
      "PATH": "/usr/sbin:\(Subprocess.systemSearchPath)"
    ].merging(Workplace.measurement) { $1 }
    process.standardError = errors
    try process.run()
    // It says so once it listens, and ends if it cannot.
    var said = Data()
    while !String(decoding: said, as: UTF8.self).contains("server started"),
      let more = try errors.fileHandleForReading.read(upToCount: 1), !more.isEmpty
    {
      said += more
    }
    try #require(process.isRunning, "lighttpd: \(String(decoding: said, as: UTF8.self))")
  }

  deinit {
    // Whatever signals the test's own process has blocked, this one it does not wait for.
    kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
