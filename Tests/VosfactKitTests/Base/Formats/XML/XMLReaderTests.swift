import Testing

@testable import VosfactKit

@Suite struct XMLReaderTests {
  private func read(_ text: String) throws(XMLError) -> XMLElement {
    try XMLElement(parsing: Array(text.utf8))
  }

  @Test func `a document has its elements, attributes and text`() throws {
    let root = try read(
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- sent by a test -->
      <notification><kind>check</kind>
        <subject nil='true' type="a&amp;b"/><amount  currency = "EUR" >12.00</amount >
      </notification>

      """)
    #expect(root.name == "notification")
    #expect(root.children.map(\.name) == ["kind", "subject", "amount"])
    #expect(root.only("kind")?.text == "check")
    #expect(root.only("subject")?.attribute("nil") == "true")
    #expect(root.only("subject")?.attribute("type") == "a&b")
    #expect(root.only("amount")?.attribute("currency") == "EUR")
    #expect(root.only("amount")?.text == "12.00")
    #expect(root.only("nothing") == nil)
  }

  @Test(arguments: [
    ("<a>&lt;&gt;&amp;&quot;&apos;</a>", "<>&\"'"),
    ("<a>&#233;&#xE9;&#x1F600;</a>", "éé😀"),
    ("<a>one\r\ntwo\rthree</a>", "one\ntwo\nthree"),
    ("<a>be<!-- not this -->fore</a>", "before"),
    ("\u{FEFF}<a>é</a>", "é"),
    ("<a/>", ""),
  ])
  func `text is what it stands for`(document: String, text: String) throws {
    #expect(try read(document).text == text)
  }

  @Test func `ISO 8859-1 is read where it is declared`() throws {
    let head = Array("<?xml version=\"1.0\" encoding='ISO-8859-1'?><a b=\"".utf8)
    let root = try XMLElement(
      parsing: head + [0xE9] + Array("\">".utf8) + [0xC9] + Array("</a>".utf8))
    #expect(root.attribute("b") == "é")
    #expect(root.text == "É")
  }

  @Test func `of several children of one name none is the only one`() throws {
    let root = try read("<a><b>1</b><b>2</b></a>")
    #expect(root.only("b") == nil)
    #expect(root.children.map(\.text) == ["1", "2"])
  }

  @Test(arguments: [
    "", "<", "<a", "<a>", "<a></a", "<!-- a", "<?xml", "<a>&lt", "text", "<1/>", "<a b/>",
    "<a b=c/>", "<a b=\"<\"/>", "<a><!-- a -- b --></a>", "<!DOCTYPE a><a/>",
    "<a><![CDATA[b]]></a>", "<a><?php ?></a>", "<?php ?><a/>", "<a b=\"1\"c=\"2\"/>",
    "<a b=\"1\" b=\"2\"/>", "<a></b>", "<a>&nbsp;</a>", "<a>&thisislong;</a>", "<a>&#0;</a>",
    "<a>&#xD800;</a>", "<a>&#x110000;</a>", "<a>&#+65;</a>", "<a>\u{1}</a>", "<a/><b/>", "<a/>x",
    "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>",
  ])
  func `what is not sound is refused`(document: String) {
    #expect(throws: XMLError.self) { try read(document) }
  }

  @Test func `bytes that are not UTF-8 are refused`() {
    #expect(throws: XMLError.self) {
      try XMLElement(parsing: Array("<a>".utf8) + [0xE9] + Array("</a>".utf8))
    }
  }

  @Test func `elements nest to a bound, and are counted`() throws {
    let depth = XMLReader.depthLimit
    let nested = { (count: Int) in
      String(repeating: "<a>", count: count) + String(repeating: "</a>", count: count)
    }
    #expect(try read(nested(depth)).name == "a")
    #expect(throws: XMLError.self) { try read(nested(depth + 1)) }
    #expect(throws: XMLError.self) { try read(nested(1_000_000)) }
    let many = { (count: Int) in "<a>" + String(repeating: "<b/>", count: count - 1) + "</a>" }
    #expect(try read(many(XMLReader.elementLimit)).children.count == XMLReader.elementLimit - 1)
    #expect(throws: XMLError.self) { try read(many(XMLReader.elementLimit + 1)) }
  }
}
