import Foundation
import Testing
import VosfactKit

/// `payment reconcile` with mails in the outbox, for a Maildir or for a program that takes each of them.
struct KilledDelivery: KilledCommand {
  /// Whether a program takes the mails, to which a repeat is another mail with the same name.
  let isByProgram: Bool

  var testDescription: String {
    "payment reconcile with mails for \(isByProgram ? "a program" : "a Maildir")"
  }
  let words = ["payment", "reconcile", "--format", "json"]

  private func count(_ isSmall: Bool) -> Int { isSmall ? 2 : isByProgram ? 60 : 500 }

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
    guard isByProgram else {
      try workplace.succeed("settings", "set", "mail.directory", workplace.file("mail"))
      return
    }
    try workplace.write(
      "#!/bin/sh\nsed -n 's/^Message-ID: <\\(.*\\)@.*/\\1/p' >> \"$HOME/arrived\"\n",
      to: "sendmail")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workplace.file("sendmail"))
    try workplace.succeed("settings", "set", "mail.sendmail", workplace.file("sendmail"))
  }

  /// The names of the messages that have arrived, sorted; one that came twice is there twice.
  private func arrived(in workplace: Workplace) throws -> [String] {
    if isByProgram {
      guard try workplace.names.contains("arrived") else { return [] }
      return String(decoding: try workplace.read("arrived"), as: UTF8.self)
        .split(separator: "\n").map(String.init).sorted()
    }
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
    #expect(Set(delivered).isSubset(of: arrived), "what counts as delivered has arrived")
    #expect(messages.allSatisfy { $0["state"] == "delivered" || $0["state"] == "waiting" })
    if !isByProgram { #expect(arrived.count == Set(arrived).count, "a repeat takes its own place") }
    if try !answers(printed).isEmpty { #expect(delivered.count == messages.count) }
    return "\(delivered.count) delivered"
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    let messages = try workplace.rows("payment", "outbox", "list")
    return try workplace.books + Set(arrived(in: workplace)).sorted()
      + messages.map { "\($0["name"]?.string ?? "") \($0["state"]?.string ?? "")" }
  }
}
