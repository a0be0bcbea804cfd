import Glibc
import Localization
import Testing

@testable import VosfactKit

@Suite struct CGIResponseTests {
  /// The lines of an answer's head, and what follows them.
  private func parts(
    _ response: CGIResponse, isSecure: Bool = false, isHead: Bool = false
  ) throws -> (head: [String], body: String) {
    let text = String(
      decoding: response.serialized(isSecure: isSecure, isHead: isHead), as: UTF8.self)
    let pieces = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
    try #require(pieces.count == 2)
    return (pieces[0].split(separator: "\r\n").map(String.init), String(pieces[1]))
  }

  private let page = CGIResponse(StatePage(state: .notFound).page(in: .french))

  @Test("the answer begins with its status, and says how long its body is")
  func status() throws {
    let (head, body) = try parts(page)
    #expect(head.first == "Status: 404 Not Found")
    #expect(head.contains("Content-Length: \(body.utf8.count)"))
    #expect(head.contains("Content-Type: text/html; charset=utf-8"))
    #expect(head.contains("Content-Language: fr"))
  }

  @Test("the answer to HEAD is the same without the body")
  func head() throws {
    let whole = try parts(page)
    let head = try parts(page, isHead: true)
    #expect(head.head == whole.head)
    #expect(head.body == "")
  }

  @Test("TLS is promised only where there is TLS")
  func transportSecurity() throws {
    #expect(
      try parts(page, isSecure: true).head.contains { $0.hasPrefix("Strict-Transport-Security: ") })
    #expect(try !parts(page).head.contains { $0.hasPrefix("Strict-Transport-Security") })
  }

  @Test("an address cannot make a header of its own")
  func injection() throws {
    let (head, _) = try parts(
      .redirect(to: "https://pay.example/r/T\r\nSet-Cookie: a=b\r\n\r\n<p>é"))
    #expect(head.contains("Location: https://pay.example/r/TSet-Cookie:a=b<p>"))
    #expect(!head.contains { $0.hasPrefix("Set-Cookie") })
  }

  @Test("a file's name is only what a name needs")
  func fileName() throws {
    let (head, body) = try parts(
      CGIResponse(file: [0x25], type: "application/pdf", name: "F/2026\"\r\né-1.pdf"))
    #expect(head.contains("Content-Disposition: inline; filename=\"F2026-1.pdf\""))
    #expect(body == "%")
  }

  @Test("an answer that nobody reads any more is no error")
  func closed() {
    var ends: [Int32] = [-1, -1]
    pipe(&ends)
    close(ends[0])
    signal(SIGPIPE, SIG_IGN)
    #expect(!page.write(to: ends[1], isSecure: false, isHead: false))
    close(ends[1])
  }
}
