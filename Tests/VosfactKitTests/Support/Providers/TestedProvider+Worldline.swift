@testable import VosfactKit

extension TestedProvider {
  static let worldline = TestedProvider(
    WorldlineProvider.self,
    keys: [
      "merchant-id": "SELLER", "key-id": "A1B2C3D4E5F60718",
      "secret": "q7Zk1mTqXw3rVb8yNc5uHg2eJd9sLf6aPo4iRt0vKxE=",
      "webhook-key-id": "c9a1f0e2-wh", "webhook-secret": "9f2d6c1e-5b7a-4c3d-8e0f-1a2b3c4d5e6f",
    ]
  ) { worldline, _, body in
    try worldline.webhookSignature.request(bringing: body)
  }
}
