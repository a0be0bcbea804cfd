import Foundation
import Testing

@testable import VosfactKit

/// The known answers in `Data/vectors/paypal.json`, as an independent implementation gave them.
struct PayPalVectors: Decodable {
  struct Vector: Decodable, Sendable, CustomTestStringConvertible {
    let name: String
    let webhookIds: [String]
    let headers: [String: String]
    let body: String
    let certPem: String
    /// Another file of authorities than that of all.
    let caPem: String?
    let now: Int64
    let expect: String

    var testDescription: String { name }
  }

  struct Attack: Decodable {
    let headers: [String: String]
    let genuineBody: String
    let body: String
  }

  let caPem: String
  let testLeafCertChainPem: String
  let testLeafPrivateKeyPem: String
  let vectors: [Vector]
  let attacks: [Attack]

  static let all: PayPalVectors? = {
    guard
      let url = Bundle.module.url(
        forResource: "paypal", withExtension: "json", subdirectory: "Data/vectors"),
      let data = try? Data(contentsOf: url)
    else { return nil }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(PayPalVectors.self, from: data)
  }()
}

/// PayPal as configured by a user, in a database of its own, with its files in a folder of its own.
final class PayPalFixture {
  static let now = UnixTime(seconds: 1_790_000_000)
  static let secret = "secret-of-the-client"
  static let webhook = "9XL90610J3647323C"
  static let certificate = "CERT-360caa42-fca2a594-df8cd2d5"

  let kit: Kit
  let folder: TemporaryFolder

  var configuration: ProviderConfiguration {
    get throws { try kit.providers.named("paypal") }
  }

  /// The provider, as it is enabled.
  var provider: PayPalProvider {
    get throws { try #require(kit.providers.provider("paypal") as? PayPalProvider) }
  }

  /// - Parameters:
  ///   - mode: in which it is enabled, if it is.
  ///   - values: plain keys that differ.
  ///   - authorities: the file of authorities, in PEM.
  init(
    _ mode: ProviderMode? = .test, _ values: [String: String] = [:], authorities: String? = nil,
    apiBase: String? = nil
  ) throws {
    let vectors = try #require(PayPalVectors.all)
    folder = try TemporaryFolder()
    kit = Kit(
      database: try .inMemory(), environment: ["SECRET": Self.secret],
      transport: ImpatientTransport(), clock: { Self.now })
    let authorities = try folder.write((authorities ?? vectors.caPem).utf8, to: "ca.pem")
    let configuration = try configuration
    let plain = [
      "client-id": "client-1", "webhook-id": Self.webhook, "ca-file": authorities,
      "certificate-directory": folder.path,
    ].merging(values) { $1 }
    for (key, value) in plain { try configuration.set(configuration.key(key), to: value) }
    if let apiBase { try configuration.set(configuration.key("api-base"), to: apiBase) }
    try configuration.set(
      configuration.key("client-secret"), to: [.environment("SECRET")], byReference: false,
      adding: false)
    if let mode { try configuration.enable(mode) }
  }

  /// Puts the certificate by which the vectors are signed, or another, where it belongs.
  func keep(_ pem: String? = nil, as name: String = certificate) throws {
    let pem = try pem ?? #require(PayPalVectors.all).testLeafCertChainPem
    try folder.write(pem.utf8, to: "\(name).pem")
  }

  func verify(_ request: CallbackRequest, now: UnixTime = now) throws -> VerifiedCallback {
    try provider.verify(request, now: now)
  }

  static func request(_ headers: [String: String], _ body: String) throws -> CallbackRequest {
    try CallbackRequest(
      method: "POST", target: "/callback/paypal",
      headers: HTTPHeaders(headers.map { ($0.key, $0.value) }), body: Array(body.utf8))
  }

  /// A callback with `resource` as its body has it, signed with the key of the vectors.
  static func callback(
    _ type: String, _ resource: JSONValue, id: String = "WH-1", transmission: String = "t-1"
  ) throws -> CallbackRequest {
    let body: JSONValue = [
      "id": .string(id), "event_type": .string(type), "create_time": "2026-09-21T14:00:00Z",
      "resource": resource,
    ]
    return try callback(body: body.utf8, transmission: transmission)
  }

  /// A callback with that body, signed with the key of the vectors.
  static func callback(
    body: [UInt8], transmission: String = "t-1"
  ) throws -> CallbackRequest {
    let vectors = try #require(PayPalVectors.all)
    let pem = vectors.caPem + vectors.testLeafCertChainPem.prefixOfFirstCertificate
    let identity = try #require(
      SigningIdentity(pem: Array((pem + vectors.testLeafPrivateKeyPem).utf8)))
    let time = "2026-09-21T14:13:20Z"
    let message = PayPalSignature.message(transmission, time, webhook: webhook, body: body)
    let signature = try #require(identity.signature(of: message))
    return try request(
      [
        "PAYPAL-TRANSMISSION-ID": transmission, "PAYPAL-TRANSMISSION-TIME": time,
        "PAYPAL-TRANSMISSION-SIG": Base64.encode(signature),
        "PAYPAL-CERT-URL": "https://api.paypal.com/v1/notifications/certs/\(certificate)",
        "PAYPAL-AUTH-ALGO": "SHA256withRSA",
      ], String(decoding: body, as: UTF8.self))
  }

  static func payment(
    identifiers: [String] = [], providerReference: String? = nil,
    amount: Amount = Amount(minorUnits: 12_990, currency: .euro)
  ) -> KnownPayment {
    KnownPayment(
      reference: "K7M3Q9XT2V8B4NC5", amount: amount, providerReference: providerReference,
      identifiers: identifiers, startedAt: now, method: nil)
  }
}

extension String {
  /// The first certificate of a chain in PEM.
  var prefixOfFirstCertificate: String {
    let end = "-----END CERTIFICATE-----\n"
    return range(of: end).map { String(self[..<$0.upperBound]) } ?? self
  }
}
