import Localization
import Testing

@Suite struct TextTests {
  @Test(
    "a count agrees with its noun by the rule of each language",
    arguments: [
      (-2, "entries", "entrées"), (-1, "entries", "entrée"), (0, "entries", "entrée"),
      (1, "entry", "entrée"), (2, "entries", "entrées"), (1_000_000, "entries", "entrées"),
    ])
  func counting(_ count: Int, _ english: String, _ french: String) {
    let text = Text(
      counting: count, one: Text(en: "entry", fr: "entrée"),
      many: Text(en: "entries", fr: "entrées"))
    #expect(text[.english] == english)
    #expect(text[.french] == french)
  }

  @Test("what is the same in every language is written once", arguments: Language.allCases)
  func verbatim(_ language: Language) {
    #expect(Text(verbatim: "F-1")[language] == "F-1")
  }
}
