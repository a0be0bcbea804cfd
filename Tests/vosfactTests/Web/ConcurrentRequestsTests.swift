import Foundation
import Glibc
import Synchronization
import Testing

@testable import VosfactKit

/// Many requests at once under real web servers.
@Suite(.waiting, .serialized, .enabled(if: WebServer.canTest())) struct ConcurrentRequestsTests {
  /// Sends all `requests` at once, and gives how many were answered with each status; 0 if the connection broke.
  private func send(
    _ requests: [[String]], to server: WebServer, in shop: Shop
  ) throws -> [Int: Int] {
    let configuration = requests.map { lines in
      ([
        "silent", "noproxy = \"*\"", "max-time = 120", "http1.1", "header = \"Expect:\"",
        "cacert = \"\(shop.workplace.file("server.pem"))\"", "output = \"/dev/null\"",
        "write-out = \"%{http_code}\\n\"",
      ] + lines).joined(separator: "\n")
    }.joined(separator: "\nnext\n")
    try shop.workplace.write(configuration, to: "requests.curl")
    let ending = try shop.workplace.run(
      "curl",
      [
        "--parallel", "--parallel-immediate", "--parallel-max", "\(requests.count)", "--config",
        "requests.curl",
      ])
    let statuses = ending.output.split(separator: "\n").compactMap { Int($0) }
    return statuses.reduce(into: [:]) { $0[$1, default: 0] += 1 }
  }

  /// A genuine callback about each payment, as `curl` reads it of a file.
  private func callbacks(_ payments: [String], in shop: Shop, at server: () -> WebServer) throws
    -> [[String]]
  {
    try zip(payments, shop.simulate(.paid, of: payments)).map { payment, bytes in
      let request = try CallbackRequest(parsing: bytes)
      try shop.workplace.write(request.body, to: "\(payment).body")
      return [
        "url = \"\(server().base)/callback/stripe\"",
        "header = \"Stripe-Signature: \(try #require(request.headers["Stripe-Signature"]))\"",
        "header = \"Content-Type: application/json\"",
        "data-binary = \"@\(shop.workplace.file("\(payment).body"))\"",
      ]
    }
  }

  private func states(_ shop: Shop) throws -> [String?] {
    let list = try shop.workplace.succeed("payment", "list", "--format", "json").json.array
    return list?.map { $0["state"]?.string } ?? []
  }

  @Test(
    "of 200 callbacks at once none is lost", arguments: WebServer.Kind.allCases)
  func callbacksAtOnce(_ kind: WebServer.Kind) throws {
    let shop = try Shop(invoices: 200)
    let payments = try shop.start(1...200)
    let server = try WebServer(kind, over: shop)
    let requests = try callbacks(payments, in: shop) { server }
    #expect(try send(requests, to: server, in: shop) == [200: 200], "\(server.log.suffix(2000))")
    #expect(try states(shop) == Array(repeating: "paid", count: 200))
    #expect(try shop.workplace.vosfact("payment", "audit").status == 0)
  }

  @Test("of 200 forms at once each starts one payment, also where two tabs send the same")
  func formsAtOnce() throws {
    let shop = try Shop(invoices: 100)
    let server = try WebServer(.lighttpd, over: shop)
    let kit = try Kit(path: shop.workplace.database, access: .existing, environment: [:])
    let maker = try kit.payLinks.maker()
    let requests = try (1...100).flatMap { number in
      let address = try maker.link(to: kit.documents.named("F-\(number)")).url
      return Array(repeating: ["url = \"\(address)\"", "data = \"provider=stripe\""], count: 2)
    }
    #expect(try send(requests, to: server, in: shop) == [303: 200], "\(server.log.suffix(2000))")
    #expect(try states(shop) == Array(repeating: "pending", count: 100))
  }

  @Test("when the program is killed at its work, the same requests again lose and double nothing")
  func killed() throws {
    let shop = try Shop(invoices: 60)
    let payments = try shop.start(1...60)
    let server = try WebServer(.lighttpd, over: shop)
    let requests = try callbacks(payments, in: shop) { server }
    let isOver = Atomic(false)
    let killed = Atomic(0)
    let results = Threads.run(2) { index in
      if index == 0 {
        defer { isOver.store(true, ordering: .relaxed) }
        // A request takes so little that a busy machine may let none be met at its work: they come again then.
        repeat {
          _ = try send(requests, to: server, in: shop)
        } while killed.load(ordering: .relaxed) == 0
        return
      }
      while !isOver.load(ordering: .relaxed), killed.load(ordering: .relaxed) < 30 {
        for child in server.children where kill(child, SIGKILL) == 0 {
          killed.add(1, ordering: .relaxed)
        }
        poll(nil, 0, 1)
      }
    }
    for result in results { try result.get() }
    #expect(try send(requests, to: server, in: shop) == [200: 60])
    #expect(try states(shop) == Array(repeating: "paid", count: 60))
    let documents = try shop.workplace.succeed("invoice", "list", "--format", "json").json.array
    #expect(documents?.allSatisfy { $0["paid"]?.string == "12.00" } == true)
    #expect(try shop.workplace.vosfact("payment", "audit").status == 0)
  }
}
