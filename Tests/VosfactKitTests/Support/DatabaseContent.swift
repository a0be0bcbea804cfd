import CSQLite
import Testing

@testable import VosfactKit

/// What a database holds, as text that can be compared.
enum DatabaseContent {
  /// Every row of every table, whatever it means, but those of the tables `others`.
  static func whole(_ database: Database, but others: Set<String> = []) throws -> String {
    let tables = try rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name", of: database
    ).filter { !others.contains($0) }
    return try tables.map { table in
      "\(table)\n" + (try rows("SELECT * FROM \(table)", of: database)).joined(separator: "\n")
    }.joined(separator: "\n\n")
  }

  /// What is known of documents and payments, without internal keys, places in the journal, and when and
  /// by which request it was heard of.
  static func known(_ database: Database) throws -> String {
    let queries = [
      """
      SELECT number, public_id, kind, stage, state, issued_on, sold_on, due_on, currency, language,
             net, tax, total, paid, paid_at, order_reference, buyer_name, buyer_email,
             links_not_before, digest
        FROM document ORDER BY number
      """,
      """
      SELECT payment.reference, document.number, provider, mode, payment.state, settled, amount,
             payment.currency, refunded, payment.credited, provider_reference, method, next, started_at,
             payment.paid_at, attention, conflicting
        FROM payment LEFT JOIN document ON document.id = payment.document
       ORDER BY reference
      """,
      """
      SELECT event.provider, event_id, reference, kind, at, event.amount, event.currency, subject,
             is_running_total, event.method, reason, digest
        FROM payment_event AS event JOIN payment ON payment.id = event.payment
       ORDER BY event.provider, event_id
      """,
      """
      SELECT name.provider, identifier, reference
        FROM provider_identifier AS name JOIN payment ON payment.id = name.payment
       ORDER BY name.provider, identifier
      """,
    ]
    return try queries.map { try rows($0, of: database).joined(separator: "\n") }
      .joined(separator: "\n\n")
  }

  /// The rows of a query, a line each.
  static func rows(_ sql: String, of database: Database) throws -> [String] {
    var statement: OpaquePointer?
    let code = sqlite3_prepare_v2(database.connection, sql, -1, &statement, nil)
    try #require(code == SQLITE_OK, "\(String(cString: sqlite3_errmsg(database.connection)))")
    defer { sqlite3_finalize(statement) }
    var lines: [String] = []
    while sqlite3_step(statement) == SQLITE_ROW {
      let fields = (0..<sqlite3_column_count(statement)).map { column in
        switch sqlite3_column_type(statement, column) {
        case SQLITE_NULL: return "-"
        case SQLITE_BLOB:
          let count = Int(sqlite3_column_bytes(statement, column))
          let bytes = UnsafeRawBufferPointer(
            start: sqlite3_column_blob(statement, column), count: count)
          return Array(bytes).hexadecimal
        default: return sqlite3_column_text(statement, column).map { String(cString: $0) } ?? ""
        }
      }
      lines.append(fields.joined(separator: "|"))
    }
    return lines
  }

  /// Runs statements as somebody would who works on the file with another program.
  static func execute(_ sql: String, on database: Database) throws {
    let code = sqlite3_exec(database.connection, sql, nil, nil, nil)
    try #require(code == SQLITE_OK, "\(String(cString: sqlite3_errmsg(database.connection)))")
  }
}
