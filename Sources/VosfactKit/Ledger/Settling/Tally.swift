/// Adds transactions up, one after the other.
struct Tally {
  let claim: Settlement.Claim
  private var received: Int64 = 0
  private var unreal: Int64 = 0
  private var writtenOff: Int64 = 0
  /// What is accepted and has not come.
  private(set) var underWay: Int64 = 0
  /// What came and waits for a decision, and what somebody only announced: both are under way as far as the balance goes.
  private var provisional: Int64 = 0
  private(set) var returned: Int64 = 0
  private var disputed: Int64 = 0
  private(set) var paidAt: UnixTime?
  /// When the last of what counts was paid.
  private(set) var lastPaidAt: UnixTime?
  /// The place of the payment that counts last.
  private(set) var lastPlace: Int?
  /// What each payment adds to the document that it is for.
  private(set) var credited: [Int: Int64] = [:]
  private(set) var reasons: [Int: [String: Attention]] = [:]
  /// What the document counts at most of each payment's transactions of which some was given to others.
  private(set) var ownParts: [Int: [TransactionReference: Int64]] = [:]

  init(_ claim: Settlement.Claim) {
    self.claim = claim
  }

  /// What was still asked when a payment came at `time`.
  func room(at time: UnixTime?) -> Int64 {
    claim.total(at: time) - received - writtenOff
  }

  var amounts: Document.Amounts {
    // Of what credit notes took back nothing is left to give up.
    let rest = max(0, claim.total(at: nil) - received)
    let writtenOff = claim.credits.isEmpty ? writtenOff : min(writtenOff, rest)
    let balance =
      claim.stage == .canceled ? 0 : max(0, claim.total(at: nil) - received - writtenOff)
    // Nothing of the balance is told twice: what is known to come goes before what was taken, that before what went
    // back, and what somebody must decide about may only be the rest.
    let firm = claim.stage == .canceled ? 0 : underWay
    var open = max(0, balance - firm)
    func take(_ amount: Int64) -> Int64 {
      let taken = max(0, min(amount, open))
      open -= taken
      return taken
    }
    let disputed = take(disputed)
    let returned = take(returned - claim.claimed)
    return Document.Amounts(
      received: received, unreal: unreal, writtenOff: writtenOff, credited: claim.credited,
      underWay: firm + take(provisional), returned: returned, disputed: disputed)
  }

  mutating func add(
    _ transaction: TransactionFold, of folded: Settlement.FoldedPayment, at place: Int
  ) {
    let payment = folded.payment
    let isOwn = payment.documentKey == claim.document
    let isWhole = !isOwn || folded.isWhole(transaction)
    let rest = room(at: transaction.payment?.at)
    let room = max(0, rest)
    var allocations = folded.allocations.filter { $0.transaction == transaction.reference }
    // No more than went back by now, as the history of an account is told fact by fact.
    var back = transaction.refunded
    for place in allocations.indices {
      allocations[place].takenBack = min(allocations[place].takenBack, back)
      back -= allocations[place].takenBack
    }
    if isOwn, !allocations.isEmpty {
      // What does not fit with the rest of it counts for nothing, and goes back first.
      let own = transaction.gross - allocations.reduce(0) { $0 + $1.amount }
      allocations.setOwnPart(isWhole || own <= room ? room : 0)
    }
    func part(of available: Int64, taken: Int64? = nil, afterRefunds: Bool = true) -> Int64 {
      let shares = allocations.shares(
        of: available, gross: taken ?? transaction.gross, afterRefunds: afterRefunds)
      return isOwn ? shares.own : claim.document.flatMap { shares.given[$0] } ?? 0
    }
    let held = part(of: transaction.received)
    let expected =
      payment.isForSeveral
      ? part(of: transaction.underWay, taken: transaction.underWay) : transaction.underWay
    if !isOwn, payment.isForSeveral {
      guard transaction.standing != .rejected, claim.stage != .canceled else { return }
      if transaction.standing == .awaiting {
        provisional += held + expected
        return
      }
      underWay += expected
    }
    if isOwn {
      guard transaction.standing != .rejected else { return }
      if claim.stage == .canceled {
        if held != 0, payment.provider != Payment.byHand, !folded.isSpare(transaction) {
          ask(.canceledDocument, about: transaction, at: place)
        }
        return
      }
      if folded.isSpare(transaction) {
        guard transaction.standing != .awaiting, held != 0, held <= rest else { return }
      }
      if transaction.standing == .awaiting {
        provisional += held + expected
        return
      }
      let least = part(of: transaction.leastReceived)
      // Money that somebody recorded without a document is for none.
      if least != 0, payment.documentKey == nil, payment.purchase == nil, !payment.isForSeveral {
        return
      }
      if least != 0, !isWhole, least > rest {
        // Of what went back wholly it is asked whether it ever counted: a double payment is no part of what was paid.
        if held != 0 { ask(.alreadySettled, about: transaction, at: place) }
        provisional += held
        return
      }
      if payment.provider == Payment.byHand {
        provisional += expected
      } else if expected > 0 {
        underWay += expected
        if expected > room, folded.decision != .accept,
          !transaction.isAccepted
        {
          ask(.alreadySettled, about: transaction, at: place, as: .authorized)
        }
      }
    }
    // Of a payment for more than was still asked what went back first was that: it was never part of what is paid.
    func counted(_ amount: Int64) -> Int64 { isWhole ? amount : min(amount, room) }
    let kept = part(of: transaction.gross - transaction.refunded - transaction.lost)
    returned += max(0, counted(part(of: transaction.gross, afterRefunds: false)) - kept)
    disputed += max(0, counted(kept) - held)
    if isOwn, let part = allocations.first?.ownPart {
      ownParts[place, default: [:]][transaction.reference] = part
    }
    guard held != 0 else { return }
    if payment.isWriteOff(folded.fold) {
      writtenOff += held
    } else {
      received += held
      if payment.isUnreal { unreal += held }
    }
    if isOwn { credited[place, default: 0] += held }
    lastPlace = place
    lastPaidAt = transaction.payment?.at ?? lastPaidAt
    let asked = claim.total(at: lastPaidAt)
    if DocumentState.isSettled(paid: received + writtenOff, of: asked) {
      paidAt = paidAt ?? transaction.payment?.at
    }
  }

  private mutating func ask(
    _ attention: Attention, about transaction: TransactionFold, at place: Int,
    as kind: PaymentEvent.Kind = .paid
  ) {
    for event in transaction.events where event.kind == kind {
      reasons[place, default: [:]][event.id] = attention
    }
  }
}
