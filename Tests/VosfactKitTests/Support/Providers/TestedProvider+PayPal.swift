@testable import VosfactKit

extension TestedProvider {
  static let paypal = TestedProvider(
    PayPalProvider.self,
    keys: [
      "client-id": "c", "client-secret": "secret-of-the-client", "webhook-id": "9XL90610J3647323C",
      "ca-file": "FOLDER/ca.pem", "certificate-directory": "FOLDER",
    ]
  ) { paypal, configuration, body in
    let pem = try configuration.secrets(PayPalProvider.simulatedCertificate).first
    guard let identity = pem.flatMap({ SigningIdentity(pem: $0.bytes) }),
      let webhook = paypal.webhooks.first
    else { return nil }
    return try PayPalSimulation.request(
      body, for: webhook, signedBy: identity, at: configuration.providers.clock.now,
      random: .system)
  }
}
