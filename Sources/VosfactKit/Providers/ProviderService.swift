/// One of several services that a provider's protocol is spoken by, each under a name and addresses of its own.
package struct ProviderService: Sendable {
  /// The key whose value chooses one.
  package static let key = "service"
  /// The key whose value is the address of the form of a service that has no name here.
  static let formKey = "form-address"

  /// By which it is chosen.
  package let name: String
  /// Its own name.
  package let title: String
  /// Where its pages for customers are, as sources of a policy.
  let pages: [String]
}

extension ProviderConfiguration {
  /// The service that was chosen, of a provider that has several; `nil` if none was, or there is but one.
  private var service: ProviderService? {
    get throws(StorageError) {
      guard !description.services.isEmpty, let name = try value(ProviderService.key) else {
        return nil
      }
      return description.services.first { $0.name == name }
    }
  }

  /// What the customer reads: the user's label, or the provider's own name, or that of the service chosen.
  var label: String {
    get throws(StorageError) {
      if let label = try value("label") { return label }
      guard let service = try service else { return description.title }
      return service.title
    }
  }

  /// Where its pages for customers are, as sources of a policy: those of the service chosen, or where its form leads to.
  var pages: [String] {
    get throws(StorageError) {
      if let form = try value(ProviderService.formKey).flatMap(WebOrigin.init(of:)) {
        return [form.description]
      }
      guard let service = try service else { return description.pages }
      return service.pages
    }
  }
}
