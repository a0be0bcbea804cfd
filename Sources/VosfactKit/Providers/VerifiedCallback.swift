/// What a callback says that was proved to be the provider's.
struct VerifiedCallback: Equatable, Sendable {
  /// What happened to payments; nothing if it is of no concern.
  let events: [PaymentEvent]
  /// The provider's own id of this sending, where the signature covers it but not the whole message: another
  /// message under the same id is forged.
  var transmission: String? = nil
  /// When the payment was started, where the provider repeats what it was told then.
  var startedAt: UnixTime? = nil
  /// The text that the provider wants as the answer; any success will do if there is none.
  var reply: String? = nil
  /// What must be asked at the provider, as the message only says that something happened; it has no events then.
  var question: ProviderQuestion? = nil
  /// What it says that cannot be read; it has no events then.
  var notUnderstood: NotUnderstood? = nil

  /// Whether it says nothing that is of concern.
  var isSilent: Bool { events.isEmpty && question == nil && notUnderstood == nil }
}

/// What a message that tells no facts points at.
struct ProviderQuestion: Equatable, Sendable {
  /// The id of the event that the answer is.
  let event: String
  /// What the provider calls what happened, and the object it happened to.
  let kind, object: String
  let at: UnixTime
}

extension VerifiedCallback {
  /// A callback that says one thing, or nothing that is of concern.
  init(_ event: PaymentEvent?) {
    self.init(events: event.map { [$0] } ?? [])
  }

  /// A callback that says what nobody here can read.
  init(_ notUnderstood: NotUnderstood) {
    self.init(events: [], notUnderstood: notUnderstood)
  }

  /// Reads what an authentic callback says: where that is not as documented, the callback is as authentic as before,
  /// and was not understood.
  ///
  /// - Parameters:
  ///   - kind: what the provider calls it, if that can be read.
  ///   - reference: ours, if it could be read.
  ///   - identifiers: the names of the payment that could be read.
  ///   - isShapeSigned: whether the names of what is said are signed too. Where they are not, anybody who saw a message
  ///     could have named its parts otherwise, and only a word that is not known was surely the provider's.
  ///   - read: throws `ProviderError.refused(.malformed)` for what it cannot read.
  static func reading(
    _ kind: String?, reference: String? = nil, identifiers: [String] = [],
    isShapeSigned: Bool = true, _ read: () throws(ProviderError) -> VerifiedCallback
  ) throws(ProviderError) -> VerifiedCallback {
    do throws(ProviderError) {
      return try read()
    } catch .refused(.malformed(let reason)) where isShapeSigned || reason == .unknownKind {
      return VerifiedCallback(
        NotUnderstood(
          kind: kind.flatMap { (1...255).contains($0.utf8.count) ? $0 : nil } ?? nameless,
          reason: reason, reference: reference, identifiers: identifiers))
    }
  }

  /// What a message is called here of which it cannot be read what the provider calls it.
  private static let nameless = "webhook"
}
