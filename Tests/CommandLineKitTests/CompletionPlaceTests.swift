import Localization
import Testing

@testable import CommandLineKit

@Suite struct CompletionPlaceTests {
  /// What is offered at the end of `line`, cut at its spaces: words, or what is asked for.
  private func offered(_ line: String) -> [String] {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let place = SampleTree.root.completion(of: words)
    return switch place.offer {
    case .words(let words): words.map { place.head + $0.word }
    case .file: ["(\(place.head)file)"]
    case .query(let name): ["(\(place.head)\(name))"]
    }
  }

  @Test(
    "every place has its words, whatever is typed of them",
    arguments: [
      ("", ["bill", "move", "count"]), ("b", ["bill", "move", "count"]),
      ("bill ", ["list", "add", "show"]), ("help bill ", ["list", "add", "show"]),
      ("--quiet bill ", ["list", "add", "show"]), ("--db x bill ", ["list", "add", "show"]),
      ("--db=x bill ", ["list", "add", "show"]),
      ("bill list --state ", ["issued", "paid"]),
      ("bill list --state=p", ["--state=issued", "--state=paid"]),
      ("bill --lang e", ["fr", "en"]), ("--db ", ["(file)"]), ("--db=a", ["(--db=file)"]),
      ("bill show 12 ", ["lines", "buyer"]), ("bill show -12 ", ["lines", "buyer"]),
      ("bill add ", ["(file)"]), ("bill add a b ", ["(file)"]), ("bill add -- -", ["(file)"]),
      ("spill -", ["--help", "-h", "--db", "--lang", "--quiet"]),
    ])
  func places(_ line: String, _ words: [String]) {
    #expect(Set(offered(line)) == Set(words))
  }

  @Test(
    "nothing is offered where a value is free, a line is wrong, or all is said",
    arguments: [
      "bill list --limit ", "bill show ", "bill show 12 lines ", "bil ", "bil --lang=e x ",
      "--lung=e", "--quiet=e", "bill show -- 12 -- ", "move a ",
    ])
  func nothing(_ line: String) {
    #expect(offered(line) == [])
  }

  @Test("options are offered once, but for those that may be given again, in every scope")
  func options() {
    let options = ["--state", "--limit", "--tag", "--dry-run", "--db", "--lang", "--quiet"]
    #expect(Set(offered("bill list -")) == Set(options + ["--help", "-h"]))
    #expect(
      Set(offered("--db=x bill --dry-run list --tag a --state paid -h -"))
        == ["--limit", "--tag", "--lang", "--quiet"])
    #expect(offered("-").contains("--version"))
    #expect(offered("-").contains("-V"))
  }

  @Test("the place tells what was typed before it, and what words mean")
  func before() throws {
    let place = SampleTree.root.completion(
      of: ["--db", "a", "bill", "show", "--lang=fr", "--db=b", "12", "l"])
    #expect(place.values == ["db": "b", "lang": "fr"])
    #expect(place.operands == ["12"])
    #expect(place.typed == "l")
    let option = SampleTree.root.completion(of: ["bill", "list", "--state=pa"])
    #expect(option.head == "--state=")
    #expect(option.typed == "pa")
    guard case .words(let words) = SampleTree.root.completion(of: [""]).offer else {
      Issue.record("no words")
      return
    }
    #expect(words.first?.meaning?.en == "Bills and their payment")
  }
}
