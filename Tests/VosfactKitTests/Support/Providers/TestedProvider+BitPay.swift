@testable import VosfactKit

extension TestedProvider {
  static let bitpay = TestedProvider(
    BitPayProvider.self,
    keys: ["token": "4MuqDPt93i9Xbf8SnAPniwbGeNLW8A3ScgAmukFMgFUFRqTLuuhVdAFfePPysVqL2P"]
  ) { bitpay, _, body in
    try bitpay.tokens.first.map { try BitPaySimulation.request(body, signedWith: $0) }
  }
}
