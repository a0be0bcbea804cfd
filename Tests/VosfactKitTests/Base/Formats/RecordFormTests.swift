import Localization
import Testing

@testable import VosfactKit

@Suite struct RecordFormTests {
  private struct Part {
    let name: Text
    let kind: DocumentKind?
  }

  private struct Whole: DataRecord {
    let number: Int
    let parts: [Part]

    static let part = RecordForm<Part>([
      .said("name", as: "A") { $0.name },
      .word("kind") { $0.kind }.meaning(en: "What it is.", fr: "Ce que c’est."),
    ])

    static let form = RecordForm<Whole>([
      .number("number") { $0.number }.meaning(en: "How many.", fr: "Combien."),
      .objects("parts", part) { $0.parts }, .object("first", part) { $0.parts.first },
    ])
  }

  private static let whole = Whole(
    number: 2, parts: [Part(name: Text(en: "one", fr: "un"), kind: .quote)])

  @Test("an object has the members in their order, and in the language what is for people")
  func json() {
    let one = #"{"name":"un","kind":"quote"}"#
    #expect(
      Whole.form.json(Self.whole, .french).text
        == #"{"number":2,"parts":[\#(one)],"first":\#(one)}"#)
    #expect(
      Whole(number: 0, parts: []).json.text == #"{"number":0,"parts":[],"first":null}"#)
  }

  @Test("the example has the same members, and what is said of those within names their object")
  func manual() {
    let one = #"{"name":"A","kind":"invoice"}"#
    #expect(Whole.form.example.text == #"{"number":1,"parts":[\#(one)],"first":\#(one)}"#)
    #expect(Whole.form.shape == #"{"number", "parts", "first"}"#)
    let said = Whole.form.definitions
    #expect(said.map(\.name) == ["number", "parts.kind", "first.kind"])
    #expect(said.map { $0.meaning?.fr } == ["Combien.", "Ce que c’est.", "Ce que c’est."])
    #expect(said[1].words == DocumentKind.allCases.map(\.rawValue))
  }

  @Test("the members of a part are those of a larger thing")
  func lifted() {
    let form = RecordForm<(whole: Whole, note: String)>(
      Whole.form.members(of: \.whole) + [.text("note") { $0.note }])
    let json = form.json((Self.whole, "n"), .english)
    #expect(json.members?.map(\.name) == ["number", "parts", "first", "note"])
    #expect(json["parts"]?.array?.first?["name"]?.string == "one")
    #expect(form.definitions.map(\.name) == Whole.form.definitions.map(\.name))
  }
}
