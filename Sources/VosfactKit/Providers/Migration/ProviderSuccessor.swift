package import Localization

/// What took a provider's place, where its service is no more.
package struct ProviderSuccessor: Sendable {
  /// Its name: `worldline`.
  package let name: String
  /// What became of the service, as a sentence without its end.
  package let notice: Text
  /// Its keys that hold what keys of the old one's held, by those.
  let keys: [(old: String, new: String)]
}

extension ProviderSuccessor {
  /// The keys of every provider that are taken along: how it is shown to customers, and what it may take.
  static let commonKeys = ["label", "position", "max-amount", "currencies"]

  /// The warning that the service of the provider `name` is no more.
  func warning(about name: String) -> ProviderWarning {
    ProviderWarning(
      .command(["provider", "migrate", name, self.name]), en: notice.en, fr: notice.fr)
  }
}
