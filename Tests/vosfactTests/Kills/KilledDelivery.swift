import Foundation
import Testing
import VosfactKit

/// `payment reconcile` with messages in the outbox: mails for a Maildir.
struct KilledDelivery: KilledCommand {
  let testDescription = "payment reconcile with messages queued"
  let words = ["payment", "reconcile", "--format", "json"]

  private func count(_ isSmall: Bool) -> Int { isSmall ? 2 : 500 }

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let workplace = try Shop(invoices: 1).workplace
    let lines = (0..<count(isSmall)).map {
      """
      {"kind": "vat", "number": "N-\($0)", "issue_date": "2026-01-05", "buyer_name": "Zoë",
       "buyer_email": "zoe\($0)@example.org",
       "positions": [{"name": "A", "quantity": "1", "price_net": "10", "tax": "20"}]}
      """
    }
    try workplace.write(lines.joined(separator: "\n"), to: "more.json")
    try workplace.succeed("invoice", "import", "more.json")
    try workplace.succeed("settings", "set", "company.email", "compta@dupont.example")
    try workplace.succeed("settings", "set", "mail.attach-pdf", "off")
    try workplace.succeed("invoice", "send", "--all-unsent")
    return workplace
  }

  func arrange(_ workplace: Workplace) throws {
    try workplace.succeed("settings", "set", "mail.directory", workplace.file("mail"))
  }

  /// The names of the mails that have arrived: each begins with a time and the message's own name.
  private func arrived(in workplace: Workplace) throws -> [String] {
    let folder = workplace.file("mail/new")
    guard FileManager.default.fileExists(atPath: folder) else { return [] }
    return try FileManager.default.contentsOfDirectory(atPath: folder)
      .map { String($0.split(separator: ".")[1]) }.sorted()
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    let messages = try workplace.rows("payment", "outbox", "list")
    let arrived = try arrived(in: workplace)
    let known = Set(messages.compactMap { $0["name"]?.string })
    let delivered = messages.filter { $0["state"] == "delivered" }.compactMap { $0["name"]?.string }
    #expect(Set(arrived).isSubset(of: known), "each mail is a message's, under its own name")
    #expect(arrived.count == Set(arrived).count, "a repeat takes its own place")
    #expect(Set(delivered).isSubset(of: arrived), "what counts as delivered has arrived")
    #expect(messages.allSatisfy { $0["state"] == "delivered" || $0["state"] == "waiting" })
    if try !answers(printed).isEmpty { #expect(delivered.count == messages.count) }
    return "\(delivered.count) delivered"
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    let messages = try workplace.rows("payment", "outbox", "list")
    return try workplace.books + arrived(in: workplace)
      + messages.map { "\($0["name"]?.string ?? "") \($0["state"]?.string ?? "")" }
  }
}
