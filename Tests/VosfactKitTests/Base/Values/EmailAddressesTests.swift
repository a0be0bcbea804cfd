import Testing

@testable import VosfactKit

@Suite struct EmailAddressesTests {
  @Test(
    "addresses are separated by commas or semicolons, and joined in one way",
    arguments: [
      ("a@b.fr", "a@b.fr"),
      (" a@b.fr ; c.d+e@f.example,g@h.fr;", "a@b.fr, c.d+e@f.example, g@h.fr"),
      ("jérôme@exämple.fr", "jérôme@exämple.fr"), ("root@localhost", "root@localhost"),
    ])
  func normalized(_ text: String, _ joined: String) {
    #expect(EmailAddresses.normalized(text) == joined)
    #expect(EmailAddresses.normalized(joined) == joined)
  }

  @Test(
    "what is no address is refused, with all the others",
    arguments: [
      "", ";", "nobody", "@b.fr", "a@", "a@b..fr", "a@.fr", "a@b.", "a@@b.fr", "a b@c.fr",
      "Ada <a@b.fr>", "\"a\"@b.fr", "a@b.fr\nBcc: c@d.fr", "a@b.fr\r\nc@d.fr", "a@b.fr\u{0}",
      "a@b.fr, nobody", "a(b)@c.fr", "a\\@b.fr", "a@[127.0.0.1]", "a\u{85}@b.fr",
      "a\u{A0}@b.fr", "a\u{2028}@b.fr", "a\u{202E}@b.fr", "a\u{3000}b@c.fr", "a\u{200B}@b.fr",
      String(repeating: "a", count: 250) + "@b.fr",
      Array(repeating: "a@b.fr", count: 21).joined(separator: ","),
    ])
  func refused(_ text: String) {
    #expect(EmailAddresses.normalized(text) == nil)
  }
}
