/// An event as it was told, with what tells its repetition from a contradiction.
package struct ToldEvent {
  let event: PaymentEvent
  /// The SHA-256 of the message that it came in; `nil` if the provider's API told it.
  let message: [UInt8]?
  /// The SHA-256 of what was told, which is kept.
  let digest: [UInt8]
  /// The SHA-256 of what is stored of it, which the journal keeps.
  let storedDigest: [UInt8]

  /// - Parameter message: the digest of the message; `nil` if the provider's API told it, whose answers have other
  ///   names of a payment each time.
  init(_ event: PaymentEvent, in message: [UInt8]? = nil) {
    self.event = event
    self.message = message
    storedDigest = event.digest
    digest = message == nil ? storedDigest : event.fullDigest
  }

  /// - Parameter digest: of what a person told.
  init(_ event: PaymentEvent, digest: [UInt8]) {
    self.event = event
    message = nil
    self.digest = digest
    storedDigest = event.digest
  }

  /// The same as something that may be about something else.
  var unconfirmed: ToldEvent { ToldEvent(event.unconfirmed, digest: digest) }

  /// Whether it only repeats what is known under its id: the same facts in whatever message, as a provider may change
  /// what it sends along, or the same message, in which another version of the program may have read more or less.
  func repeats(_ known: KnownEvent) -> Bool {
    if known.digest == digest { return true }
    let before = event.withoutTransaction
    guard let message else { return known.digest == before.digest }
    return known.digest == before.fullDigest || known.message == message
  }
}

/// An event that is known already, with what was told of it.
struct KnownEvent {
  let payment: PaymentKey
  /// The digest of what was told.
  let digest: [UInt8]
  /// The digest of the message that it came in, if it came in one.
  let message: [UInt8]?
}
