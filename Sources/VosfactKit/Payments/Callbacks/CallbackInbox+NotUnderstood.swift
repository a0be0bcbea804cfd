/// What was authentic and could not be read: it stays in the inbox as it came, until a version of the program can read it.
extension CallbackInbox {
  static let ofKind: StaticString = """
    SELECT 1
      FROM callback INDEXED BY callback_not_understood
     WHERE provider = ?1 AND kind = ?2
     LIMIT 1
    """

  static let ofPayment: StaticString = """
    SELECT 1
      FROM callback INDEXED BY callback_not_understood_of
     WHERE payment = ?1 AND kind IS NOT NULL
     LIMIT 1
    """

  static let notUnderstood: StaticString = """
    SELECT id
      FROM callback INDEXED BY callback_not_understood
     WHERE kind IS NOT NULL
     ORDER BY id
    """

  /// Whether a callback that the provider calls so is here that was not understood.
  func holds(notUnderstood kind: String, from provider: String) throws(StorageError) -> Bool {
    try database.first(Self.ofKind, provider, kind) { _ in true } ?? false
  }

  /// Whether one of a payment is here.
  func holdsNotUnderstood(of payment: PaymentKey) throws(StorageError) -> Bool {
    try database.first(Self.ofPayment, payment) { _ in true } ?? false
  }

  /// Those that are here, oldest first.
  ///
  /// It throws `StorageError` or `Fault`.
  package func notUnderstood() throws -> [KeptCallback] {
    try database.all(Self.notUnderstood) { row in row.int64() }.map { try named(String($0)) }
  }
}

/// What is of no concern: it is kept for as long as what it is about may turn out to be ours.
extension CallbackInbox {
  /// How many callbacks one transaction forgets: others wait for it only so long.
  private static let pruningSize = 256

  static let forgettable: StaticString = """
    SELECT id
      FROM callback INDEXED BY callback_ignored
     WHERE result = 'ignored' AND payment IS NULL AND received_at < ?1
     ORDER BY received_at
     LIMIT ?2
    """

  private static let forget: StaticString = "DELETE FROM callback WHERE id = ?1"

  /// Forgets what came before `end` and was of no concern.
  ///
  /// It throws `StorageError`.
  func forgetIgnored(before end: UnixTime) throws {
    // Nothing is to be forgotten most of the time, and nobody is to wait for that.
    while true {
      let old = try database.all(Self.forgettable, end, Self.pruningSize) { row in row.int64() }
      guard !old.isEmpty else { return }
      try database.transaction {
        for id in old { try database.run(Self.forget, id) }
      }
    }
  }
}
