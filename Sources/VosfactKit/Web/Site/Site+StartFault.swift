import Localization

extension Site {
  /// What a page tells of a provider that did not take a customer over. The log is told more, and whoever reads the
  /// history of what was to be paid.
  ///
  /// It throws `error` itself if that is no provider's.
  ///
  /// - Parameter page: where the customer chose `offer`.
  func fault(
    _ error: any Error, at offer: ProviderOffer, on page: PayPage
  ) throws -> PayPage.Fault {
    guard let fault = StartFault(error), let cause = error as? any ExplainedError else {
      throw error
    }
    log(error)
    do {
      try payments.noteNotStarted(
        cause, at: offer.name, of: page.amount, about: page.item.journalSubject)
    } catch {
      // The customer is told all the same.
      log(error)
    }
    return .notStarted(fault, providerTitle: offer.label, hasOthers: page.offers.count > 1)
  }
}

extension PayPage.Item {
  /// Whose history tells of attempts that come to nothing.
  fileprivate var journalSubject: JournalSubject {
    switch self {
    case .document(let document, _, _, _): .document(number: document.number)
    case .product(let product, _): .product(product.publicID)
    case .statement(let list): .document(number: list.statement.numbers.first ?? "")
    }
  }
}

extension CGIResponse {
  /// The same answer, that says when to come again if what `error` tells of may pass by itself.
  func withRetry(after error: any Error) -> CGIResponse {
    StartFault(error) == .noAnswer ? with("Retry-After", "120") : self
  }
}
