/// What one payment for several documents asks of one of them.
struct AskedDocument: Equatable, Sendable {
  let document: DocumentKey
  /// The document's.
  let number: String
  /// In minor units of the payment's currency: what the document claimed when the payment was started.
  let amount: Int64
}

/// The statement of account that a payment for several documents was started from.
package struct StatementReference: Hashable, Sendable {
  package enum Kind: Int64, Sendable {
    /// Documents that somebody named.
    case named = 1
    /// All that is open of a customer, for whom one document stands.
    case customer = 2
  }

  let kind: Kind
  /// The statement's own, or the document's.
  let publicID: PublicID
}
