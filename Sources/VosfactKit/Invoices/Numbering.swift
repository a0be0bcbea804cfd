import Localization

/// The counters that number documents: gapless and chronological in each series.
struct Numbering {
  let database: Database

  private static let series: StaticString = """
    SELECT last, last_issued_on
      FROM number_series
     WHERE pattern = ?1
    """

  private static let advance: StaticString = """
    INSERT INTO number_series (pattern, last, last_issued_on)
    VALUES (?1, ?2, ?3)
    ON CONFLICT (pattern) DO UPDATE
       SET last = max(last, excluded.last),
           last_issued_on = max(last_issued_on, excluded.last_issued_on)
    """

  /// The next number of the pattern's series, in the transaction that stores its document.
  ///
  /// - Throws: `Fault` if the series has a document of a later date, else `StorageError`.
  func next(of pattern: NumberPattern, on date: CalendarDate) throws -> String {
    if let lastDate = try lastDate(of: pattern, on: date), date < lastDate {
      throw Fault(
        .badValue,
        en:
          "numbers are chronological; the last document of \((pattern.series(on: lastDate)).shown) was issued on \(lastDate); give that date or a later one",
        fr:
          "les numéros suivent les dates ; le dernier document de \((pattern.series(on: lastDate)).shown) date du \(lastDate) ; donnez cette date ou une date plus tardive"
      )
    }
    return try take(of: pattern, on: date)
  }

  /// The date of the last document in the series that `date` belongs to; `nil` if it has none.
  func lastDate(
    of pattern: NumberPattern, on date: CalendarDate
  ) throws(StorageError) -> CalendarDate? {
    try database.first(Self.series, pattern.series(on: date)) { row in row.text("last_issued_on") }
      .flatMap { CalendarDate($0) }
  }

  /// Takes the next number of the pattern's series, on a date that is known not to be before its last.
  func take(of pattern: NumberPattern, on date: CalendarDate) throws(StorageError) -> String {
    let series = pattern.series(on: date)
    let last = try database.first(Self.series, series) { row in row.int64("last") }
    let serial = try database.successor(of: last ?? 0)
    try database.run(Self.advance, series, serial, date.description)
    return pattern.number(serial, on: date)
  }

  /// Takes note of numbers that came from elsewhere, so that ours go on after them.
  func note(_ serial: Int64, of series: String, on date: CalendarDate) throws(StorageError) {
    try database.run(Self.advance, series, serial, date.description)
  }
}
