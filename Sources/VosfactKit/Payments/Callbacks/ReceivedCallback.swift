package import Localization

/// What became of a callback.
package struct ReceivedCallback: Equatable, Sendable {
  package enum Result: String, Sendable, Bindable {
    /// It changed what is known.
    case applied
    /// All it says was known already.
    case repeated
    /// It is authentic, and of no concern.
    case ignored
    /// It is authentic and recorded, and settles nothing until somebody has looked at it.
    case attention
    /// It is not authentic; nothing of it is kept.
    case refused
  }

  package let result: Result
  /// Why it was refused or asks for attention, in one word.
  package let reason: String?
  /// The same for a person.
  package let explanation: Text?
  package let payment: Payment?
  /// The number of the payment's document.
  package let document: String?
  /// The text that the provider wants as the answer.
  package internal(set) var reply: String?

  static let ignored = ReceivedCallback(
    result: .ignored, reason: nil, explanation: nil, payment: nil, document: nil)

  static func refused(_ refusal: ProviderError.Refusal) -> ReceivedCallback {
    ReceivedCallback(
      result: .refused, reason: refusal.name, explanation: refusal.text, payment: nil,
      document: nil)
  }
}
