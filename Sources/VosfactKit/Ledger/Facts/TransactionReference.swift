/// Which movement of money at a provider an event is about.
package enum TransactionReference: Hashable, Sendable {
  /// The one that the provider knows by this id, whatever it calls it; of a receipt by hand the id of its event.
  case named(String)
  /// The one that the payment has, whichever it is: the provider does not name it here, or an earlier version of the
  /// program did not keep its name.
  case unnamed

  /// - Parameter name: what the provider calls it, if it says so.
  package init(_ name: String?) {
    self = name.map(TransactionReference.named) ?? .unnamed
  }

  package var name: String? {
    if case .named(let name) = self { name } else { nil }
  }
}
