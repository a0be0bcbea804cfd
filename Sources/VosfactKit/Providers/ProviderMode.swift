/// With what a provider is used.
public enum ProviderMode: String, CaseIterable, Sendable, Bindable {
  /// Its production: real money.
  case live
  /// Its sandbox.
  case test
  /// Nothing of it: no network, no account, callbacks of our own making.
  case simulated
}
