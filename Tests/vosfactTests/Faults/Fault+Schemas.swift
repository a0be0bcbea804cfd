extension Fault {
  private static func altered(_ reason: String) -> String {
    """
    vosfact: vosfact.db was altered by another program; \(reason); see what by 'vosfact settings check', \
    or restore a backup
    """
  }

  /// - Parameter mark: of the statement that was refused.
  private static func contradicted(_ mark: String) -> String {
    """
    vosfact: what stands in vosfact.db contradicts what is to be read or written; another program may have \
    put it there; see 'vosfact settings check', restore a backup, or report it as \(mark)
    """
  }

  private static func unreadable(_ what: String) -> String {
    "vosfact: vosfact.db is no sound database; \(what) is unreadable; restore a backup"
  }

  private static func fault(
    _ name: String, _ statements: String, _ command: String, _ line: String
  ) -> Fault {
    Fault(
      name: name, made: "sqlite3 vosfact.db \"\(statements)\"", command: "vosfact \(command)",
      line: line, status: 74, state: .untouched)
  }

  /// Tables, indexes and triggers that another program altered, and values that it put in them.
  static let schemas = [
    fault(
      "a table that is missing", "DROP TABLE webhook",
      "invoice create --buyer Aline --line 'Work;1;10;20'", altered("no such table: webhook")),
    fault(
      "a column that is missing", "ALTER TABLE product DROP COLUMN created_at", "pay-link list",
      altered("no such column: created_at")),
    fault(
      "a column of another name", "ALTER TABLE callback RENAME COLUMN result TO outcome",
      "payment callbacks list", altered("no such column: result")),
    fault(
      "an index that is missing", "DROP INDEX document_open", "pay-link create --unpaid",
      altered("no such index: document_open")),
    fault(
      "the index of names without one of its tables", "DROP TABLE document_buyer_idx",
      "invoice list --buyer Aline",
      altered("SQL logic error")),
    fault(
      "another program's trigger",
      "CREATE TRIGGER odd BEFORE INSERT ON document BEGIN SELECT RAISE(ABORT, 'not today'); END",
      "invoice create --buyer Aline --line 'Work;1;10;20'", altered("not today")),
    fault(
      "a schema that says it is older than it is", "PRAGMA user_version = 4", "invoice list",
      altered("duplicate column name: payer_country")),
    fault(
      "a schema that says it is none yet", "PRAGMA user_version = 0", "invoice list",
      altered("table setting already exists")),
    fault(
      "a total beyond all amounts",
      "PRAGMA ignore_check_constraints = ON; UPDATE document SET total = -9223372036854775808",
      "invoice list", unreadable("document F-1")),
    fault(
      "an amount beyond all amounts",
      "UPDATE payment SET amount = 9223372036854775807, reference = 'X' WHERE reference = '$PAYMENT'",
      "payment list", unreadable("payment X")),
    fault(
      "numbers that are at their end", "UPDATE number_series SET last = 9223372036854775807",
      "invoice create --buyer Aline --line 'Work;1;10;20'",
      "vosfact: vosfact.db is no sound database; a count is at its end; restore a backup"),
    fault(
      "a secret in the place of the reference to one",
      "UPDATE secret SET value = NULL, reference = 'whsec_1'",
      "provider simulate stripe --payment $PAYMENT --outcome paid",
      """
      vosfact: vosfact.db is no sound database; a secret is kept by a reference that is none; restore a \
      backup
      """),
    fault(
      "a journal whose head was set back", "UPDATE journal_head SET seq = 3",
      "settings set language en",
      contradicted("2685c2d3")),
  ]
}
