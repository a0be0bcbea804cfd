extension Schema {
  /// The documents of one kind and state in their order: few of a kind may be in a state that many are in, and
  /// the other way round.
  static let schema4: StaticString = """
    CREATE INDEX document_by_kind_and_state ON document (kind, state);

    PRAGMA user_version = 4;
    """
}
