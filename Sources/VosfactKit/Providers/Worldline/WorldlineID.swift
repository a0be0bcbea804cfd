/// The name of an operation on a payment: `3254564310_0`, the payment's number and the operation's. The payment itself
/// has the operation 0; captures, refunds and cancellations have numbers of their own.
///
/// Source: Worldline's guide "Webhooks", section "payment.id".
struct WorldlineID: Equatable {
  /// The payment's number, which never changes.
  let payment: String
  let operation: String

  /// - Parameter text: also of the long form `9000003254564310000`, as the public modules for it take it.
  init?(_ text: String) {
    let parts = text.split(separator: "_", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), parts.allSatisfy({ (1...30).contains($0.utf8.count) }),
      parts.allSatisfy({ String($0).isDigits })
    else { return nil }
    let first = parts[0]
    if parts.count == 1, (18...19).contains(first.utf8.count), first.hasPrefix("90000") {
      let rest = first.dropFirst(5)
      payment = String(rest.dropFirst(rest.hasPrefix("0") ? 1 : 0).dropLast(3))
      operation = String(Int(first.suffix(3)) ?? 0)
    } else {
      payment = String(first)
      operation = parts.count == 2 ? String(parts[1]) : "0"
    }
  }

  var text: String { "\(payment)_\(operation)" }

  /// Whether it is the payment itself.
  var isPayment: Bool { operation == "0" }
}
