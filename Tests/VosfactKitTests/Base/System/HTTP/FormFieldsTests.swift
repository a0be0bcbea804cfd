import Testing

@testable import VosfactKit

@Suite struct FormFieldsTests {
  private func fields(_ text: String) -> [String]? {
    FormFields(parsing: Array(text.utf8))?.fields.map {
      "\(String(decoding: $0.name, as: UTF8.self))→\(String(decoding: $0.value, as: UTF8.self))"
    }
  }

  @Test(
    "a form is decoded once, its order and its empty fields kept",
    arguments: [
      ("", []), ("a=1&b=2", ["a→1", "b→2"]), ("b=2&a=1&b=3", ["b→2", "a→1", "b→3"]),
      ("a=&b", ["a→", "b→"]), ("a=x+y%2Bz", ["a→x y+z"]), ("caf%C3%A9=%e2%82%ac", ["café→€"]),
      ("a=%2541", ["a→%41"]), ("a=b=c", ["a→b=c"]), ("&&a=1&", ["a→1"]), ("=x", ["→x"]),
    ] as [(String, [String])])
  func decoding(_ text: String, _ expected: [String]) {
    #expect(fields(text) == expected)
  }

  @Test("a broken escape is no form", arguments: ["a=%", "a=%4", "a=%zz", "%=1", "a=1&b=%c3%"])
  func brokenEscape(_ text: String) {
    #expect(fields(text) == nil)
  }

  @Test("more fields than any provider sends are no form")
  func limit() {
    let most = Array(repeating: "a=1", count: FormFields.limit).joined(separator: "&")
    #expect(fields(most)?.count == FormFields.limit)
    #expect(fields(most + "&a=1") == nil)
  }

  @Test("a field that is there twice, or is not UTF-8, has no text")
  func text() throws {
    let form = try #require(FormFields(parsing: Array("a=1&b=%FF&c=2&c=2&A=3".utf8)))
    #expect(form.text("a") == "1")
    #expect(form.text("A") == "3")
    #expect(form.text("b") == nil)
    #expect(form.all("b") == [[0xFF]])
    #expect(form.text("c") == nil)
    #expect(form.text("d") == nil)
  }

  @Test("a callback's fields are those of its body, of a GET those of its query")
  func callback() throws {
    let post = try CallbackRequest(
      method: "POST", target: "/callback/x?a=1", headers: HTTPHeaders([HTTPHeader]()),
      body: Array("a=2".utf8))
    #expect(FormFields(of: post)?.text("a") == "2")
    let get = try CallbackRequest(
      method: "GET", target: "/callback/x?a=1?", headers: HTTPHeaders([HTTPHeader]()), body: [])
    #expect(FormFields(of: get)?.text("a") == "1?")
    let bare = try CallbackRequest(
      method: "GET", target: "/callback/x", headers: HTTPHeaders([HTTPHeader]()), body: [])
    #expect(FormFields(of: bare)?.fields.isEmpty == true)
  }
}
