/// The providers that a reconciliation asks, each made ready once; one that does not answer is not asked
/// again in the same run.
struct QueryDesk {
  let kit: Kit
  /// Whether nothing may be changed at the providers either.
  let isRehearsal: Bool
  private var lines: [String: Line] = [:]

  private enum Line {
    case open(StatusQuery)
    case closed
  }

  /// What came of a question.
  enum Answer {
    /// The provider told these events.
    case answered(StatusQuery, [PaymentEvent])
    /// It did not answer; the problem is told once.
    case silent((any KitError)?)
    /// There is nobody to ask: nothing is asked in simulated mode, and in another mode than the payment's
    /// the provider would not know it.
    case nobody
  }

  init(kit: Kit, rehearsing isRehearsal: Bool) {
    self.kit = kit
    self.isRehearsal = isRehearsal
  }

  /// Asks about `payment`; nothing is stored.
  ///
  /// It throws `StorageError`; what keeps the provider from answering is an answer.
  mutating func ask(about payment: Payment) throws -> Answer {
    let name = payment.provider
    guard payment.mode != .simulated, payment.mode != nil,
      Providers.descriptions.contains(where: { $0.name == name }),
      try kit.providers.named(name).mode == payment.mode, let mode = payment.mode
    else { return .nobody }
    do {
      let query: StatusQuery
      switch lines[name] {
      case .closed: return .silent(nil)
      case .open(let open): query = open
      case nil:
        query = StatusQuery(
          kit: kit, provider: try kit.providers.provider(name), name: name, mode: mode,
          isRehearsal: isRehearsal)
        lines[name] = .open(query)
      }
      do {
        return .answered(query, try query.ask(about: payment))
      } catch let error as ProviderError {
        guard case .rejected = error else { throw error }
        // One payment that the provider does not know must not keep it from being asked about the
        // others; a key that it refuses does.
        try query.provider.checkCredentials(over: kit.transport)
        return .silent(error)
      }
    } catch let error as any KitError where !(error is StorageError) {
      lines[name] = .closed
      return .silent(error)
    }
  }
}
