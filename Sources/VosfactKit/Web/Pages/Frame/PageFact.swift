import Localization

/// A name and a value beside it, as a page lists them.
struct PageFact: Equatable, Sendable {
  let name: Text
  let value: HTML

  init(_ name: Text, _ value: HTML) {
    self.name = name
    self.value = value
  }

  /// The list of `facts`; nothing if there are none.
  static func list(_ facts: [PageFact], in language: Language) -> HTML? {
    guard !facts.isEmpty else { return nil }
    return
      "<dl>\(facts.map { "<div><dt>\($0.name, language)</dt><dd>\($0.value)</dd></div>" })</dl>\n"
  }
}
