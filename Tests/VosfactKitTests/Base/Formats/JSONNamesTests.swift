import Testing

@testable import VosfactKit

@Suite struct JSONNamesTests {
  private func parse(_ names: [String]) throws -> JSONValue {
    let members = names.map { "\"\($0)\":0" }
    return try JSONValue(parsing: Array("{\(members.joined(separator: ","))}".utf8))
  }

  /// Names that differ in a byte that few filters look at, and some of all lengths.
  private func names(_ count: Int) -> [String] {
    (0..<count).map { $0 % 3 == 0 ? String(repeating: "n", count: $0) : "a\($0)bcdefgh" }
  }

  @Test(
    "an object of any size is refused exactly if a name stands twice in it",
    arguments: [1, 2, 31, 32, 95, 96, 97, 300])
  func twice(count: Int) throws {
    let names = names(count)
    #expect(try parse(names).members?.map(\.name) == names)
    for place in Set([0, count / 2, count - 1]) {
      let error = #expect(throws: JSONError.self) { try parse(names + [names[place]]) }
      #expect(error?.reason == .duplicateName(names[place]))
    }
  }
}
