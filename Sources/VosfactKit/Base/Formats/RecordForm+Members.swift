package import Localization

/// The kinds of members. A closure that gives `nil` gives null.
extension RecordForm.Member {
  /// The member with what the manual says of it: sentences in which names are between backquotes.
  package func meaning(en: String, fr: String) -> Self {
    var member = self
    member.meaning = Text(en: en, fr: fr)
    return member
  }

  /// A string.
  package static func text(
    _ name: String, as example: JSONValue = "…", _ text: @escaping @Sendable (Row) -> String?
  ) -> Self {
    Self(name: name, example: example) { row, _ in .optional(text(row)) }
  }

  /// A string for people.
  package static func said(
    _ name: String, as example: JSONValue = "…", _ text: @escaping @Sendable (Row) -> Text?
  ) -> Self {
    Self(name: name, example: example) { row, language in .optional(text(row)?[language]) }
  }

  /// One of a few words, which the manual lists.
  package static func word<Word: RawRepresentable<String> & CaseIterable & Sendable>(
    _ name: String, as example: JSONValue? = nil, _ word: @escaping @Sendable (Row) -> Word?
  ) -> Self {
    let words = Word.allCases.map(\.rawValue)
    return Self(name: name, example: example ?? .optional(words.first), words: words) { row, _ in
      .optional(word(row)?.rawValue)
    }
  }

  /// An amount of money, without its currency.
  package static func amount(
    _ name: String, as example: JSONValue = "120.00", _ amount: @escaping @Sendable (Row) -> Amount?
  ) -> Self {
    text(name, as: example) { amount($0)?.decimal }
  }

  /// A time.
  package static func time(
    _ name: String, as example: JSONValue = "…", _ time: @escaping @Sendable (Row) -> UnixTime?
  ) -> Self {
    text(name, as: example) { time($0)?.description }
  }

  /// An integer.
  package static func number<Number: BinaryInteger & Sendable>(
    _ name: String, _ number: @escaping @Sendable (Row) -> Number?
  ) -> Self {
    Self(name: name, example: 1) { row, _ in number(row).map { .integer($0) } ?? .null }
  }

  /// True or false.
  package static func bool(_ name: String, _ value: @escaping @Sendable (Row) -> Bool) -> Self {
    Self(name: name, example: true) { row, _ in .bool(value(row)) }
  }

  /// A truth value, or `null` where it is not known.
  package static func bool(
    optional name: String, _ value: @escaping @Sendable (Row) -> Bool?
  ) -> Self {
    Self(name: name, example: .null) { row, _ in value(row).map { .bool($0) } ?? .null }
  }

  /// The member, an array, such that CSV has it in one field.
  package var inOneCell: Self {
    var member = self
    member.isCell = true
    return member
  }

  /// An array of strings.
  package static func words(
    _ name: String, _ words: @escaping @Sendable (Row) -> [String]
  ) -> Self {
    Self(name: name, example: ["…"]) { row, _ in .array(words(row).map { .string($0) }) }
  }

  /// An object.
  package static func object<Part>(
    _ name: String, _ form: RecordForm<Part>, _ part: @escaping @Sendable (Row) -> Part?
  ) -> Self {
    Self(name: name, example: form.example, parts: form.definitions) { row, language in
      part(row).map { form.json($0, language) } ?? .null
    }
  }

  /// An array of objects.
  package static func objects<Part>(
    _ name: String, _ form: RecordForm<Part>, _ parts: @escaping @Sendable (Row) -> [Part]
  ) -> Self {
    Self(name: name, example: [form.example], parts: form.definitions) { row, language in
      .array(parts(row).map { form.json($0, language) })
    }
  }

  /// What has members of its own kind.
  package static func value(
    _ name: String, as example: JSONValue, _ value: @escaping @Sendable (Row) -> JSONValue
  ) -> Self {
    Self(name: name, example: example) { row, _ in value(row) }
  }
}
