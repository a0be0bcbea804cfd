@testable import VosfactKit

extension TestedProvider {
  static let payzen = TestedProvider(
    PayZenProvider.self,
    keys: [
      "site-id": "12345678", "key": "k3yTestShop+42/==", "rest-password": "testpassword_DEMO123",
    ]
  ) { payzen, _, body in
    try form(body, signedAs: "signature") { try payzen.signature.value(for: $0) }
  }
}
