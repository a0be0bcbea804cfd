import Localization
import Testing

@testable import VosfactKit

@Suite struct MustacheTests {
  private func rendered(
    _ source: String, _ value: MustacheValue, escaping: Mustache.Escaping = .html,
    parts: [String: String] = [:]
  ) throws -> String {
    try Mustache(source, named: "test", escaping: escaping, parts: parts).render(value)
  }

  private let invoice: MustacheValue = [
    "number": "F-1", "note": "<b>&\"'", "paid": true, "canceled": false, "empty": "", "none": .null,
    "buyer": ["name": "Zoé", "city": .null],
    "lines": [["name": "one"], ["name": "two", "number": "2"]], "words": ["a", "b"], "no_lines": [],
  ]

  @Test(
    "a tag stands for what it names",
    arguments: [
      ("{{number}} {{ number }} {{\tnumber\n}}", "F-1 F-1 F-1"),
      ("{{note}}", "&lt;b&gt;&amp;&quot;&#39;"),
      ("{{{note}}}{{&note}}{{& note }}", "<b>&\"'<b>&\"'<b>&\"'"),
      ("[{{missing}}{{none}}{{empty}}{{paid}}{{lines}}]", "[]"), ("{{buyer.name}}", "Zoé"),
      ("[{{buyer.name.first}}{{missing.name}}]", "[]"), ("a{{! anything\n{ } }}b", "ab"),
      ("{{#words}}<{{.}}>{{/words}}", "<a><b>"), ("{", "{"), ("}}", "}}"),
      ("{{=| |=}}|number|{{number}}", "F-1{{number}}"),
    ])
  func tags(_ source: String, _ expected: String) throws {
    #expect(try rendered(source, invoice) == expected)
  }

  @Test(
    "a section is left out, shown once or repeated, and an inverted one is its opposite",
    arguments: [
      ("{{#paid}}y{{/paid}}{{^paid}}n{{/paid}}", "y"),
      ("{{#canceled}}y{{/canceled}}{{^canceled}}n{{/canceled}}", "n"),
      ("{{#empty}}y{{/empty}}{{^empty}}n{{/empty}}", "n"),
      ("{{#none}}y{{/none}}{{^none}}n{{/none}}", "n"),
      ("{{#missing}}y{{/missing}}{{^missing}}n{{/missing}}", "n"),
      ("{{#no_lines}}y{{/no_lines}}{{^no_lines}}n{{/no_lines}}", "n"),
      ("{{#buyer}}{{name}}, {{number}}{{/buyer}}", "Zoé, F-1"),
      ("{{#lines}}{{name}}/{{number}} {{/lines}}", "one/F-1 two/2 "),
      ("{{#lines}}{{#paid}}{{name}}{{/paid}}{{/lines}}", "onetwo"),
      ("{{#number}}{{.}}{{/number}}", "F-1"), ("{{#buyer.name}}{{.}}{{/buyer.name}}", "Zoé"),
      ("{{#buyer}}[{{city}}]{{/buyer}}", "[]"),
    ])
  func sections(_ source: String, _ expected: String) throws {
    #expect(try rendered(source, invoice) == expected)
  }

  @Test(
    "a line that holds nothing but a tag without output is dropped",
    arguments: [
      ("a\n{{#paid}}\nb\n{{/paid}}\nc\n", "a\nb\nc\n"),
      ("a\r\n  {{#paid}}\r\nb\r\n{{/paid}}\r\n", "a\r\nb\r\n"),
      ("  {{! note }}  \nx", "x"), ("x\n  {{! note }}", "x\n"), ("{{=<% %>=}}\n<%number%>", "F-1"),
      ("a {{#paid}}\nb{{/paid}}\n", "a \nb\n"), ("{{number}}\n", "F-1\n"),
      ("{{#paid}}{{/paid}}\n", "\n"), ("  {{>part}}\nx", "  p\n  q\nx"),
      ("  {{>part}} x", "  p\nq x"),
    ])
  func standalone(_ source: String, _ expected: String) throws {
    let shorter = source.contains("{{>part}} x")
    let parts = ["part": shorter ? "p\nq" : "p\nq\n"]
    #expect(try rendered(source, invoice, parts: parts) == expected)
  }

  @Test("plain text is not escaped")
  func plainText() throws {
    #expect(try rendered("{{note}}", invoice, escaping: .none) == "<b>&\"'")
  }

  @Test("names are told apart by each of their bytes, and a longer one than any value's is nothing")
  func names() throws {
    for length in 1...30 {
      let name = String(repeating: "n", count: length)
      #expect(try rendered("{{\(name)}}", .object(MustacheObject([(name, "x")]))) == "x")
      for place in 0..<length {
        var other = Array(name.utf8)
        other[place] = UInt8(ascii: "m")
        let value = MustacheValue.object(
          MustacheObject([(String(decoding: other, as: UTF8.self), "x")]))
        #expect(try rendered("{{\(name)}}", value) == "")
      }
      #expect(try rendered("{{\(name)n}}", .object(MustacheObject([(name, "x")]))) == "")
    }
  }

  @Test("a section within a section that is left out is left out too, and what follows is not")
  func nesting() throws {
    let source = "{{#a}}1{{#b}}2{{/b}}3{{^b}}4{{/b}}{{/a}}5{{^a}}6{{#b}}7{{/b}}{{/a}}8"
    #expect(try rendered(source, ["a": true, "b": true]) == "12358")
    #expect(try rendered(source, ["a": true]) == "1345 8".replacing(" ", with: ""))
    #expect(try rendered(source, ["b": true]) == "5678")
    #expect(try rendered(source, [:]) == "568")
  }

  @Test("what a value holds is never read as a tag")
  func injection() throws {
    let hostile: MustacheValue = ["name": "{{number}}{{#a}}{{{b}}}", "number": "7"]
    #expect(try rendered("{{name}}", hostile) == "{{number}}{{#a}}{{{b}}}")
  }

  @Test(
    "an error names the file, the line and what to do",
    arguments: [
      ("a\n\n{{number", 3, "close it with }}"), ("{{{number}}", 1, "close it with }}}"),
      ("\n{{#lines}}\n{{name}}", 2, "the section 'lines' that begins here never ends"),
      ("\n\n{{/lines}}", 3, "the section 'lines' ends here but never began"),
      ("{{#a}}\n{{#b}}\n{{/a}}\n{{/b}}", 3, "the section 'a' ends here while 'b' is open"),
      ("{{}}", 1, "'' is not a name"), ("{{two words}}", 1, "'two words' is not a name"),
      ("{{a..b}}", 1, "'a..b' is not a name"), ("{{=one=}}", 1, "these delimiters cannot be set"),
      ("\n{{>../secret}}", 2, "there is no part '../secret'"),
      ("{{>loop}}", 1, "the part 'loop' holds itself"),
    ] as [(String, Int, String)])
  func faults(_ source: String, _ line: Int, _ words: String) {
    let error = #expect(throws: Fault.self) {
      try Mustache(source, named: "page.html", parts: ["loop": "{{>loop}}"])
    }
    #expect(error?.nature == .badValue)
    #expect(error?.text.en.contains(":\(line): ") == true)
    #expect(error?.text.en.contains(words) == true)
    #expect(error?.text.fr.hasSuffix(".") == false)
  }

  @Test("bytes that are not UTF-8 are refused with their line")
  func notUTF8() {
    let error = #expect(throws: Fault.self) {
      try Mustache(bytes: Array("a\nb".utf8) + [0xFF], named: "page.html")
    }
    #expect(error?.text.en == "page.html:2: not UTF-8; save the template as UTF-8")
  }

  @Test("sections stand within each other only so deep")
  func depth() throws {
    let nested = { (count: Int) in
      String(repeating: "{{#a}}", count: count) + "x" + String(repeating: "{{/a}}", count: count)
    }
    #expect(try rendered(nested(32), ["a": true]) == "x")
    expectFault(.badValue, "more than 32 sections stand within each other") {
      try Mustache(nested(33), named: "t")
    }
    expectFault(.badValue, "the template has more than") {
      try Mustache(nested(100_000), named: "t")
    }
    let parts = Dictionary(
      uniqueKeysWithValues: (0..<100).map { ("p\($0)", "{{>p\($0 + 1)}}") })
    expectFault(.badValue, "more than 32 sections stand within each other") {
      try Mustache("{{>p0}}", named: "t", parts: parts)
    }
  }

  @Test("a result that would fill the memory is refused")
  func hugeResult() throws {
    let many = MustacheValue.list(Array(repeating: true, count: 1000))
    let source = "{{#a}}{{#a}}{{#a}}{{#a}}x{{/a}}{{/a}}{{/a}}{{/a}}"
    expectFault(.badValue, "the result would have more than") { try rendered(source, ["a": many]) }
  }
}
