package import Localization

/// What scripts read of a thing: the members of its object, each described once. JSON is written by it; the header of
/// CSV and the manual are made of it.
package struct RecordForm<Row>: Sendable {
  /// A member of the object.
  package struct Member: Sendable {
    let name: String
    /// The value that the manual shows.
    let example: JSONValue
    /// The words that it may hold, where they are few.
    var words: [String] = []
    /// What it is, where its name does not say so.
    var meaning: Text?
    /// What is to be said of the members of objects in it.
    var parts: [MemberDefinition] = []
    /// Whether CSV has it, an array, in one field; it leaves others out.
    var isCell = false
    let value: @Sendable (Row, Language) -> JSONValue

    /// What is to be said of it, and of what is in it.
    var definitions: [MemberDefinition] {
      let own = MemberDefinition(name: name, words: words, meaning: meaning)
      let below = parts.map {
        MemberDefinition(name: "\(name).\($0.name)", words: $0.words, meaning: $0.meaning)
      }
      return (meaning == nil && words.isEmpty ? [] : [own]) + below
    }
  }

  package let members: [Member]

  package init(_ members: [Member]) {
    self.members = members
  }

  /// The object that tells of `row`, in `language` what is for people.
  package func json(_ row: Row, _ language: Language) -> JSONValue {
    .object(members.map { JSONMember($0.name, $0.value(row, language)) })
  }

  /// The object as the manual shows it.
  package var example: JSONValue {
    .object(members.map { JSONMember($0.name, $0.example) })
  }

  /// The arrays that CSV has in one field each.
  package var cells: Set<String> { Set(members.lazy.filter(\.isCell).map(\.name)) }

  /// The names of the members, `{"a", "b"}`.
  package var shape: String {
    "{" + members.map { "\"\($0.name)\"" }.joined(separator: ", ") + "}"
  }

  /// What is to be said of the members, in their order.
  package var definitions: [MemberDefinition] { members.flatMap(\.definitions) }

  /// The members as those of a larger thing, of which `part` gives what this form is about.
  package func members<Whole>(
    of part: @escaping @Sendable (Whole) -> Row
  ) -> [RecordForm<Whole>.Member] {
    members.map { member in
      RecordForm<Whole>.Member(
        name: member.name, example: member.example, words: member.words, meaning: member.meaning,
        parts: member.parts, isCell: member.isCell, value: { member.value(part($0), $1) })
    }
  }
}

/// What the manual says of a member.
package struct MemberDefinition: Sendable {
  /// Its name; that of a member of an object within stands after the object's and a point.
  package let name: String
  /// The words that it may hold, where they are few.
  package let words: [String]
  package let meaning: Text?
}

/// A thing that scripts read as an object.
package protocol DataRecord {
  static var form: RecordForm<Self> { get }
}

extension DataRecord {
  /// The thing as scripts read it, in English what is for people.
  package var json: JSONValue { Self.form.json(self, .english) }
}
