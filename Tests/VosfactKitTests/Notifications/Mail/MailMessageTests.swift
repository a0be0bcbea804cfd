import Foundation
import Testing

@testable import VosfactKit

@Suite(.waiting) struct MailMessageTests {
  private static let reader = PythonCounterpart(script: "mail_reader")

  private func message(
    subject: String = "Facture F-1", name: String? = "Zoë", text: String = "Bonjour",
    html: String = "<p>",
    attachments: [MailMessage.Attachment] = []
  ) throws -> MailMessage {
    MailMessage(
      identifier: "k7m3", from: try #require(MailAddress("compta@dupont.example", name: "Dupont")),
      to: [try #require(MailAddress("zoe@example.org", name: name))], subject: subject,
      date: Shop.noon, language: "fr", text: text, html: html, attachments: attachments)
  }

  /// What a mail program makes of `mail`.
  private func read(_ mail: MailMessage) throws -> JSONValue {
    let answer = try Self.reader.judge([["mail": .string(Base64.encode(mail.bytes))]])
    return try JSONValue(parsing: Array(#require(answer.first).utf8))
  }

  /// Texts that would break out of their place if they were not encoded for it.
  static let hostile = [
    "Dupont", "Zoë Ünlü", "O'Brien \"Bob\" \\ <b@x>", "a\r\nBcc: thief@example.org",
    "a\nSubject: other", "=?utf-8?Q?Bcc=3A?=", "，, ; : @ ( )", "😀 👩‍👩‍👧‍👦", "שלום עולם",
    String(repeating: "très long ", count: 50), String(repeating: "x", count: 500),
    String(repeating: "é", count: 500), "tab\there", "end. ", ".", "\u{7}bell", "日本語のとても長い名前",
  ]

  @Test(
    "a subject and a name arrive as they are, on one line, and add no header",
    .enabled(if: reader.canTest, "needs python3"), arguments: hostile)
  func hostileTexts(_ text: String) throws {
    let plain = text.map { $0.isNewline || $0 == "\t" || $0 == "\u{7}" ? " " : String($0) }.joined()
    let words = plain.split(separator: " ").joined(separator: " ")
    let read = try read(message(subject: text, name: text, text: text))
    func spaced(_ text: String?) -> String? {
      text?.split(separator: " ").joined(separator: " ")
    }
    #expect(spaced(read["subject"]?.string) == words)
    // Python keeps the space between encoded words in a name, which RFC 2047, section 6.2 takes away.
    let name = read["to"]?.array?.first?.array?.first?.string
    #expect(name?.filter { $0 != " " } == words.filter { $0 != " " })
    #expect(read["to"]?.array?.first?.array?.last == "zoe@example.org")
    #expect(read["defects"] == [])
    #expect(read["ascii"] == true)
    #expect(try #require(read["longest"]?.int64) <= 78)
    #expect(
      read["headers"]?.array?.compactMap(\.string) == [
        "Date", "From", "To", "Subject", "Message-ID", "Auto-Submitted", "Content-Language",
        "MIME-Version", "Content-Type",
      ])
  }

  @Test(
    "text and HTML arrive to the character",
    .enabled(if: reader.canTest, "needs python3"),
    arguments: [
      "", "Bonjour", "a = b", ".\n..\nFrom me", "trailing \nspaces\t\n", "é\n\n😀",
      String(repeating: "long ", count: 100), String(repeating: "é", count: 200),
      String(repeating: "x", count: 76), String(repeating: "x", count: 75) + "=",
    ])
  func bodies(_ text: String) throws {
    let read = try read(message(text: text, html: "<p>\(text)</p>"))
    #expect(read["text"]?.string == text)
    #expect(read["html"]?.string == "<p>\(text)</p>")
    #expect(read["type"] == "multipart/alternative")
    #expect(read["defects"] == [])
    #expect(try #require(read["longest"]?.int64) <= 78)
  }

  @Test(
    "a file goes with it, byte for byte, and the rest of the head says what it should",
    .enabled(if: reader.canTest, "needs python3"))
  func attachment() throws {
    let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var mail = try message(
      attachments: [.init(name: "F-1.pdf", type: "application/pdf", bytes: bytes)])
    mail.replyTo = MailAddress("contact@dupont.example", name: "Dupont, Père & Fils")
    mail.unsubscribe = "mailto:contact@dupont.example?subject=STOP%20F-1"
    let read = try read(mail)
    #expect(read["type"] == "multipart/mixed")
    #expect(
      read["attachments"] == [
        [
          "name": "F-1.pdf", "type": "application/pdf",
          "content": .string(Data(bytes).base64EncodedString()),
        ]
      ])
    #expect(read["date"] == "2026-09-21T14:13:20+00:00")
    #expect(read["message_id"] == "<k7m3@dupont.example>")
    #expect(read["auto_submitted"] == "auto-generated")
    #expect(read["reply_to"] == [["Dupont, Père & Fils", "contact@dupont.example"]])
    #expect(read["unsubscribe"] == "<mailto:contact@dupont.example?subject=STOP%20F-1>")
    #expect(read["defects"] == [])
  }

  @Test("the same mail has the same bytes whenever it is written, and CRLF as a file")
  func repeatable() throws {
    let (first, second) = (try message(), try message())
    #expect(first.bytes == second.bytes)
    let file = String(decoding: first.file, as: UTF8.self)
    #expect(file.replacing("\r\n", with: "\n").utf8.elementsEqual(first.bytes))
    #expect(!file.replacing("\r\n", with: "").contains("\n"))
  }

  @Test(
    "an address is quoted where it must be, and refused where no header can hold it",
    arguments: [
      ("zoe@example.org", "zoe@example.org"), ("a..b@example.org", "\"a..b\"@example.org"),
      (".a@example.org", "\".a\"@example.org"), ("o'b+c@example.org", "o'b+c@example.org"),
      ("zoë@example.org", nil), ("zoe@exämple.org", "zoe@xn--exmple-cua.org"),
      ("zoë@exämple.org", nil), ("zoe@☃.org", nil), ("zoe@", nil), ("@example.org", nil),
      ("a b@example.org", nil), ("a\n@example.org", nil), ("a@b@example.org", nil),
      ("zoe@exa_mple.org", nil),
    ] as [(String, String?)])
  func addresses(_ text: String, _ expected: String?) {
    #expect(MailAddress(text)?.address == expected)
  }
}
