import Localization

/// One of the values that a provider's successor takes along.
package struct MigratedValue: Equatable, Sendable, DataRecord {
  package let key: String
  /// The key of the old provider's.
  package let oldKey: String
  package let value: String
  /// Whether the successor did not have it already.
  package let isNew: Bool

  package static let form = RecordForm<MigratedValue>([
    .text("key", as: "merchant-id") { $0.key }, .text("from_key", as: "pspid") { $0.oldKey },
    .text("value", as: "ATELIER") { $0.value },
    .bool("changed") { $0.isNew }.meaning(
      en: "`false` if it was set so before.", fr: "`false` si c’était déjà défini ainsi."),
  ])
}

extension ProviderConfiguration {
  /// Takes along what is set for the provider `old`, of which this one is the successor: the account's name, how
  /// customers are shown it, and its limits. Secrets are others, and stay to be set.
  ///
  /// It throws `Fault` if this is not its successor, or has another value for one of the keys, `ProviderError.badValue`
  /// if it cannot hold a value, or `StorageError`; then nothing was changed.
  package func takeOver(from old: ProviderConfiguration) throws -> [MigratedValue] {
    guard let successor = old.description.successor, successor.name == name else {
      throw Fault(
        .wrongUsage,
        en:
          "\(name) is not what follows \(old.name); nothing was changed; see 'vosfact provider list'",
        fr:
          "\(name) n’est pas ce qui suit \(old.name) ; rien n’a changé ; voyez « vosfact provider list »"
      )
    }
    let keys = successor.keys + ProviderSuccessor.commonKeys.map { (old: $0, new: $0) }
    return try providers.database.transaction {
      var taken: [MigratedValue] = []
      for (oldKey, newKey) in keys {
        guard let value = try old.value(oldKey) else { continue }
        let known = try self.value(newKey)
        guard known == nil || known == value else {
          throw Self.conflict(newKey, of: name, known ?? "", with: value, of: old.name)
        }
        try set(key(newKey), to: value)
        taken.append(
          MigratedValue(key: newKey, oldKey: oldKey, value: value, isNew: known == nil))
      }
      return taken
    }
  }

  private static func conflict(
    _ key: String, of name: String, _ known: String, with value: String, of old: String
  ) -> Fault {
    Fault(
      .misconfigured,
      en: """
        \(name) has '\(known.shown)' for \(key), and \(old) '\(value.shown)'; nothing was changed; make them the same, \
        as by: vosfact provider set \(name) \(key) \(value.shellWord)
        """,
      fr: """
        \(name) a « \(known.shown) » pour \(key), et \(old) « \(value.shown) » ; rien n’a changé ; rendez-les identiques, \
        par exemple : vosfact provider set \(name) \(key) \(value.shellWord)
        """)
  }
}
