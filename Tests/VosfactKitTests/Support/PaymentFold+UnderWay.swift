@testable import VosfactKit

extension PaymentFold {
  /// What of its transactions is under way, in minor units.
  var underWay: Int64 { transactions.reduce(0) { $0 + $1.underWay } }

  /// What was received and what is under way as each of `events` is told after those before it, in whichever order.
  static func course(_ events: [[PaymentEvent]], asked: Amount) -> [[Int64]] {
    events.indices.map { last in
      let known = events[...last].flatMap(\.self)
      let fold = PaymentFold(known, asked: asked)
      let other = PaymentFold(known.reversed(), asked: asked)
      return fold == other ? [fold.received, fold.underWay] : []
    }
  }
}
