extension CallbackInbox {
  private static let insertRefusal: StaticString = """
    INSERT INTO callback (received_at, provider, result, reason)
    VALUES (?1, ?2, 'refused', ?3)
    """

  private static let forgetRefusals: StaticString = """
    DELETE FROM callback
     WHERE result = 'refused'
       AND id <= (SELECT id
                    FROM callback
                   WHERE result = 'refused'
                   ORDER BY id DESC
                   LIMIT 1 OFFSET ?1)
    """

  static let refusedOnce: StaticString = """
    SELECT received_at
      FROM callback INDEXED BY callback_refused_of_provider
     WHERE provider = ?1 AND result = 'refused'
     ORDER BY id DESC
     LIMIT 1 OFFSET ?2
    """

  /// How many refusals of one provider's callbacks are told of within an hour. What is wrong shows by the first ones;
  /// whoever sends forged ones without end has nothing written by the others, and keeps nobody from writing.
  private static let refusalsAnHour = 100

  /// How many refusals are kept, so that whoever sends forged callbacks cannot fill the disk.
  private static let keptRefusals = 10_000

  /// Adds a line to the log of refusals, unless there were many within the last hour, and forgets the oldest ones.
  func logRefusal(_ reason: String, provider: String, at time: UnixTime) throws {
    let earlier = try database.first(Self.refusedOnce, provider, Self.refusalsAnHour - 1) { row in
      row.time()
    }
    // A time that is yet to come is one of a clock that was set back since.
    if let earlier, earlier <= time, earlier > time - Seconds(3_600) { return }
    try database.transaction {
      try database.run(Self.insertRefusal, time, provider, reason)
      try database.run(Self.forgetRefusals, Self.keptRefusals)
    }
  }
}
