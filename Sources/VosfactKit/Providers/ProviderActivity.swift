/// What a provider was heard of last, and what is still awaited from it: where to look when payments stop
/// arriving.
package struct ProviderActivity: Equatable, Sendable, DataRecord {
  /// When the last authentic callback came.
  package let lastCallbackAt: UnixTime?
  /// When a callback was refused last.
  package let lastRefusedAt: UnixTime?
  /// Why it was, in one word.
  package let lastRefusal: String?
  /// How many payments are pending there.
  package let pending: Int64

  package static let form = RecordForm<ProviderActivity>([
    .number("pending") { $0.pending }.meaning(
      en: "How many payments are pending.", fr: "Combien de paiements sont en attente."),
    .time("last_callback_at") { $0.lastCallbackAt },
    .time("last_refused_at") { $0.lastRefusedAt },
    .text("last_refusal") { $0.lastRefusal }.meaning(
      en: "Why it was refused, in a word.", fr: "Pourquoi il fut refusé, en un mot."),
  ])
}

extension ProviderConfiguration {
  static let lastCallback: StaticString = """
    SELECT received_at
      FROM callback INDEXED BY callback_by_provider
     WHERE provider = ?1 AND result <> 'refused'
     ORDER BY id DESC
     LIMIT 1
    """

  static let lastRefused: StaticString = """
    SELECT received_at, reason
      FROM callback INDEXED BY callback_by_provider
     WHERE provider = ?1 AND result = 'refused'
     ORDER BY id DESC
     LIMIT 1
    """

  static let countPending: StaticString = """
    SELECT count(*)
      FROM payment INDEXED BY payment_by_state
     WHERE provider = ?1 AND state = 'pending'
    """

  /// What the database knows of the provider's doings.
  package var activity: ProviderActivity {
    get throws(StorageError) {
      let database = providers.database
      let refused = try database.first(Self.lastRefused, name) { row in
        (at: row.time("received_at"), reason: row.optionalText("reason"))
      }
      return ProviderActivity(
        lastCallbackAt: try database.first(Self.lastCallback, name) { row in row.time() },
        lastRefusedAt: refused?.at, lastRefusal: refused?.reason,
        pending: try database.first(Self.countPending, name) { row in row.int64() } ?? 0)
    }
  }

  /// The keys that must still be set before the provider can be used in its mode, or in live mode if none was
  /// chosen yet.
  package var missingKeys: [String] {
    get throws { try missingKeys(in: mode ?? .live) }
  }

  /// The currencies that can be paid with: those that the user chose, of those that the provider takes.
  package var currencies: [Currency] {
    get throws(StorageError) {
      let chosen = try value("currencies")?.split(separator: ",").map(String.init)
      return providers.currencies(of: name).filter { chosen?.contains($0.code) ?? true }
    }
  }
}
