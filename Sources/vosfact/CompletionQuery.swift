import CommandLineKit

/// A list that the program answers to a shell, for a name that the command tree gives it.
enum CompletionQuery: String {
  /// Numbers of documents.
  case documents
  /// Ids of payments.
  case payments
  /// Ids of products.
  case products
  /// Keys of the catalogue of settings.
  case settings
  /// Keys of the provider that the first operand names.
  case providerKeys = "provider-keys"
}

extension Completion {
  /// What the program answers to `query`.
  static func query(_ query: CompletionQuery) -> Completion {
    .query(query.rawValue)
  }
}
