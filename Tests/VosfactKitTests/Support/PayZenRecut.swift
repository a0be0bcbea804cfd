@testable import VosfactKit

/// Signed values of a form, cut up anew and named otherwise, so that they are a notification: what somebody can make of
/// a form who knows no key.
///
/// Only the values were signed, in their order and with a `+` between them. So any run of pieces between two of those
/// signs may be a value, and any names that come in that order may be theirs.
struct PayZenRecut {
  /// The signed values between two signs each, in their order.
  let pieces: [String]
  let signature: String

  /// What a notification about somebody else's payment has to say, in the order of the names; `nil` for anything.
  typealias Claim = (name: String, values: Set<String>?)

  init(_ form: [String: String]) {
    pieces = form.filter { $0.key.hasPrefix("vads_") }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .flatMap { $0.value.split(separator: "+", omittingEmptySubsequences: false) }.map(String.init)
    signature = form["signature"] ?? ""
  }

  /// How what stands between two values that are wanted is named.
  enum Filling: CaseIterable {
    /// One field, of a name that PayZen has where there is one.
    case known
    /// One field, of a name that PayZen does not have.
    case unknown
    /// A field for each piece.
    case each
  }

  /// At most `limit` notifications that hold `claims`.
  func notifications(
    claiming claims: [Claim], limit: Int, _ filling: Filling
  ) -> [[(name: String, value: String)]] {
    var found: [[Int]] = []
    var places: [Int] = []
    // From where the rest of the claims cannot be held: without it there is no end of looking.
    var hopeless: Set<[Int]> = []
    func search(_ claim: Int, from start: Int) {
      guard found.count < limit, !hopeless.contains([claim, start]) else { return }
      guard claim < claims.count else { return found.append(places) }
      let count = found.count
      for place in start..<max(start, pieces.count - (claims.count - claim - 1)) {
        guard claims[claim].values?.contains(pieces[place]) ?? true else { continue }
        places.append(place)
        search(claim + 1, from: place + 1)
        places.removeLast()
      }
      if found.count == count { hopeless.insert([claim, start]) }
    }
    search(0, from: 0)
    return found.map { fields(at: $0, claims, filling) }
  }

  private func fields(
    at places: [Int], _ claims: [Claim], _ filling: Filling
  ) -> [(name: String, value: String)] {
    var fields: [(name: String, value: String)] = []
    var start = 0
    for (index, place) in (places + [pieces.count]).enumerated() {
      let between = pieces[start..<place]
      let before = index == 0 ? "vads_a" : claims[index - 1].name
      switch filling {
      case _ where between.isEmpty: break
      case .each:
        for (number, piece) in between.enumerated() {
          fields.append(("\(before)\(String(1000 + number))", piece))
        }
      case .known, .unknown:
        let known = filling == .known ? Self.known[before] : nil
        fields.append((known ?? "\(before)0", between.joined(separator: "+")))
      }
      if index < claims.count { fields.append((claims[index].name, pieces[place])) }
      start = place + 1
    }
    return fields + [("signature", signature)]
  }

  /// Names that PayZen has, and that come right after others by the order of names.
  private static let known = [
    "vads_a": "vads_action_mode", "vads_amount": "vads_auth_mode",
    "vads_auth_result": "vads_contrib",
    "vads_currency": "vads_cust_name", "vads_effective_creation_date": "vads_ext_info_x",
    "vads_operation_type": "vads_order_description", "vads_order_id": "vads_payment_src",
    "vads_result": "vads_sequence_number", "vads_site_id": "vads_tid",
    "vads_trans_uuid": "vads_user_info",
  ]
}
