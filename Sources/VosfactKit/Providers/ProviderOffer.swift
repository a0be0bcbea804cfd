package import Localization

/// A provider as it is offered to a customer.
package struct ProviderOffer: Equatable, Sendable {
  /// The name by which forms and data know it: `stripe`.
  package let name: String
  /// What the customer reads: the user's label, or the provider's own name.
  package let label: String
  /// By what the customer pays there.
  package let means: Text
  package let mode: ProviderMode
  /// Where the customer may be sent, as sources of a policy: the provider's pages, and the configured `api-base`;
  /// nowhere but to our own stand-in in simulated mode.
  let targets: [String]
}

extension Providers {
  /// The providers that a customer can pay `amount` with, in the user's order: those that are enabled, and take
  /// the amount and its currency; where one takes real money, none that does not. Of those without a place, or with the same, the order of the list decides.
  ///
  /// - Throws: `StorageError`.
  package func offered(for amount: Amount) throws(StorageError) -> [ProviderOffer] {
    try offered(from: amount, to: amount)
  }

  /// The providers that a customer can pay some amount with who enters it, as those for one.
  func offered(from least: Amount, to most: Amount) throws(StorageError) -> [ProviderOffer] {
    var offers: [(place: Int, offer: ProviderOffer)] = []
    let live = try live
    for configuration in live.isEmpty ? try openTrials : live {
      guard let mode = try configuration.mode, try takes(least, most, configuration) else {
        continue
      }
      let place = try configuration.value("position").flatMap { Int($0) } ?? .max
      let apiBase = try configuration.value("api-base").flatMap(WebOrigin.init(of:))
      offers.append(
        (
          place,
          ProviderOffer(
            name: configuration.name,
            label: try configuration.label,
            means: try configuration.taken.name, mode: mode,
            targets: mode == .simulated
              ? [] : try configuration.pages + [apiBase?.description].compactMap(\.self))
        ))
    }
    // The index keeps the order of equals, which sort(by:) does not promise.
    return offers.enumerated()
      .sorted { ($0.element.place, $0.offset) < ($1.element.place, $1.offset) }
      .map(\.element.offer)
  }

  /// Whether the provider takes some amount in that range: its ends, the most that the user lets it take, or a round one,
  /// as providers have a least that they take.
  private func takes(
    _ least: Amount, _ most: Amount, _ configuration: ProviderConfiguration
  ) throws(StorageError) -> Bool {
    if try takes(most, configuration) { return true }
    guard least != most else { return false }
    let digits = most.currency.digits
    let maximum = try configuration.value("max-amount").flatMap { ExactDecimal($0) }
    let limit = maximum?.minorUnits(digits: digits)
    let round = [1, 10, 100].map { $0 * most.currency.minorUnitsPerMajor }
    for units in [limit].compactMap(\.self) + round + [least.minorUnits]
    where (least.minorUnits...most.minorUnits).contains(units) {
      let amount = Amount(minorUnits: units, currency: most.currency)
      if try takes(amount, configuration) { return true }
    }
    return false
  }

  /// Whether the provider takes `amount`, by the user's limits and its own.
  private func takes(
    _ amount: Amount, _ configuration: ProviderConfiguration
  ) throws(StorageError) -> Bool {
    do {
      try configuration.checkLimits(of: amount)
      try Self.type(named: configuration.name).check(amount)
      return true
    } catch let error as StorageError {
      throw error
    } catch {
      return false
    }
  }
}
