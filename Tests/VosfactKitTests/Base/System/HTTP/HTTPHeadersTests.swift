import Localization
import Testing

@testable import VosfactKit

@Suite struct HTTPHeadersTests {
  let headers: HTTPHeaders

  init() throws {
    headers = try HTTPHeaders([
      ("Signature", "t=1"), ("X-Same", "a"), ("x-same", "a"), ("X-Other", "a"), ("x-other", "b"),
    ])
  }

  @Test("names are looked up without regard to case", arguments: ["signature", "SIGNATURE"])
  func lookup(_ name: String) throws {
    #expect(headers[name] == "t=1")
    #expect(try headers.only(name)?.value == "t=1")
    #expect(headers["Absent"] == nil)
    #expect(try headers.only("Absent") == nil)
  }

  @Test("a header that decides may be repeated, but not with another value")
  func ambiguous() throws {
    #expect(try headers.only("X-Same")?.value == "a")
    #expect(headers.all("X-OTHER").map(\.value) == ["a", "b"])
    let error = #expect(throws: HTTPHeaderError.self) { try headers.only("X-Other") }
    #expect(error?.reason.en == "the header X-Other is there more than once, with different values")
  }

  @Test("blanks around a value do not belong to it, those within do")
  func blanks() throws {
    #expect(try HTTPHeader(line: "A: \t b  c\t ".utf8).value == "b  c")
    #expect(try HTTPHeader(line: "A:".utf8).bytes.isEmpty)
  }

  @Test("bytes that are not UTF-8 are kept, and shown as replacement characters")
  func otherBytes() throws {
    let header = try HTTPHeader(line: Array("A: caf".utf8) + [0xe9])
    #expect(header.bytes == Array("caf".utf8) + [0xe9])
    #expect(header.value == "caf\u{fffd}")
  }

  private static let name = "the name of a header is missing or holds a forbidden character"
  private static let folded = "a header is continued on a second line"
  private static let control = "the header A holds a control character"

  @Test(
    "a line that is not a header says why",
    arguments: [
      ("no colon", Self.name), (": x", Self.name), ("A : x", Self.name), ("", Self.name),
      (" folded: x", Self.folded), ("\tfolded", Self.folded), ("A: \0", Self.control),
      ("A: b\rc", Self.control),
    ])
  func unsound(_ line: String, _ reason: String) {
    let error = #expect(throws: HTTPHeaderError.self) { try HTTPHeader(line: line.utf8) }
    #expect(error?.reason.en == reason)
  }
}
