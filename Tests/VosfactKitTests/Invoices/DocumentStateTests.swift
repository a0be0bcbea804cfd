import Localization
import Testing

@testable import VosfactKit

@Suite struct DocumentStateTests {
  @Test(
    "the state is how far the document is paid, or else what the seller did with it",
    arguments: [
      (.issued, 0, 100, .issued), (.sent, 0, 100, .sent), (.accepted, 0, 100, .accepted),
      (.rejected, 0, 100, .rejected), (.issued, 1, 100, .partiallyPaid),
      (.sent, 99, 100, .partiallyPaid), (.issued, 100, 100, .paid), (.sent, 101, 100, .paid),
      (.canceled, 0, 100, .canceled), (.canceled, 100, 100, .canceled),
      (.issued, 0, -100, .issued), (.issued, -1, -100, .partiallyPaid),
      (.issued, -100, -100, .paid), (.issued, -101, -100, .paid), (.issued, 0, 0, .issued),
      (.issued, 5, 0, .paid), (.issued, -5, 0, .paid), (.sent, -5, 100, .sent),
      (.sent, 5, -100, .sent),
    ] as [(DocumentStage, Int64, Int64, DocumentState)])
  func state(_ stage: DocumentStage, _ paid: Int64, _ total: Int64, _ state: DocumentState) {
    #expect(DocumentState(stage: stage, paid: paid, total: total) == state)
  }

  @Test("every state has a name in both languages", arguments: DocumentState.allCases)
  func name(_ state: DocumentState) {
    for language in Language.allCases { #expect(!state.name[language].isEmpty) }
  }
}
