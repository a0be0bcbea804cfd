import Foundation
import Synchronization
import Testing

@testable import VosfactKit

/// `payment reconcile` with calls in the outbox, two about each of many documents.
struct KilledCalls: KilledCommand {
  let testDescription = "payment reconcile with calls to a webhook"
  let words = ["payment", "reconcile", "--format", "json"]

  /// One receiver for all of them: each workplace calls a path of its own.
  private static let receiver = Mutex<StandIn?>(nil)

  private static var base: String {
    get throws {
      try receiver.withLock { receiver in
        if let receiver { return receiver.base }
        let started = try StandIn("webhook_receiver")
        receiver = started
        return started.base
      }
    }
  }

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let count = isSmall ? 2 : 250
    let workplace = try Shop(invoices: count).workplace
    try workplace.succeed("settings", "set", "notifications.webhook.allow-private", "on")
    try workplace.succeed(
      "settings", "webhook", "add", try Self.base, "--secret-file", "secret",
      "--event", "document.created", "--event", "document.sent")
    let kit = try Kit(path: workplace.database, access: .existing, environment: [:])
    try kit.transaction {
      for number in 1...count {
        let document = try kit.documents.named("F-\(number)")
        try kit.notices.tell(.documentCreated, key: document.number, document, [])
        try kit.notices.tell(.documentSent, key: document.number, document, [])
      }
    }
    return workplace
  }

  func arrange(_ workplace: Workplace) throws {
    let address = try Self.base + path(of: workplace)
    let change = try workplace.run(
      "sqlite3", [workplace.database, "UPDATE webhook SET url = '\(address)'"])
    try #require(change.status == 0, "\(change.errors)")
  }

  private func path(of workplace: Workplace) -> String {
    "/hook/\(URL(fileURLWithPath: workplace.path).lastPathComponent)"
  }

  /// The names of the calls that have arrived, in their order; one that came twice is there twice.
  private func arrived(in workplace: Workplace) throws -> [String] {
    let address = try "\(Self.base)/calls\(path(of: workplace))"
    let answer = try workplace.run("curl", ["-s", address])
    let calls = try #require(try answer.json.array)
    var bodies: [String: String] = [:]
    return try calls.map { call in
      let name = try #require(call["headers"]?["webhook-id"]?.string)
      let body = try #require(call["body"]?.string)
      #expect(bodies[name, default: body] == body, "a repeat says the same")
      bodies[name] = body
      return name
    }
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    let messages = try workplace.rows("payment", "outbox", "list")
    let arrived = try arrived(in: workplace)
    let names = messages.compactMap { $0["name"]?.string }
    let delivered = messages.filter { $0["state"] == "delivered" }.compactMap { $0["name"]?.string }
    #expect(Set(arrived).isSubset(of: names), "each call is a message's, under its own name")
    #expect(Set(delivered).isSubset(of: arrived), "what counts as delivered has arrived")
    #expect(messages.allSatisfy { $0["state"] == "delivered" || $0["state"] == "waiting" })
    try expectOrder(of: arrived, messages)
    if try !answers(printed).isEmpty { #expect(delivered.count == messages.count) }
    return "\(delivered.count) delivered"
  }

  /// Fails the test if a document was told of as sent before it was told of as created.
  private func expectOrder(of arrived: [String], _ messages: [JSONValue]) throws {
    let places = Dictionary(
      arrived.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: min)
    for document in Dictionary(grouping: messages, by: { $0["document"]?.string }).values {
      let names = document.compactMap { $0["name"]?.string }
      guard let later = names.last.flatMap({ places[$0] }) else { continue }
      let earlier = names.first.flatMap { places[$0] }
      #expect(earlier.map { $0 < later } == true, "the calls about a document come in their order")
    }
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    let messages = try workplace.rows("payment", "outbox", "list")
    return try workplace.books + Set(arrived(in: workplace)).sorted()
      + messages.map { "\($0["name"]?.string ?? "") \($0["state"]?.string ?? "")" }
  }
}
