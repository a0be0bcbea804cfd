import Testing

@testable import VosfactKit

@Suite struct JSONWriterTests {
  @Test("an object that is written has the bytes of the value that it stands for")
  func sameBytes() {
    let texts = [
      "", "é", "\"quoted\" \\ \u{01}\u{7F}\u{85}\u{2028}", "👩‍👩‍👧", "plain",
    ]
    let value: JSONValue = [
      "empty": "", "none": nil, "text": .string(texts[2]), "number": .integer(Int64.min),
      "yes": true, "no": false, "digits": "00ff10",
      "object": ["empty": [:], "inner": .string(texts[3])],
      "texts": .array(texts.map { .string($0) }), "no_texts": [],
      "objects": [["index": 0], ["index": 1]], "no_objects": [],
    ]
    let written = JSONWriter.object { writer in
      writer.member("empty", "")
      writer.member("none", nil)
      writer.member("text", texts[2])
      writer.member("number", Int64.min)
      writer.member("yes", true)
      writer.member("no", false)
      writer.member("digits", hexadecimal: [0x00, 0xFF, 0x10])
      writer.member("object") { writer in
        writer.member("empty") { _ in }
        writer.member("inner", texts[3])
      }
      writer.member("texts", of: texts)
      writer.member("no_texts", of: [])
      writer.member("objects", of: [0, 1]) { $0.member("index", $1) }
      writer.member("no_objects", of: [Int64]()) { $0.member("index", $1) }
    }
    #expect(written == value.utf8)
  }
}
