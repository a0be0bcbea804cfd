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
    #expect(throws: HTTPHeaderError.ambiguous(name: "X-Other")) { try headers.only("X-Other") }
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

  @Test(
    "a line that is not a header says why",
    arguments: [
      ("no colon", HTTPHeaderError.name), (": x", .name), ("A : x", .name), ("", .name),
      (" folded: x", .folded), ("\tfolded", .folded), ("A: \0", .value(name: "A")),
      ("A: b\rc", .value(name: "A")),
    ])
  func unsound(_ line: String, _ error: HTTPHeaderError) {
    #expect(throws: error) { try HTTPHeader(line: line.utf8) }
  }
}
