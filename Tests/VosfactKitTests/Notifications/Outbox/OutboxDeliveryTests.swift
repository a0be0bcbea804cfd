import Foundation
import Localization
import Testing

@testable import VosfactKit

@Suite struct OutboxDeliveryTests {
  private let folder: TestFolder
  private let shop: Shop

  init() throws {
    folder = try TestFolder()
    shop = try Shop()
    let settings = shop.kit.settings
    try settings.set(.mailDirectory, to: folder.file("mail"), at: Shop.noon)
    try settings.set(.companyEmail, to: "compta@dupont.example", at: Shop.noon)
    try settings.set(.attachPDF, to: "off", at: Shop.noon)
  }

  /// A folder of a test's own with all that is in it.
  private final class TestFolder {
    let path: String

    init() throws {
      let url = FileManager.default.temporaryDirectory
        .appending(component: "vosfact-test-\(UUID().uuidString)")
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
      path = url.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func file(_ name: String) -> String { "\(path)/\(name)" }

    func script(_ name: String, _ text: String) throws -> String {
      let draft = file("\(name).draft")
      try Data("#!/bin/sh\n\(text)\n".utf8).write(to: URL(fileURLWithPath: draft))
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: draft)
      // By another process: a program that other tests start at that moment would hold the file open for writing, and
      // the system runs no such file (execve(2), ETXTBSY).
      let copy = try Process.run(URL(fileURLWithPath: "/bin/cp"), arguments: [draft, file(name)])
      copy.waitUntilExit()
      return file(name)
    }
  }

  private var mails: [String] {
    get throws {
      try FileManager.default.contentsOfDirectory(atPath: folder.file("mail/new")).sorted()
    }
  }

  private func messages(_ shop: Shop) throws -> [OutboxMessage] {
    var messages: [OutboxMessage] = []
    var list = try shop.kit.outbox.list(OutboxFilter())
    while let message = try list.next() { messages.append(message) }
    return messages
  }

  private func send(_ count: Int = 1) throws {
    for _ in 0..<count {
      _ = try shop.kit.sending.send(shop.document(email: "aline@example.org"))
    }
  }

  @Test("each mail lies in the Maildir once, also when it is delivered again under the same name")
  func maildir() throws {
    try send(300)
    #expect(try shop.kit.delivery(rehearsing: true).run().delivered == 300)
    #expect(!FileManager.default.fileExists(atPath: folder.file("mail")))
    let report = try shop.kit.delivery().run()
    #expect(report.delivered == 300 && report.failed == 0 && report.problems.isEmpty)
    let first = try mails
    #expect(first.count == 300)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.file("mail/tmp")).isEmpty)
    #expect(try shop.kit.delivery().run().delivered == 0)

    // As after a kill between the delivery and its record.
    try DatabaseContent.execute("UPDATE outbox SET state = 'waiting'", on: shop.database)
    #expect(try shop.kit.delivery().run().delivered == 300)
    #expect(try mails == first)
  }

  @Test(
    "what sendmail says decides: refused for good, or to be tried again",
    arguments: [
      ("cat > /dev/null; exit 0", .delivered, 1), ("exit 0", .delivered, 1),
      ("exit 67", .failed, 1), ("cat > /dev/null; exit 65", .failed, 1), ("exit 77", .failed, 1),
      ("exit 75", .waiting, 1), ("exit 69", .waiting, 1), ("exit 78", .waiting, 1),
      ("exit 3", .waiting, 1), ("kill -9 $$", .waiting, 1),
      ("echo s3cret-line; echo s3cret-line >&2; exit 67", .failed, 1),
      ("yes s3cret-line; exit 0", .waiting, 1),
    ] as [(String, OutboxState, Int64)])
  func sendmailStatus(_ script: String, _ state: OutboxState, _ attempts: Int64) throws {
    let program = try folder.script("sendmail", script)
    try shop.kit.settings.set(.sendmail, to: program, at: Shop.noon)
    try shop.kit.settings.set(.attentionNotices, to: "on", at: Shop.noon)
    try send()
    let report = try shop.kit.delivery().run()
    let message = try #require(try messages(shop).first)
    #expect(message.state == state)
    #expect(message.attempts == attempts)
    #expect(report.delivered == (state == .delivered ? 1 : 0))
    #expect((message.failure == nil) == (state == .delivered))
    // Nothing of what the program printed is kept or told.
    #expect(message.failure?.en.contains("s3cret") != true)
    #expect(report.problems.allSatisfy { !$0.text.en.contains("s3cret") })
    let document = try #require(try shop.kit.documents.document(number: message.document ?? ""))
    #expect(try shop.history(document).contains("message.failed") == (state == .failed))
    #expect(try messages(shop).contains { $0.topic == .attention } == (state == .failed))
    if state == .waiting { #expect(message.nextAt > Shop.noon) }
  }

  @Test("a sendmail that hangs is stopped, and the mail waits")
  func hanging() throws {
    var sendmail = Sendmail(program: try folder.script("sendmail", "sleep 600"), environment: [:])
    sendmail.timeLimit = .milliseconds(200)
    let mail = MailMessage(
      identifier: "a", from: try #require(MailAddress("a@example.org")),
      to: [try #require(MailAddress("b@example.org"))], subject: "s", date: Shop.noon,
      language: "en", text: "t", html: "h")
    guard case .postponed(let reason, nil, nil) = sendmail.send(mail) else {
      Issue.record("it was not stopped")
      return
    }
    #expect(reason.en.contains("was stopped"))
  }

  @Test("sendmail is given the sender and the mail, and no recipient in its arguments")
  func arguments() throws {
    let program = try folder.script(
      "sendmail", "echo \"$@\" > \(folder.file("arguments")); cat > \(folder.file("input"))")
    try shop.kit.settings.set(.sendmail, to: program, at: Shop.noon)
    try shop.kit.settings.set(.mailFrom, to: "invoices@dupont.example", at: Shop.noon)
    try send()
    #expect(try shop.kit.delivery().run().delivered == 1)
    let arguments = try String(contentsOfFile: folder.file("arguments"), encoding: .utf8)
    #expect(arguments == "-i -t -f invoices@dupont.example\n")
    let mail = try String(contentsOfFile: folder.file("input"), encoding: .utf8)
    #expect(mail.contains("\nFrom: invoices@dupont.example\n"))
    #expect(mail.contains("\nTo: Aline <aline@example.org>\n"))
    #expect(mail.contains("\nReply-To: compta@dupont.example\n"))
    #expect(mail.contains("\nMessage-ID: <\(try messages(shop)[0].name)@dupont.example>\n"))
  }

  @Test("those who want no more reminders write to an address that holds, whatever is in it")
  func unsubscribing() throws {
    try shop.kit.settings.set(.companyEmail, to: "a&b?c%20=d@dupont.example", at: Shop.noon)
    try shop.kit.settings.set(.remindersAfter, to: "1", at: Shop.noon)
    let document = try shop.document(email: "aline@example.org")
    let due = try #require(document.content.dueOn)
    let later = shop.at(UnixTime(startOf: due) + Seconds(86_400))
    try later.kit.sending.remind(rehearsing: false) { _ in }
    let message = try #require(try later.kit.outbox.last())
    let mail = try later.kit.mailComposer().mail(of: message)
    #expect(
      mail.unsubscribe
        == "mailto:a%26b%3Fc%2520%3Dd@dupont.example?subject=STOP%20\(document.number)")
  }

  @Test("mails about one document go in their order: a later one waits for the earlier")
  func order() throws {
    let program = try folder.script("sendmail", "exit 75")
    try shop.kit.settings.set(.sendmail, to: program, at: Shop.noon)
    let (first, second) = (
      try shop.document(email: "a@example.org"), try shop.document(email: "b@example.org")
    )
    for document in [first, first, second] { _ = try shop.kit.sending.send(document) }
    #expect(try shop.kit.delivery().run().failed == 2)
    #expect(try messages(shop).map(\.attempts) == [1, 0, 1])

    let later = shop.at(Shop.noon + Seconds(60))
    try later.kit.settings.unset(.sendmail, at: Shop.noon)
    #expect(try later.kit.delivery().run().delivered == 3)
  }

  @Test("a message that fails for three days is given up, and can be tried again by hand")
  func givenUp() throws {
    let program = try folder.script("sendmail", "exit 75")
    try shop.kit.settings.set(.sendmail, to: program, at: Shop.noon)
    try send()
    var now = Shop.noon
    while try messages(shop)[0].state == .waiting {
      now = try messages(shop)[0].nextAt
      _ = try shop.at(now).kit.delivery().run()
    }
    #expect(now == Shop.noon + DeliverySchedule.limit)
    let failed = try messages(shop)[0]
    #expect(failed.state == .failed)
    try shop.kit.settings.unset(.sendmail, at: Shop.noon)
    let later = shop.at(now + Seconds(60))
    #expect(try later.kit.outbox.retry(failed).state == .waiting)
    #expect(try later.kit.delivery().run().delivered == 1)
    #expect(try messages(shop)[0].name == failed.name)
    expectFault(.refused, "was not dropped; it is delivered already; nothing is to be done") {
      try later.kit.outbox.drop(messages(shop)[0])
    }
  }

  @Test("without a sender, or with a folder that cannot be written, mails wait as they are")
  func misconfigured() throws {
    try send(3)
    try shop.kit.settings.unset(.companyEmail, at: Shop.noon)
    let report = try shop.kit.delivery().run()
    #expect(report.delivered == 0 && report.problems.count == 1)
    #expect(report.problems.first?.nature == .misconfigured)
    try shop.kit.settings.set(.companyEmail, to: "compta@dupont.example", at: Shop.noon)
    try shop.kit.settings.set(.mailDirectory, to: "/proc/vosfact", at: Shop.noon)
    #expect(try shop.kit.delivery().run().problems.first?.nature == .cannotWrite)
    #expect(try messages(shop).allSatisfy { $0.state == .waiting && $0.attempts == 0 })
  }

  @Test("an address that no server would take is told, and the other mails go")
  func badRecipient() throws {
    _ = try shop.kit.sending.send(shop.document(email: "zoë@exämple.org"))
    try send()
    let report = try shop.kit.delivery().run()
    #expect(report.delivered == 1 && report.failed == 1)
    #expect(try messages(shop).map(\.state) == [.failed, .delivered])
  }

  @Test("two runs at once do not deliver: the second is told that the first is at it")
  func oneAtATime() throws {
    let path = folder.file("shop.db")
    let shop = try Shop(path: path)
    _ = try shop.kit.sending.send(shop.document(email: "aline@example.org"))
    let lock = try #require(try RunLock(.outbox, of: shop.database))
    let other = try Shop(path: path)
    #expect(throws: OutboxError.running) { try other.kit.delivery().run() }
    withExtendedLifetime(lock) {}
  }

  @Test("the user's own templates are used, in the customer's language, and a faulty one is named")
  func templates() throws {
    let settings = shop.kit.settings
    try settings.set(
      .subject(of: .document), to: "{{document.number}} <{{buyer.name}}>", at: Shop.noon)
    try settings.set(
      .body(of: .document),
      to: "{{#french}}Bonjour{{/french}}{{#english}}Hello{{/english}} {{document.total}}",
      at: Shop.noon)
    for language in ["fr", "en"] {
      let document = try shop.document(language: language, email: "aline@example.org")
      let mail = String(decoding: try shop.kit.sending.preview(document), as: UTF8.self)
      #expect(mail.contains("Subject: \(document.number) <Aline>\r\n"))
      #expect(mail.contains(language == "fr" ? "\r\nBonjour 120,00" : "\r\nHello 120.00 EUR"))
    }
    #expect(throws: MailContentError.self) {
      try settings.set(.body(of: .document), to: "{{#open}}", at: Shop.noon)
      _ = try shop.kit.sending.preview(shop.document(email: "aline@example.org"))
    }
  }
}
