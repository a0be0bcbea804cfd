import Testing

@testable import VosfactKit

@Suite struct WebFormTests {
  @Test("fields are texts without the spaces around them; empty ones are not there")
  func fields() throws {
    let form = try #require(WebForm(parsing: "provider=stripe&country=+FR+&note=&x=%C3%A9".utf8))
    #expect(form["provider"] == "stripe")
    #expect(form["country"] == "FR")
    #expect(form["note"] == nil)
    #expect(form["none"] == nil)
    #expect(form["x"] == "é")
  }

  @Test(
    "what no browser sends of a form of ours is refused",
    arguments: [
      "provider=stripe&provider=paypal", "x=1&x=1", "x=%00", "x=%0D%0ASet-Cookie:a", "x=%FF",
      "%FF=x", "x=%zz", "x=%7F", "x=%C2%85", "x=" + String(repeating: "a", count: 2001),
      String(repeating: "x&", count: 1001),
    ])
  func refused(_ body: String) {
    #expect(WebForm(parsing: body.utf8) == nil)
  }
}
