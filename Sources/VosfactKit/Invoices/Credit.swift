/// What another document takes off the total of the one that it follows: a credit note of an invoice, or an invoice of the
/// quote that it was made of.
struct Credit: Equatable, Sendable {
  /// In minor units, above zero where it takes off what is asked.
  let amount: Int64
  /// Since when: a payment that came before it was for all that was asked.
  let at: UnixTime
}

/// Which document another one follows: a credit note the one that it corrects, an invoice the quote that it was made of.
struct Predecessor: Equatable, Sendable {
  let document: DocumentKey
  /// Since when that document asks for so much less.
  let at: UnixTime
}
