import Testing

@testable import VosfactKit

@Suite struct FormBodyTests {
  @Test(
    "a field is encoded as Stripe's libraries do",
    arguments: [
      ("line_items[0][price_data][currency]", "eur", "line_items[0][price_data][currency]=eur"),
      ("a", "x y+z", "a=x+y%2Bz"), ("a", "[é]", "a=%5B%C3%A9%5D"), ("a&b=", "", "a%26b%3D="),
      ("a", "-._~*'()", "a=-._~%2A%27%28%29"), ("a", "\r\n\0%", "a=%0D%0A%00%25"),
      ("a", "https://h/p?q=1#f", "a=https%3A%2F%2Fh%2Fp%3Fq%3D1%23f"),
    ])
  func field(_ name: String, _ value: String, _ encoded: String) {
    #expect(FormBody([(name, value)]).bytes == Array(encoded.utf8))
  }

  @Test("fields keep their order and their repetitions")
  func order() {
    let form = FormBody([("b", "1"), ("a", "2"), ("b", "1")])
    #expect(form.bytes == Array("b=1&a=2&b=1".utf8))
    #expect(FormBody([]).bytes.isEmpty)
  }
}
