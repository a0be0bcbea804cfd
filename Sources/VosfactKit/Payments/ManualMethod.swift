/// How money came that no provider told of.
package enum ManualMethod: String, CaseIterable, Sendable {
  case transfer
  case cheque
  case cash
  /// At a terminal of the seller's own.
  case card
  case other
}
