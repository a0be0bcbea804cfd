extension Ledger {
  /// Posts that a credit note stands on the account of the document that it corrects, and gives that document as it stands
  /// then. Nobody is thanked for what is given up.
  ///
  /// It throws `StorageError`.
  func post(crediting document: Document, by note: Document) throws -> Document {
    try journal.append(
      .documentCorrected, about: .document(number: document.number),
      [
        "credit_note": .string(note.number),
        "amount": .string(document.amount(-note.content.totals.total).decimal),
        "currency": .string(document.content.currency.code),
      ], at: clock.now)
    var document = document
    document.isFollowed = true
    var open = [try accounts.open(document)]
    _ = try settle(&open, touching: [], notifying: false)
    return open[0].document ?? document
  }
}
