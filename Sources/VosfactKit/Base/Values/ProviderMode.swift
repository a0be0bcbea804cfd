package import Localization

/// With what a provider is used.
package enum ProviderMode: String, CaseIterable, Sendable, Bindable {
  /// Its production: real money.
  case live
  /// Its sandbox.
  case test
  /// Nothing of it: no network, no account, callbacks of our own making.
  case simulated

  /// Whether what is paid in this mode is money.
  package var isReal: Bool { self == .live }

  /// What stands beside everything that was paid in this mode, so that nobody takes it for money; `nil` for money.
  package var mark: Text? {
    switch self {
    case .live: nil
    case .test: Text(en: "test", fr: "test")
    case .simulated: Text(en: "simulated", fr: "simulé")
    }
  }

  /// What stands beside what was paid in modes that are not `live`, whichever.
  static let unrealMark = Text(en: "no real money", fr: "sans argent réel")
  /// What stands beside what was paid so in part.
  static let partlyUnrealMark = Text(en: "in part no real money", fr: "en partie sans argent réel")
  /// The same as `unrealMark`, as a sentence.
  static let unrealNotice = Text(
    en: "Test or simulated mode: no money was received.",
    fr: "Mode test ou simulé : aucun argent n’a été reçu.")
}
