import Localization
import VosfactKit

extension RecordForm {
  /// The object with examples of its values, as literal lines of the manual's markup.
  var literal: String {
    example.indentedText.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n")
  }

  /// What is to be said of the members, as definitions of the manual's markup.
  var table: String {
    definitions.map { definition in
      let words = definition.words.map { "`\($0)`" }.joined(separator: ", ")
      let list = words.isEmpty ? "" : "\(words). "
      let meaning = definition.meaning ?? Text(verbatim: "")
      let english = "- \(definition.name): \(list)\(meaning.en)"
      return meaning.en == meaning.fr ? english : "\(english)\n  fr: \(list)\(meaning.fr)"
    }.joined(separator: "\n")
  }
}
