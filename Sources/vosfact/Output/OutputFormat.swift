/// How results are written.
enum OutputFormat: String, CaseIterable {
  /// For people.
  case table
  /// One JSON text: an array for a list, an object for one thing.
  case json
  /// One JSON object a line.
  case jsonl
  /// Comma-separated values (RFC 4180) with a header.
  case csv
}
