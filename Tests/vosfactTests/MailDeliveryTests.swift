import Foundation
import Testing
import VosfactKit

/// Mails handed to a real relay, which passes them to a server that reads what arrives.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "msmtp", "python3"), "needs msmtp and python3"))
struct MailDeliveryTests {
  private let shop: Shop
  private let sink: StandIn

  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 1)
    sink = try StandIn("smtp_sink", shop.workplace.file("mails.json"))
    let workplace = shop.workplace
    try workplace.write(
      "account default\nhost 127.0.0.1\nport \(sink.port)\ntls off\nauth off\n", to: ".msmtprc")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: workplace.file(".msmtprc"))
    let msmtp = try #require(ExternalTool.path(of: "msmtp"))
    for (key, value) in [
      ("mail.sendmail", msmtp), ("mail.from", "factures@dupont.example"),
      ("company.name", "Dupont \"Père\" & Fils <x>"), ("company.email", "compta@dupont.example"),
      ("mail.attach-pdf", "off"),
    ] {
      try workplace.succeed("settings", "set", key, value)
    }
  }

  /// What has arrived.
  private func arrived() throws -> [JSONValue] {
    guard try workplace.names.contains("mails.json") else { return [] }
    return try #require(try JSONValue(parsing: workplace.read("mails.json")).array)
  }

  private func invoice(to address: String, language: String = "fr") throws -> String {
    let issued = try workplace.succeed(
      "invoice", "create", "--buyer", "Zoë, \"Z\" <b>", "--email", address, "--line", "A;1;100;20",
      "--document-language", language, "--format", "json")
    return try #require(try issued.json["number"]?.string)
  }

  @Test(
    "a document's mail arrives whole, from the sender and at every address, and the document is sent"
  )
  func document() throws {
    let number = try invoice(to: "zoe@example.org, second@example.org")
    let sent = try workplace.succeed("invoice", "send", number, "--format", "json")
    #expect(try sent.json.array?.first?["state"] == "sent")
    try workplace.succeed("payment", "reconcile")
    let mail = try #require(try arrived().first)
    #expect(mail["sender"] == "factures@dupont.example")
    #expect(mail["recipients"] == ["zoe@example.org", "second@example.org"])
    #expect(mail["subject"]?.string == "Facture \(number) de Dupont \"Père\" & Fils <x>")
    #expect(mail["defects"] == [])
    let text = try #require(mail["text"]?.string)
    let html = try #require(mail["html"]?.string)
    #expect(text.contains("Bonjour Zoë, \"Z\" <b>,"))
    #expect(html.contains("Zoë, &quot;Z&quot; &lt;b&gt;"))
    let link = try #require(
      text.split(whereSeparator: \.isNewline).first { $0.hasPrefix("https://") })
    #expect(html.contains("href=\"\(link)\""))
    #expect(try workplace.succeed("pay-link", "verify", String(link)).status == 0)
    let history = try workplace.rows("invoice", "history", number).compactMap { $0["kind"]?.string }
    #expect(history == ["document.created", "document.sent"])
    #expect(
      try workplace.succeed("invoice", "show", number, "--format", "json").json["state"] == "sent")

    // All that were never sent: this one is not among them any more.
    let second = try invoice(to: "third@example.org", language: "en")
    let rest = try workplace.succeed("invoice", "send", "--all-unsent", "--format", "json")
    #expect(try rest.json.array?.compactMap { $0["document"]?.string } == [second])
    try workplace.succeed("payment", "reconcile")
    #expect(try arrived().last?["text"]?.string?.contains("To pay online:") == true)
  }

  @Test("mail goes where it was told to go, and a domain with accents is named to servers as IDNA")
  func addressed() throws {
    let number = try invoice(to: "zeo@example.org")
    try workplace.succeed("invoice", "address", number, "--email", "zoe@café-été.example")
    try workplace.succeed("invoice", "send", number)
    try workplace.succeed("payment", "reconcile")
    #expect(try arrived().last?["recipients"] == ["zoe@xn--caf-t-dsabb.example"])
    try workplace.succeed("invoice", "send", number, "--to", "zoe@example.org;b@example.org")
    try workplace.succeed("payment", "reconcile")
    #expect(try arrived().last?["recipients"] == ["zoe@example.org", "b@example.org"])
    let shown = try workplace.succeed("invoice", "show", number, "--format", "json").json
    #expect(shown["mail_address"] == "zoe@example.org, b@example.org")
    #expect(shown["buyer"]?["email"] == "zeo@example.org")
  }

  @Test("a preview is a file that mail programs read, and sends nothing")
  func preview() throws {
    let number = try invoice(to: "zoe@example.org")
    let file = try workplace.succeed("invoice", "send", number, "--preview")
    #expect(file.output.contains("\r\nAuto-Submitted: auto-generated\r\n"))
    #expect(try workplace.rows("payment", "outbox", "list").isEmpty)
    #expect(
      try workplace.succeed("invoice", "show", number, "--format", "json").json["state"] == "issued"
    )
    #expect(try workplace.vosfact("invoice", "send").status == 64)
    #expect(try workplace.vosfact("invoice", "send", "F-1").status == 1)
  }

  @Test(
    "a recipient that the server refuses is told to the user, one that it puts off is tried again")
  func refused() throws {
    let numbers = [try invoice(to: "unknown@example.org"), try invoice(to: "later@example.org")]
    for number in numbers { try workplace.succeed("invoice", "send", number) }
    let ending = try workplace.vosfact("payment", "reconcile")
    let states = try workplace.rows("payment", "outbox", "list").compactMap { $0["state"]?.string }
    // msmtp ends with 69 or 65 on a refused recipient, by its version; it is never taken for delivered.
    #expect(states.last == "waiting")
    #expect(states.first != "delivered")
    #expect(ending.output.contains("failed: 2"))
    #expect(try arrived().isEmpty)
  }

  @Test("the customer is thanked once, at once after a callback, when the settings say so")
  func immediate() throws {
    try workplace.succeed("settings", "set", "notifications.paid.enabled", "on")
    try workplace.succeed("settings", "set", "outbox.immediate", "on")
    let number = try invoice(to: "zoe@example.org")
    try shop.simulate("paid", of: shop.start(number), to: "paid.http")
    #expect(try shop.receive("paid.http")["result"] == "applied")
    // The delivery is a process of its own, which the command has not waited for: it takes the lock, and
    // whoever comes after it finds the message delivered.
    let deadline = ContinuousClock.now + .seconds(60)
    while try workplace.rows("payment", "outbox", "list").first?["state"] != "delivered",
      ContinuousClock.now < deadline
    {
      _ = try workplace.vosfact("payment", "audit")
    }
    let mail = try #require(try arrived().first)
    #expect(try arrived().count == 1)
    // No money came, and the thanks say so.
    #expect(mail["subject"]?.string == "[sans argent réel] Paiement reçu : Facture \(number)")
    #expect(mail["text"]?.string?.contains("aucun argent n’a été reçu") == true)
    #expect(mail["text"]?.string?.contains("120,00") == true)
    #expect(try shop.receive("paid.http")["result"] == "repeated")
    #expect(try workplace.rows("payment", "outbox", "list").count == 1)
  }

  @Test(
    "the document goes with its mail as PDF, and without an engine the mail waits and the user is told"
  )
  func attachment() throws {
    try workplace.succeed("settings", "set", "mail.attach-pdf", "on")
    let number = try invoice(to: "zoe@example.org")
    // An engine that is a program of the system's own: it copies what is no PDF, or what begins like one.
    try workplace.write(
      "#!/bin/sh\ncat > /dev/null\nprintf '%%PDF-1.7\\nof a test\\n%%%%EOF\\n'\n", to: "engine")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o700], ofItemAtPath: workplace.file("engine"))
    try workplace.succeed("settings", "set", "pdf.engine", "\(workplace.file("engine")) - -")
    let file = try workplace.succeed("invoice", "send", number, "--preview").output
    #expect(file.contains("filename=\"\(number).pdf\""))
    #expect(file.contains(Data("%PDF-1.7\nof a test".utf8).base64EncodedString().prefix(20)))

    try workplace.succeed("settings", "set", "pdf.engine", "/nonexistent - -")
    try workplace.succeed("invoice", "send", number)
    let ending = try workplace.vosfact("payment", "reconcile")
    #expect(ending.status == 78)
    #expect(ending.errors.contains("pdf.engine"))
    let message = try #require(try workplace.rows("payment", "outbox", "list").first)
    #expect(message["state"] == "waiting" && message["attempts"] == 0)
  }

  @Test("a callback over the web is answered first, and the customer is thanked after it")
  func afterAnswer() throws {
    try workplace.succeed("settings", "set", "notifications.paid.enabled", "on")
    try workplace.succeed("settings", "set", "outbox.immediate", "on")
    let number = try invoice(to: "zoe@example.org")
    try shop.simulate("paid", of: shop.start(number), to: "paid.http")
    let raw = String(decoding: try workplace.read("paid.http"), as: UTF8.self)
    let parts = raw.split(separator: "\r\n\r\n", maxSplits: 1)
    let (head, body) = (try #require(parts.first), parts.count > 1 ? String(parts[1]) : "")
    var variables: [String: String?] = [
      "GATEWAY_INTERFACE": "CGI/1.1", "REQUEST_METHOD": "POST", "SERVER_PROTOCOL": "HTTP/1.1",
      "PATH_INFO": "/callback/stripe", "SCRIPT_NAME": "", "QUERY_STRING": "",
      "CONTENT_LENGTH": String(body.utf8.count),
      // Under a web server it asks nothing, and the delivery does not get it.
      "VOSFACT_COMPLETE": "fish",
    ]
    for line in head.split(whereSeparator: \.isNewline).dropFirst() {
      let field = line.split(separator: ":", maxSplits: 1)
      guard field.count == 2 else { continue }
      let name = field[0].uppercased().replacing("-", with: "_")
      let value = field[1].trimmingCharacters(in: .whitespaces)
      if name == "CONTENT_TYPE" { variables[name] = value }
      if !name.hasPrefix("CONTENT_") { variables["HTTP_\(name)"] = value }
    }
    let answer = try workplace.vosfact(with: variables, input: body)
    #expect(answer.output.hasPrefix("Status: 200"), "\(answer.output)\(answer.errors)")
    let deadline = ContinuousClock.now + .seconds(60)
    while try workplace.rows("payment", "outbox", "list").first?["state"] != "delivered",
      ContinuousClock.now < deadline
    {
      _ = try workplace.vosfact("payment", "audit")
    }
    #expect(try arrived().map { $0["recipients"] } == [["zoe@example.org"]])
  }
}
