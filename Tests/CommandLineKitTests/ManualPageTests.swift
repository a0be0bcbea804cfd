import CommandLineKit
import Localization
import Testing

/// Pages as `mandoc` reads them.
@Suite(.enabled(if: ToolFolder.canTest(with: "mandoc"), "mandoc is not installed"))
struct ManualPageTests {
  /// The page's text as a person reads it: without bold and underlined letters, wherever its lines end. The
  /// page must be without fault.
  private func read(_ page: ManualPage) throws -> String {
    let folder = try ToolFolder()
    let edition = ManualPage.Edition(date: "2026-01-02", source: "shop 1", manual: "A \"manual\"")
    try folder.write(page.roff(nameTitle: "NAME", edition: edition), to: "page.1")
    #expect(try folder.run("mandoc", "-T", "lint", "-W", "warning", "page.1") == "")
    return try folder.run("mandoc", "-T", "utf8", "page.1")
      .replacing(/.\u{8}/.matchingSemantics(.unicodeScalar), with: "").replacing(
        /[\s\u{A0}]+/, with: " ")
  }

  private func page(_ blocks: [ManualPage.Block]) -> ManualPage {
    ManualPage(
      name: "shop", section: 1, summary: "keep a shop", sections: [.init("DESCRIPTION", blocks)])
  }

  /// Texts that roff would take for a macro, an escape or another character.
  static let hostile = [
    ".SH not a section", "'br not a break", #"\fBnot bold\fR \(co \n(.$ \e"#, "...", "'", ".",
    "--dry-run, -h, a-b", #"it's "quoted" ^caret ~tilde"#, "$(touch made) $HOME",
    "a\u{301}cent, 日本 and « guillemets »", "%s {brace} [bracket]", ".\\\" not a comment",
  ]

  @Test("a text is read as it was written, wherever it stands", arguments: hostile)
  func texts(_ text: String) throws {
    let shown = try read(
      page([
        .paragraph(text), .heading(text), .paragraph("A"),
        .definition(term: ManualTerm(literal: text), meaning: text), .literal("\(text)\n  \(text)"),
      ]))
    #expect(shown.ranges(of: text).count == 6, "\(shown)")
  }

  @Test(
    "no line begins with a macro, wherever a long text is cut", arguments: [".so", "'br", "\\c"])
  func longText(_ word: String) throws {
    let text = Array(repeating: "\(word) page", count: 60).joined(separator: " ")
    let shown = try read(
      page([.paragraph(text), .definition(term: .init(literal: "x"), meaning: text)]))
    #expect(shown.ranges(of: text).count == 2, "\(shown)")
  }

  @Test("words between backquotes are bold, and the rest is not")
  func prose() throws {
    let roff = page([.paragraph("Give `--all 'x'` to it.")]).roff(
      nameTitle: "NAME", edition: .init(date: "2026-01-02", source: "s", manual: "m"))
    #expect(roff.contains("Give \\fB\\-\\-all \\(aqx\\(aq\\fR to it.\n"))
  }

  @Test("markup gives each language its sections")
  func markup() {
    let markup = """
      # FILES | FICHIERS

      They are `kept`
      for long.
      fr: Ils sont `gardés`
      longtemps.

      - a: One: the first.
        fr: Un : le premier.
      - the second | le second: Two
        words.
        fr: Deux mots.
      - c: `x`.

          # kept

            as it is
      """
    let expected: (String, [ManualPage.Block]) -> [ManualPage.Section] = {
      [.init($0, $1 + [.literal("# kept\n\n  as it is")])]
    }
    let definition = { ManualPage.Block.definition(term: .init(literal: $0), meaning: $1) }
    #expect(
      [ManualPage.Section](markup: markup, .english)
        == expected(
          "FILES",
          [
            .paragraph("They are `kept` for long."), definition("a", "One: the first."),
            definition("the second", "Two words."), definition("c", "`x`."),
          ]))
    #expect(
      [ManualPage.Section](markup: markup, .french)
        == expected(
          "FICHIERS",
          [
            .paragraph("Ils sont `gardés` longtemps."), definition("a", "Un : le premier."),
            definition("le second", "Deux mots."), definition("c", "`x`."),
          ]))
  }

  @Test("a tree's pages tell of its options and operands, and not of what is hidden")
  func tree() throws {
    let pages = HostileTree.root.manualPages(.english, seeAlso: ["shop-data(7)"])
    #expect(pages.map(\.fileName) == ["shop.1", "shop-sell-off.1"])
    let overview = try read(try #require(pages.first))
    #expect(overview.contains("shop-sell-off(1), shop-data(7)"))
    let page = try read(try #require(pages.last))
    #expect(
      page.contains(
        "shop sell-off [--colour A:B] [--tag TAG]... [--into DIR] [--dry-run] KIND [ITEM...]"))
    #expect(page.contains("(one of: red, royal-blue)"))
    #expect(page.contains("(repeatable)"))
    // It begins sentences, and words between backquotes are bold.
    let prose = HostileTree.hostile.dropFirst().replacing("`", with: "")
    #expect(page.ranges(of: prose).count > 5)
    for page in [overview, page] { #expect(!page.contains("spill")) }
  }

  @Test("French pages have French titles, and punctuation stays with its word")
  func french() throws {
    let page = try #require(SampleTree.root.manualPages(.french).first { $0.name == "shop-bill" })
    let roff = page.roff(
      nameTitle: "NOM", edition: .init(date: "2026-01-02", source: "s", manual: "m"))
    #expect(roff.contains("Un fichier\\ ; "))
    #expect(try read(page).contains("EXEMPLES"))
  }
}
