/// A mail, ready to be written as the bytes that programs pass on (RFC 5322, RFC 2045 and 2046).
///
/// The same message gives the same bytes whenever it is written: a repeat can be told by its Message-ID.
struct MailMessage: Equatable, Sendable {
  /// A file that goes with it.
  struct Attachment: Equatable, Sendable {
    /// Its name, in ASCII without quotes.
    let name: String
    /// As `application/pdf`.
    let type: String
    let bytes: [UInt8]
  }

  /// What stands before the @ of the Message-ID, unique in all mail of the sender.
  let identifier: String
  let from: MailAddress
  let to: [MailAddress]
  var replyTo: MailAddress?
  let subject: String
  let date: UnixTime
  /// ISO 639-1, as `fr`.
  let language: String
  /// What shows where HTML does not.
  let text: String
  let html: String
  var attachments: [Attachment] = []
  /// An address to which those write who want no more of the kind (RFC 2369, section 3.2).
  var unsubscribe: String?

  /// The Message-ID without its angle brackets.
  var messageID: String { "\(identifier)@\(from.domain)" }

  /// The message with a line feed at the end of each line, as programs of the system take it.
  var bytes: [UInt8] { Array((headers + body).utf8) }

  /// The message as a file that any mail program opens: its lines end as the standard asks (RFC 5322,
  /// section 2.1).
  var file: [UInt8] { Array((headers + body).replacing("\n", with: "\r\n").utf8) }

  private var headers: String {
    var fields = [
      MailHeader("Date", date.mailDate),
      MailHeader("From", addresses: [from]),
      MailHeader("To", addresses: to),
    ]
    if let replyTo { fields.append(MailHeader("Reply-To", addresses: [replyTo])) }
    fields += [
      MailHeader("Subject", text: subject),
      MailHeader("Message-ID", "<\(messageID)>"),
      // No answering machine is to answer it (RFC 3834, section 5).
      MailHeader("Auto-Submitted", "auto-generated"),
      MailHeader("Content-Language", language),
      MailHeader("MIME-Version", "1.0"),
    ]
    if let unsubscribe { fields.append(MailHeader("List-Unsubscribe", "<\(unsubscribe)>")) }
    return fields.map(\.text).joined()
  }

  private var body: String {
    let alternative = Self.multipart(
      "alternative", boundary: boundary("alternative"),
      [Self.part("text/plain", text), Self.part("text/html", html)])
    guard !attachments.isEmpty else { return alternative }
    return Self.multipart(
      "mixed", boundary: boundary("mixed"), [alternative] + attachments.map(Self.part))
  }

  /// A line that no part holds: neither quoted-printable nor base 64 writes "=_" (RFC 2045, section 6.7).
  private func boundary(_ kind: String) -> String { "=_\(identifier)_\(kind)" }

  /// The headers and content of an entity of several parts (RFC 2046, section 5.1.1). The line end before a
  /// boundary belongs to the boundary.
  private static func multipart(_ subtype: String, boundary: String, _ parts: [String]) -> String {
    let type = MailHeader("Content-Type", "multipart/\(subtype); boundary=\"\(boundary)\"").text
    return type + parts.map { "\n--\(boundary)\n\($0)" }.joined() + "\n--\(boundary)--\n"
  }

  private static func part(_ type: String, _ text: String) -> String {
    MailHeader("Content-Type", "\(type); charset=utf-8").text
      + MailHeader("Content-Transfer-Encoding", "quoted-printable").text
      + "\n" + QuotedPrintable.encode(text)
  }

  private static func part(_ attachment: Attachment) -> String {
    MailHeader("Content-Type", "\(attachment.type); name=\"\(attachment.name)\"").text
      + MailHeader("Content-Disposition", "attachment; filename=\"\(attachment.name)\"").text
      + MailHeader("Content-Transfer-Encoding", "base64").text
      + "\n" + lines(ofBase64: Base64.encode(attachment.bytes))
  }

  /// Lines of 76 characters (RFC 2045, section 6.8).
  private static func lines(ofBase64 text: String) -> String {
    let digits = Array(text.utf8)
    return stride(from: 0, to: digits.count, by: 76).map { start in
      String(decoding: digits[start..<min(start + 76, digits.count)], as: UTF8.self)
    }.joined(separator: "\n")
  }
}
