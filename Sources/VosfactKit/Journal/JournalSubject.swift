/// What an entry of the journal is about.
struct JournalSubject: RawRepresentable, Hashable, Sendable {
  let rawValue: String

  static let settings = JournalSubject(rawValue: "settings")
  static let journal = JournalSubject(rawValue: "journal")
  static let signingKeys = JournalSubject(rawValue: "signing-keys")

  static func document(number: String) -> JournalSubject {
    JournalSubject(rawValue: "document:\(number)")
  }

  /// A payment that belongs to no document, or to none yet.
  static func payment(reference: String) -> JournalSubject {
    JournalSubject(rawValue: "payment:\(reference)")
  }

  static func product(_ id: PublicID) -> JournalSubject {
    JournalSubject(rawValue: "product:\(id)")
  }

  static func webhook(_ id: Int64) -> JournalSubject {
    JournalSubject(rawValue: "webhook:\(id)")
  }

  static func provider(_ name: String) -> JournalSubject {
    JournalSubject(rawValue: "provider:\(name)")
  }
}
