import Testing

@testable import VosfactKit

@Suite struct JSONValueIndentedTests {
  @Test("a value is written two spaces deeper for each level, empty ones on one line")
  func indented() throws {
    let value: JSONValue = [
      "a": [1, ["b": nil]], "c": [], "d": [:], "é\n": "x", "e": ["f": ["g": true]],
    ]
    let text = """
      {
        "a": [
          1,
          {
            "b": null
          }
        ],
        "c": [],
        "d": {},
        "é\\n": "x",
        "e": {
          "f": {
            "g": true
          }
        }
      }
      """
    #expect(value.indentedText == text)
    #expect(try JSONValue(parsing: Array(text.utf8)) == value)
  }
}
