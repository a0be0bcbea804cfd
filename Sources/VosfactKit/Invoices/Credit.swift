/// What a credit note takes off the total of the document that it corrects.
struct Credit: Equatable, Sendable {
  /// In minor units, above zero where it corrects a claim.
  let amount: Int64
  /// Since when: a payment that came before it was for all that was asked.
  let at: UnixTime
}

/// Which document a credit note corrects.
struct Correction: Equatable, Sendable {
  let document: DocumentKey
  /// Since when it stands on that document's account.
  let at: UnixTime
}
