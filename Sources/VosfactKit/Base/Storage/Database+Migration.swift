import CSQLite

extension Database {
  /// What marks a SQLite file as ours: "vosf" in ASCII (https://www.sqlite.org/pragma.html#pragma_application_id).
  private static let applicationID: Int64 = 0x766F_7366

  private static let identity: StaticString = """
    SELECT (SELECT application_id FROM pragma_application_id) AS application_id,
           (SELECT user_version FROM pragma_user_version) AS user_version,
           EXISTS (SELECT 1 FROM sqlite_schema) AS has_tables
    """

  /// Brings the file to the newest schema: a new file is filled, an older one is migrated in one
  /// transaction after a copy of it was put beside it (`PATH.schema-N`).
  ///
  /// - Throws: `StorageError.foreign` for another program's file, `.newerSchema` for one from the future.
  ///
  /// - Parameter done: what follows in the same transaction where an older file was migrated.
  func migrate(
    _ migrations: [StaticString] = Schema.migrations,
    then done: (Database, _ before: Int) throws(StorageError) -> Void = { _, _ in }
  ) throws(StorageError) {
    let found = try schemaVersion(known: migrations.count)
    // Outside a transaction, where alone SQLite allows it. The mode is kept in the file, where this
    // then does nothing, but not in a backup, which may have been put in the file's place.
    try execute("PRAGMA journal_mode = WAL")
    guard found < migrations.count else { return }
    try execute("BEGIN IMMEDIATE")
    var copy: String?
    do throws(StorageError) {
      // Another process may have migrated the file since; from here on, none can.
      let found = try schemaVersion(known: migrations.count)
      if found > 0, found < migrations.count {
        copy = "\(path).schema-\(found)"
        try backUp(to: "\(path).schema-\(found)")
      }
      for migration in migrations.dropFirst(found) { try execute(migration) }
      if copy != nil { try done(self, found) }
      try execute("PRAGMA application_id = 0x766F7366; COMMIT")
    } catch {
      try? execute("ROLLBACK")
      // Nothing was migrated that one could go back from.
      if let copy { try? File.remove(copy) }
      throw error
    }
  }

  /// The number of the file's schema; 0 for a file that has none yet.
  ///
  /// - Throws: `StorageError.foreign` for another program's file, `.newerSchema` for one from the future.
  func schemaVersion(known: Int = Schema.migrations.count) throws(StorageError) -> Int {
    // Asked for one by one, and in the order in which a migration would show, as all but the first process finds it.
    if let version = try first("PRAGMA user_version", decode: { row in row.int64() }),
      try first("PRAGMA application_id", decode: { row in row.int64() }) == Self.applicationID,
      (1...Int64(known)).contains(version)
    {
      return Int(version)
    }
    let identity = try first(Self.identity) { row in
      (row.int64("application_id"), row.int64("user_version"), row.bool("has_tables"))
    }
    guard let (application, version, isFilled) = identity else {
      throw .damaged(path: path, reason: "it does not say what it is")
    }
    guard application == Self.applicationID || (application == 0 && version == 0 && !isFilled)
    else {
      throw .foreign(path: path)
    }
    guard version >= 0 else { throw .foreign(path: path) }
    guard version <= known else {
      throw .newerSchema(path: path, found: version, known: Int64(known))
    }
    return Int(version)
  }

  private static let copyInto: StaticString = "VACUUM INTO ?1"

  /// Writes a copy of the whole database to `target`, which only its owner may read, and waits until it
  /// is on the disk.
  private func backUp(to target: String) throws(StorageError) {
    // SQLite fills an empty file, and keeps the permissions it was made with. What was there before
    // goes, as it may have others.
    try? File.remove(target)
    let file = try SystemError.explained(File(target, [.writing, .new])) {
      StorageError.cannotOpen(path: target, reason: $0)
    }
    // SQLite copies outside a transaction only; another connection may read while this one has the
    // write lock, which keeps other processes from migrating meanwhile.
    try Database(unchecked: path).run(Self.copyInto, Self.name(ofFile: target))
    try SystemError.explained(file.force()) { StorageError.inputOutput(path: target, reason: $0) }
  }
}
