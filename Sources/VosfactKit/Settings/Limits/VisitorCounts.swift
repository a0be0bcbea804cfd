/// What visitors had done within the last hour, of everything that has a limit.
///
/// Counted is by the hour of the clock (UTC), and the last hour estimated from two: all of this one, and of the one
/// before the share that still lies within sixty minutes, as if it had come evenly. So a count is two rows at the
/// most, however high it is, and nobody gets twice the limit around the turn of an hour.
///
/// Only what comes by the web is counted: who has the database writes no mails to strangers by accident.
struct VisitorCounts {
  let database: Database
  let clock: WallClock

  private var settings: Settings { Settings(database: database) }

  static let hour: Int64 = 3_600

  /// Takes a place in each of `limits`, in a transaction of its own, so that of two processes at once only one gets
  /// the last. It is taken before what it is for is done, and not given back if that fails: a provider was asked.
  ///
  /// - Throws: `LimitReached` if one has no place left: nothing is written then, and nobody kept from writing; else
  ///   `StorageError`.
  func take(_ limits: [Limit]) throws {
    try check(limits)
    try database.transaction {
      try check(limits)
      try count(limits)
    }
  }

  /// Takes a place in each of `limits`, in the caller's transaction; whether there was one.
  func takeIfFree(_ limits: [Limit]) throws(StorageError) -> Bool {
    for limit in limits {
      guard try wait(for: limit) == nil else { return false }
    }
    try count(limits)
    return true
  }

  /// Makes sure that each of `limits` has a place left.
  ///
  /// - Throws: `LimitReached`, with the longest wait, else `StorageError`.
  func check(_ limits: [Limit]) throws {
    var reached: LimitReached?
    for limit in limits {
      guard let wait = try wait(for: limit), wait > reached?.wait ?? Seconds(0) else { continue }
      reached = LimitReached(wait: wait, key: limit.setting.key)
    }
    if let reached { throw reached }
  }

  /// How long until `limit` has a place; `nil` if it has one now.
  private func wait(for limit: Limit) throws(StorageError) -> Seconds? {
    let now = clock.now.seconds
    let hour = now / Self.hour
    return HourlyCount(
      before: try count(limit.name, hour: hour - 1), current: try count(limit.name, hour: hour),
      age: now % Self.hour
    ).wait(under: try settings.value(limit.setting))
  }

  private static let select: StaticString = """
    SELECT count
      FROM visitor_count
     WHERE hour = ?1 AND name = ?2
    """

  private func count(_ name: String, hour: Int64) throws(StorageError) -> Int64 {
    try database.first(Self.select, hour, name) { row in row.int64() } ?? 0
  }

  private static let add: StaticString = """
    INSERT INTO visitor_count (hour, name, count)
    VALUES (?1, ?2, 1)
    ON CONFLICT (hour, name) DO UPDATE SET count = min(count, 1000000000) + 1
    """

  // A clock that is an hour ahead elsewhere is no clock that was set back.
  private static let forget: StaticString = """
    DELETE FROM visitor_count
     WHERE hour < ?1 - 1 OR hour > ?1 + 1
    """

  /// Adds one to each of `limits` and forgets what no estimate looks at any more, in the caller's transaction.
  private func count(_ limits: [Limit]) throws(StorageError) {
    let hour = clock.now.seconds / Self.hour
    try database.run(Self.forget, hour)
    for limit in limits { try database.run(Self.add, hour, limit.name) }
  }

  private static let recent: StaticString = """
    SELECT name, max(iif(hour = ?1, count, 0)) AS current,
           max(iif(hour < ?1, count, 0)) AS before
      FROM visitor_count
     WHERE hour BETWEEN ?1 - 1 AND ?1
     GROUP BY name
     ORDER BY name
    """

  /// The settings whose limit is reached now, each with how many have reached it: products, documents.
  func reached() throws(StorageError) -> [(setting: Setting<Int64>, count: Int)] {
    let now = clock.now.seconds
    var counts: [String: Int] = [:]
    var rows = try database.query(Self.recent, now / Self.hour)
    while let row = try rows.next() {
      let key = String(row.text("name").prefix { $0 != ":" })
      guard let setting = Setting.limits.first(where: { $0.key == key }) else { continue }
      let count = HourlyCount(
        before: row.int64("before"), current: row.int64("current"), age: now % Self.hour)
      if count.wait(under: try settings.value(setting)) != nil { counts[key, default: 0] += 1 }
    }
    return Setting.limits.compactMap { setting in counts[setting.key].map { (setting, $0) } }
  }
}

/// What was counted in an hour of the clock and in the one before.
struct HourlyCount {
  /// All of the hour before.
  let before: Int64
  /// So far in this one.
  let current: Int64
  /// How many seconds of this one are over.
  let age: Int64

  /// Another program may have written any number: what is beyond all limits is as good as the largest of them.
  init(before: Int64, current: Int64, age: Int64) {
    let bounds: ClosedRange<Int64> = 0...1_000_000_000
    self.before = min(max(before, bounds.lowerBound), bounds.upperBound)
    self.current = min(max(current, bounds.lowerBound), bounds.upperBound)
    self.age = age
  }

  /// How long until one more is within `limit` an hour, by the estimate; `nil` if it is now.
  func wait(under limit: Int64) -> Seconds? {
    let hour = VisitorCounts.hour
    // What there may be beside the one that is wanted.
    let room = limit - 1
    guard before * (hour - age) > (room - current) * hour else { return nil }
    // The first second at which the older of the two has shrunk to the room that the younger leaves.
    if current <= room { return Seconds(hour - (room - current) * hour / before - age) }
    return Seconds(hour - age + hour - room * hour / current)
  }
}
