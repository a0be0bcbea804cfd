/// Real money and what only looks like it, kept apart.
///
/// Who can choose a simulated or test provider where others take money has an invoice settled without paying. So
/// customers are offered the real ones alone as soon as there is one, whatever else is enabled; to enable another
/// beside them has to be asked for, and then serves commands only.
extension Providers {
  /// The providers that are enabled and take real money.
  package var live: [ProviderConfiguration] {
    get throws(StorageError) { try enabled { $0.isReal } }
  }

  /// The providers that are enabled and take none.
  package var unreal: [ProviderConfiguration] {
    get throws(StorageError) { try enabled { !$0.isReal } }
  }

  /// Those of them that are offered to customers while nobody takes money. What was enabled beside money, to be tried
  /// by commands, is not: the real one may be off for an hour only.
  package var openTrials: [ProviderConfiguration] {
    get throws(StorageError) {
      var found: [ProviderConfiguration] = []
      for provider in try unreal where try !provider.isBesideLive { found.append(provider) }
      return found
    }
  }

  private func enabled(
    _ isWanted: (ProviderMode) -> Bool
  ) throws(StorageError) -> [ProviderConfiguration] {
    var found: [ProviderConfiguration] = []
    for provider in all {
      if try provider.isEnabled, let mode = try provider.mode, isWanted(mode) {
        found.append(provider)
      }
    }
    return found
  }

  /// Whether a customer may end a payment with `provider`, which is of simulated mode, on the page that stands for the
  /// provider's: while it is enabled, and no money is taken beside it, unless that was asked for.
  func standsIn(_ provider: ProviderConfiguration) throws(StorageError) -> Bool {
    guard try provider.isEnabled, try provider.mode == .simulated else { return false }
    if try provider.isBesideLive { return true }
    return try live.isEmpty
  }
}
