/// What a bank's app reads from a code as a transfer that is filled in already (European Payments Council,
/// EPC069-12, version 2.1, section 4).
struct TransferCode: Equatable, Sendable {
  let text: String

  /// `nil` for a transfer that such a code cannot hold: not in euro, of nothing or of a billion and more, to
  /// nobody, or with a reference over 140 characters.
  init?(name: String, iban: IBAN, bic: BIC?, amount: Amount, reference: String) {
    let limits: ClosedRange<Int64> = 1...99_999_999_999
    let name = name.unicodeScalars.prefix(70).reduce(into: "") { $0.unicodeScalars.append($1) }
    guard amount.currency == .euro, limits.contains(amount.minorUnits), !name.isEmpty,
      reference.unicodeScalars.count <= 140, name.shown(limit: .max) == name,
      reference.shown(limit: .max) == reference
    else { return nil }
    text = [
      "BCD", "002", "1", "SCT", bic?.code ?? "", name, iban.code, "EUR\(amount.decimal)", "", "",
      reference,
    ].joined(separator: "\n")
    guard text.utf8.count <= 331 else { return nil }
  }
}
