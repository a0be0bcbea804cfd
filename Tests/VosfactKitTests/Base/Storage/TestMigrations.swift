@testable import VosfactKit

/// Schemas of a small program, to migrate between.
enum TestMigrations {
  static let first: StaticString = """
    CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL) STRICT;
    INSERT INTO thing (name) VALUES ('first');
    PRAGMA user_version = 1;
    """
  static let second: StaticString = """
    ALTER TABLE thing ADD COLUMN colour TEXT;
    UPDATE thing SET colour = 'red';
    PRAGMA user_version = 2;
    """
  static let failing: StaticString = """
    ALTER TABLE thing ADD COLUMN colour TEXT;
    DELETE FROM thing;
    INSERT INTO nowhere VALUES (1);
    PRAGMA user_version = 2;
    """
}
