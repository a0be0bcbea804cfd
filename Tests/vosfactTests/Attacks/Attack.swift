import Testing

/// A row of the table of attacks: what somebody tries who has no secret of the shop's, and what answers it.
struct Attack: Sendable, CustomTestStringConvertible {
  /// What is tried.
  let name: String
  /// What keeps it from succeeding.
  let answeredBy: String
  /// Shell commands of the shop's owner, before.
  var made = ""
  /// Shell commands of the attacker, who has what `AttackScene` says.
  let tried: String
  /// All that the attacker reads.
  let answer: String
  var outcome = Outcome.nothing

  /// What is true of the shop afterwards.
  enum Outcome {
    /// All that is recorded is what was recorded before.
    case nothing
    /// Attempts may have been recorded; no document has been paid, and no payment holds money.
    case unpaid
    /// As the row's own command says, which the owner runs afterwards, and what it prints.
    case shown(String, String)
  }

  var testDescription: String { name }

  /// Every attack.
  static let all =
    links + visitors + files + callbacks + secrets + forms + modes + commandLine
}
