@testable import VosfactKit

extension TestedProvider {
  static let ingenico = TestedProvider(
    IngenicoProvider.self,
    keys: [
      "pspid": "MyPSPID", "sha-in": "Mysecretsig1875!?", "sha-out": "0thersecretsig1875!?",
      "api-user": "MyAPI", "api-password": "api-Pa55word",
    ]
  ) { ingenico, _, body in
    try form(body, signedAs: "SHASIGN") { try ingenico.feedbackSignature.value(for: $0) }
  }
}
