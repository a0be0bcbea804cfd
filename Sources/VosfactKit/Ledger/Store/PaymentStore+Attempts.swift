extension PaymentStore {
  private static let takeNumber: StaticString = """
    INSERT INTO attempt_number (provider, day, last)
    VALUES (?1, ?2, ?3)
    ON CONFLICT (provider, day) DO UPDATE SET last = max(last + 1, ?3)
    RETURNING last
    """

  /// The next number of the provider's attempts on a day, in the caller's transaction.
  ///
  /// - Parameters:
  ///   - day: the days since 1970-01-01, UTC.
  ///   - least: what the number is at least.
  func takeAttemptNumber(provider: String, day: Int64, least: Int64) throws(StorageError) -> Int {
    let number = try database.first(Self.takeNumber, provider, day, least) { row in row.int64() }
    guard let number else {
      throw database.damaged("an attempt was not numbered")
    }
    return Int(number)
  }
}
