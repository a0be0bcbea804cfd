import Localization
import Testing

@testable import VosfactKit

/// What looks like a provider's callback where nothing can be verified.
@Suite struct CallbackShapeTests {
  /// Whether `request` looks like a callback of the provider `name`.
  private func resembles(_ name: String, _ request: CallbackRequest, after seconds: Int64 = 0)
    throws
    -> Bool
  {
    let type = try Providers.type(named: name)
    return type.resembles(request, now: Shop.noon + Seconds(seconds))
  }

  @Test("the registry has every provider, in the program's order")
  func registry() {
    #expect(Self.names == Providers.descriptions.map(\.name))
  }

  private static let noise: [UInt8] = {
    var random = SeededGenerator(seed: 3)
    return (0..<131_072).flatMap { _ in
      let bits = random.next()
      return (0..<8).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
    }
  }()

  private static let names = TestedProvider.all.map(\.name)

  /// One genuine callback of each kind that `provider` sends.
  private func genuine(_ provider: String) throws -> [CallbackRequest] {
    let site = try SiteShop(providers: Self.names)
    let payment = try site.kit.payments.start(site.shop.document(), with: provider).payment
    let outcomes = try site.kit.providers.named(provider).description.outcomes
    return try outcomes.map { outcome in
      try CallbackRequest(parsing: site.kit.payments.simulate(outcome, of: payment))
    }
  }

  @Test("every outcome that a provider tells looks like its own", arguments: names)
  func outcomes(_ name: String) throws {
    for request in try genuine(name) {
      for hours in [-3, 0, 3] {
        #expect(try resembles(name, request, after: Int64(hours) * 3_600))
      }
    }
  }

  @Test(
    "rubbish, another provider's callback, and one that is too large look like nobody's",
    arguments: names)
  func rubbish(_ name: String) throws {
    let request = try #require(try genuine(name).first)
    func altered(
      _ body: [UInt8], without header: String? = nil
    ) throws -> CallbackRequest {
      let fields = request.headers.fields.filter {
        $0.name.lowercased() != header && $0.name.lowercased() != "content-length"
      }
      return try CallbackRequest(
        method: "POST", target: request.target, headers: HTTPHeaders(fields), body: body)
    }
    for body in [[], Array("x".utf8), Self.noise, Array("{}".utf8) + Self.noise.prefix(100)] {
      #expect(try !resembles(name, altered(body)))
    }
    // In a place where it says nothing, so that all the rest stays as it was.
    let isJSON = request.body.first == UInt8(ascii: "{")
    let padding = [UInt8](repeating: isJSON ? 0x20 : UInt8(ascii: "&"), count: 300_000)
    #expect(try !resembles(name, altered(request.body + padding)))
    for other in Self.names where other != name {
      for request in try genuine(other) { #expect(try !resembles(name, request)) }
    }
  }

  @Test("without its signature, or long after its time, none is kept")
  func signature() throws {
    let stripe = try #require(try genuine("stripe").first)
    #expect(!StripeProvider.resembles(stripe, now: Shop.noon + Seconds(86_401)))
    #expect(!StripeProvider.resembles(stripe, now: Shop.noon - Seconds(86_401)))
    let paypal = try #require(try genuine("paypal").first)
    #expect(!PayPalProvider.resembles(paypal, now: Shop.noon + Seconds(32 * 86_400)))
    let bitpay = try #require(try genuine("bitpay").first)
    for request in [stripe, paypal, bitpay] {
      let bare = try CallbackRequest(
        method: "POST", target: request.target, headers: HTTPHeaders(), body: request.body)
      for name in Self.names {
        #expect(try !resembles(name, bare))
      }
    }
  }
}
