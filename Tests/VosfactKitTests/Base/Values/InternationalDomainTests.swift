import Testing

@testable import VosfactKit

@Suite struct InternationalDomainTests {
  @Test(
    "labels with letters beyond ASCII are encoded, the others are as they were",
    arguments: [
      ("Example.ORG", "Example.ORG"), ("localhost", "localhost"), ("", ""), ("a..b", "a..b"),
      ("café-été.example", "xn--caf-t-dsabb.example"), ("CAFÉ.Example", "xn--caf-dma.Example"),
      ("a.bücher.example", "a.xn--bcher-kva.example"), ("straße.de", "xn--strae-oqa.de"),
      ("ελλάδα.gr", "xn--hxakic4aa.gr"), ("пример.рф", "xn--e1afmkfd.xn--p1ai"),
      ("例え.テスト", "xn--r8jz45g.xn--zckzah"), ("việt.vn", "xn--vit-5kz.vn"),
      // RFC 3492, section 7.1: (B), (D), (E), (K), (L) and (P).
      ("他们为什么不说中文", "xn--ihqwcrb4cv8a8dqg056pqjye"),
      ("Pročprostěnemluvíčesky", "xn--proprostnemluvesky-uyb24dma41a"),
      ("למההםפשוטלאמדבריםעברית", "xn--4dbcagdahymbxekheh6e0a7fei0b"),
      ("TạisaohọkhôngthểchỉnóitiếngViệt", "xn--tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g"),
      ("3年B組金八先生", "xn--3b-ww4c5e180e575a65lsy2b"), ("ひとつ屋根の下2", "xn--2-u9tlzr9756bt3uc0v"),
    ])
  func encoded(_ domain: String, _ ascii: String) {
    #expect(InternationalDomain.ascii(domain) == ascii)
  }

  @Test("a letter and its accent are one, whether they are one scalar or two")
  func composed() {
    #expect(InternationalDomain.ascii("cafe\u{301}.example") == "xn--caf-dma.example")
    #expect(InternationalDomain.ascii("vie\u{323}\u{302}t.vn") == "xn--vit-5kz.vn")
  }

  @Test(
    "what is no letter, is another's stand-in, or is too long is no domain",
    arguments: [
      "☃.net", "a.ﬁé.com", "é_.com", "é .com", "é\u{200D}.com", "ｅ.com", "é。com", "é@.com",
      String(repeating: "é", count: 64), String(repeating: "éa", count: 30),
    ])
  func refused(_ domain: String) {
    #expect(InternationalDomain.ascii(domain) == nil)
  }
}
