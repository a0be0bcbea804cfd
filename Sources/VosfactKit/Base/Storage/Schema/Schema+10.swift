extension Schema {
  /// What remains of delivered messages that were forgotten: the keys by which none is queued again. An index finds
  /// the oldest of those that are still kept.
  static let schema10: StaticString = """
    CREATE TABLE outbox_mark (key TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
    CREATE INDEX outbox_delivered ON outbox (ended_at) WHERE state = 'delivered';

    PRAGMA user_version = 10;
    """
}
