extension DocumentStore {
  /// The document that a payment is for; `nil` if there is none, or none yet.
  func document(of payment: Payment) throws(StorageError) -> Document? {
    guard let key = payment.documentKey else { return nil }
    return try document(key)
  }
}
