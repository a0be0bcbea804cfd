/// How money came that no provider told of.
package enum ManualMethod: String, CaseIterable, Sendable {
  case transfer
  case cheque
  case cash
  /// At a terminal of the seller's own.
  case card
  case other
  /// No money: what the seller gives up of a claim.
  case writeOff = "write-off"
}
