import Foundation
import Testing

@testable import VosfactKit

/// What one request costs, by what the process that answers it asks of the system.
@Suite(.waiting, .enabled(if: ExternalTool.canTest(with: "strace"), "strace is not installed"))
struct RequestCostTests {
  /// Answers a request under strace(1), and gives the calls among `calls` that it made, one a line.
  private func calls(
    _ calls: String, of shop: Shop, body: String = "", _ request: [String: String?]
  ) throws -> [Substring] {
    let ending = try shop.workplace.run(
      "strace",
      [
        "--quiet=all", "--decode-fds=path", "--trace=\(calls)", "--output=trace",
        Workplace.executable,
      ],
      with: request.merging(["GATEWAY_INTERFACE": "CGI/1.1"]) { $1 }, input: body)
    try #require(ending.output.hasPrefix("Status: 200 OK\r\n"), "\(ending.output)\(ending.errors)")
    let trace = String(decoding: try shop.workplace.read("trace"), as: UTF8.self)
    return trace.split(separator: "\n")
  }

  /// The waits for the disk of a process that takes in a callback.
  private func waits(of bytes: [UInt8], in shop: Shop) throws -> [Substring] {
    let callback = try CallbackRequest(parsing: bytes)
    let signature: String = try #require(callback.headers["Stripe-Signature"])
    return try calls(
      "fsync,fdatasync", of: shop, body: String(decoding: callback.body, as: UTF8.self),
      [
        "REQUEST_METHOD": "POST", "PATH_INFO": "/callback/stripe",
        "CONTENT_LENGTH": String(callback.body.count), "CONTENT_TYPE": "application/json",
        "HTTP_STRIPE_SIGNATURE": signature,
      ])
  }

  @Test("a page is shown without the configuration of libcrypto, in one read of the database")
  func page() throws {
    let shop = try Shop(invoices: 1)
    let token = try shop.token("F-1")
    let trace = try calls(
      "openat,fcntl,unlink", of: shop, ["REQUEST_METHOD": "GET", "PATH_INFO": "/p/\(token)"])
    #expect(!trace.contains { $0.contains("openssl.cnf") })
    // The database, its log and the log's index: each is locked and unlocked a few times as it is opened, and once
    // for the page.
    #expect(trace.count(where: { $0.hasPrefix("fcntl(") && $0.contains("/vosfact.db") }) < 50)
    #expect(trace.contains { $0.hasPrefix("openat(") && $0.contains("vosfact.db-wal") })
    #expect(!trace.contains { $0.hasPrefix("unlink(") })
  }

  @Test("a callback by itself waits for the disk three times at the most")
  func callbacks() throws {
    let shop = try Shop(invoices: 12)
    let payments = try shop.start(1...12)
    let waits = try shop.simulate(.paid, of: payments).map { try self.waits(of: $0, in: shop) }
    // The first after a command, which leaves no log. The beginning of the new log must be on the disk before what
    // follows it, or a power cut leaves a log that is not read, and its name in its folder; then comes the commit.
    #expect(waits[0].count == 3, "\(waits[0])")
    // Any other waits for its commit alone, which the provider is promised by our answer…
    #expect(waits[1].count == 1, "\(waits[1])")
    // … but for those that find the log large: once the answer is out, what stands in the log is on the disk before
    // it is in the file, and in the file before the log is cut. The next one begins the log again, as the first.
    #expect(waits.allSatisfy { $0.count <= 3 }, "\(waits)")
    #expect(waits.dropFirst().contains { $0.count == 3 }, "\(waits)")
  }

  @Test("after a command a copy of the file alone holds all that requests wrote") func copy() throws
  {
    let shop = try Shop(invoices: 1)
    let callback = try #require(try shop.simulate(.paid, of: shop.start([1])).first)
    _ = try waits(of: callback, in: shop)
    let workplace = shop.workplace
    #expect(try FileStatus("\(workplace.database)-wal").size > 0)
    for ending in ["-wal", "-shm"] {
      #expect(try FileStatus(workplace.database + ending).permissions == 0o600)
    }
    // To look at a database leaves it as it is.
    try workplace.vosfact("settings", "check")
    #expect(try FileStatus("\(workplace.database)-wal").size > 0)
    try workplace.succeed("invoice", "list")
    #expect((FileStatus.at("\(workplace.database)-wal")?.size ?? 0) == 0)
    try FileManager.default.copyItem(
      atPath: workplace.database, toPath: workplace.file("copy.db"))
    let list = try workplace.succeed("--db", "copy.db", "payment", "list", "--format", "json")
    #expect(try list.json.array?.first?["state"]?.string == "paid")
  }
}
