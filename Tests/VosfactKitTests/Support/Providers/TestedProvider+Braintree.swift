@testable import VosfactKit

extension TestedProvider {
  static let braintree = TestedProvider(
    BraintreeProvider.self,
    keys: [
      "merchant-id": "shop", "merchant-account-id": "shop_eur", "public-key": "9hz5c3r8k2tq7wvn",
      "private-key": "4f8b2d6e0a1c3957bd24e68f0a9c1b35",
    ]
  ) { braintree, _, body in
    let payload = Base64.encode(body)
    let signature = try braintree.signature.value(for: Array(payload.utf8))
    return try CallbackRequest(
      method: "POST", target: "/callback", headers: HTTPHeaders([HTTPHeader]()),
      body: FormBody([
        (name: "bt_signature", value: signature), (name: "bt_payload", value: payload),
      ])
      .bytes)
  }
}
