package import Localization

/// What somebody decided about a payment that asked for attention.
///
/// It is one more fact about the payment, as its events are: what follows is worked out from all of them.
package struct Resolution: Equatable, Sendable {
  package enum Decision: String, CaseIterable, Sendable, Bindable {
    /// The money is there and counts.
    case accept
    /// It does not count, and nobody need look at it again.
    case reject

    /// What a person calls it.
    package var name: Text {
      switch self {
      case .accept: Text(en: "accepted", fr: "accepté")
      case .reject: Text(en: "rejected", fr: "rejeté")
      }
    }
  }

  /// Later decisions have higher ones.
  let id: Int64
  package let attention: Attention
  package let decision: Decision
  /// The events that it is about; what is heard later is not decided by it. Empty for a decision about
  /// the payment as a whole.
  let events: [String]
  /// The number of the document that a payment with an unknown reference was for.
  package let document: String?
  /// Why, in the words of who decided it.
  package let reason: String
  package let at: UnixTime

  /// The SHA-256 of what was decided, which the journal keeps: by it an alteration shows.
  var digest: [UInt8] {
    let canonical: JSONValue = [
      "id": .integer(id), "attention": .string(attention.rawValue),
      "decision": .string(decision.rawValue), "events": .array(events.map(JSONValue.string)),
      "document": .optional(document), "reason": .string(reason), "at": .integer(at.seconds),
    ]
    return SHA256.digest(canonical.utf8)
  }
}

extension Resolution: DataRecord {
  package static let form = RecordForm<Resolution>([
    .time("at") { $0.at },
    .text("attention", as: "amount-mismatch") { $0.attention.rawValue },
    .word("decision") { $0.decision }, .text("document", as: nil) { $0.document },
    .words("events") { $0.events }, .text("reason") { $0.reason },
  ])
}

extension [Resolution] {
  /// The last decision about each event that did not agree with its payment, or came beside what settled its document.
  ///
  /// An unmatched payment that was rejected, and turned out to be one of ours later, counts as any other; one that was
  /// given to a document first and rejected then does not count for that.
  var lastByEvent: [String: Resolution] {
    var last: [String: Resolution] = [:]
    for resolution in self {
      let isOfNone = resolution.attention == .unknownReference && resolution.decision == .reject
      for event in resolution.events where !isOfNone || last[event] != nil {
        last[event] = resolution
      }
    }
    return last
  }

  /// What was last decided about the payment as a whole in one of these cases.
  func decision(about cases: Attention...) -> Resolution.Decision? {
    last { cases.contains($0.attention) && $0.events.isEmpty }?.decision
  }
}
