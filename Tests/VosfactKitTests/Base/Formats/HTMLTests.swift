import Testing

@testable import VosfactKit

@Suite struct HTMLTests {
  @Test("a text in a literal is escaped, in text and in attributes of either quotes")
  func escapedText() {
    let name = "<script>alert(\"1\")</script> & d'Aline"
    let page: HTML = "<p title=\"\(name)\" lang='\(name)'>\(name)</p>"
    let escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; d&#39;Aline"
    #expect(page.markup == "<p title=\"\(escaped)\" lang='\(escaped)'>\(escaped)</p>")
  }

  @Test("markup in a literal stays as it is, and a text escaped once is not escaped again")
  func nestedMarkup() {
    let cell: HTML = "<td>\("a < b")</td>"
    let missing: HTML? = nil
    let row: HTML = "<tr>\(cell)\(missing)\([cell, cell])<td>\(12)</td></tr>"
    let once = "<td>a &lt; b</td>"
    #expect(row.markup == "<tr>\(once)\(once)\(once)<td>12</td></tr>")
    #expect(HTML([cell, cell]) == cell + cell)
    #expect(HTML(escaping: "a < b"[...]).markup == "a &lt; b")
  }

  @Test(
    "what no page may hold is replaced, and everything else is kept",
    arguments: [
      ("", ""), ("Zoë 😀 ﷼ \u{FFFD}", "Zoë 😀 ﷼ \u{FFFD}"), ("a\u{0}b", "a\u{FFFD}b"),
      ("a\u{1B}[0m\u{7F}\u{85}", "a\u{FFFD}[0m\u{FFFD}\u{FFFD}"), ("a\tb\nc\rd", "a\tb\nc\rd"),
      ("\u{202E}txt.exe", "\u{202E}txt.exe"), ("&amp;", "&amp;amp;"),
    ])
  func otherCharacters(_ text: String, _ escaped: String) {
    #expect(Array(text.escapedForHTML.unicodeScalars) == Array(escaped.unicodeScalars))
  }

  @Test("noncharacters are replaced", arguments: [0xFDD0, 0xFDEF, 0xFFFE, 0x1FFFF, 0x10FFFE])
  func noncharacters(_ value: UInt32) throws {
    let text = "a\(try #require(Unicode.Scalar(value)))b"
    #expect(text.escapedForHTML == "a\u{FFFD}b")
  }
}
