/// One entry of the journal, as it is stored.
package struct JournalEntry: Equatable, Sendable {
  /// Its place: 1 for the first, without gaps.
  package let seq: Int64
  package let at: UnixTime
  let subject: String
  /// The name of what happened, as `payment.paid`.
  package let kind: String
  /// What happened, as one line of JSON, exactly as it was hashed.
  let payload: String
  let previous: [UInt8]
  let hash: [UInt8]

  /// The hash that the entry must carry: SHA-256 over the hash before it and each of its fields, the
  /// numbers as 8 bytes, the texts behind their length, so that no two entries have the same bytes.
  static func hash(
    seq: Int64, at: UnixTime, subject: String, kind: String, payload: some Collection<UInt8>,
    previous: [UInt8]
  ) -> [UInt8] {
    var bytes = previous
    bytes.reserveCapacity(previous.count + 5 * 8 + 64 + payload.count)
    bytes.append(bigEndian: seq)
    bytes.append(bigEndian: at.seconds)
    bytes.append(measured: subject.utf8)
    bytes.append(measured: kind.utf8)
    bytes.append(measured: payload)
    return SHA256.digest(bytes)
  }

  /// Whether the entry carries the hash of its own fields.
  var isSound: Bool {
    hash
      == Self.hash(
        seq: seq, at: at, subject: subject, kind: kind, payload: payload.utf8,
        previous: previous)
  }

  /// What the entry tells of what happened.
  var facts: JSONValue { (try? JSONValue(parsing: Array(payload.utf8))) ?? .null }

  /// The id of the payment that the entry is about.
  package var payment: String? { facts["payment"]?.string }

  /// The provider that the entry is about.
  var provider: String? { facts["provider"]?.string }

  /// The money that the entry is about.
  var amount: Amount? { amount("amount") }

  private func amount(_ fact: String) -> Amount? {
    guard let number = facts[fact]?.string,
      let currency = facts["currency"]?.string.flatMap(Currency.init(code:))
    else { return nil }
    return try? Amount(number, currency: currency)
  }

  /// What of a document is asked for again in all, in minor units, by an entry that says so; earlier versions of the
  /// program wrote only what came to that which was asked `before`.
  func claimed(after before: Int64) -> Int64 {
    amount("claimed")?.minorUnits ?? before + (amount?.minorUnits ?? 0)
  }

  /// Since when links are good, in unix seconds, if the entry revokes older ones.
  var linksNotBefore: Int64? { facts["not_before"]?.int64 }
}

extension [UInt8] {
  fileprivate mutating func append(bigEndian number: Int64) {
    Swift.withUnsafeBytes(of: number.bigEndian) { append(contentsOf: $0) }
  }

  /// Appends how many bytes a text has, then the bytes.
  fileprivate mutating func append(measured text: some Collection<UInt8>) {
    append(bigEndian: Int64(text.count))
    append(contentsOf: text)
  }
}
