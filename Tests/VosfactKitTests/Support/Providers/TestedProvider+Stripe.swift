@testable import VosfactKit

extension TestedProvider {
  static let stripe = TestedProvider(
    StripeProvider.self,
    keys: [
      "secret-key": "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
      "webhook-secret": "whsec_5f1d7a4be0c94e6fb0c3a2f1d4e8b7c6",
    ]
  ) { stripe, configuration, body in
    try StripeSimulation.request(
      body, signedWith: stripe.webhookSecrets, at: configuration.providers.clock.now)
  }
}
