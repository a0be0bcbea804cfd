import Glibc
import Localization

@testable import VosfactKit

/// Measures how many callbacks of one provider are verified a second, nothing else: no file, no database.
///
/// usage: Verification PROVIDER SECONDS
///
/// It prints JSON: the rate by the processor's time, which others who use the machine change little, a genuine
/// callback that was made up for it, and what a second implementation needs to verify the same.
@main struct Verification {
  static func main() throws {
    guard CommandLine.arguments.count == 3, let seconds = Int(CommandLine.arguments[2]) else {
      throw Misuse()
    }
    let name = CommandLine.arguments[1]
    let now = UnixTime(seconds: 1_795_464_000)
    let kit = Kit(database: try .inMemory(), clock: { now })
    let configuration = try kit.providers.named(name)
    // All that its counterpart knows.
    if name == PayZenProvider.name {
      try configuration.set(
        configuration.key("hash-algorithm"), to: PayZenSignature.Algorithm.sha1.rawValue)
    }
    try configuration.enable(.simulated)
    let provider = try kit.providers.provider(name)
    let amount = Amount(minorUnits: 12_345, currency: .euro)
    let callback = try provider.simulate(
      .paid,
      of: KnownPayment(
        reference: "K7M3Q9XT2V8B4NC5", amount: amount, providerReference: nil, identifiers: [],
        startedAt: now, method: nil),
      amount: amount, now: now, random: .system)

    let start = processorMicroseconds()
    var (count, duration) = (0, 1)
    while duration < seconds * 1_000_000 {
      for _ in 0..<64 {
        guard try provider.verify(callback, now: now).events.count == 1 else { throw Misuse() }
      }
      count += 64
      duration = processorMicroseconds() - start
    }
    let facts: JSONValue = [
      "rate": .integer(count * 1_000_000 / duration), "now": .integer(now.seconds),
      "body": .string(callback.body.hexadecimal),
      "headers": .object(callback.headers.fields.map { JSONMember($0.name, .string($0.value)) }),
      "secrets": .object(try secrets(of: configuration)),
    ]
    print(facts.text)
  }

  /// How much of the processor's time this process has taken so far.
  private static func processorMicroseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
  }

  /// What was made for this run by `enable`, or is written down in the program.
  private static func secrets(of configuration: ProviderConfiguration) throws -> [JSONMember] {
    var secrets: [JSONMember] = []
    for key in configuration.description.required(.simulated) {
      guard let secret = try configuration.secrets(key).first else { continue }
      guard key == PayPalProvider.simulatedCertificate else {
        secrets.append(JSONMember(key, .string(String(decoding: secret.bytes, as: UTF8.self))))
        continue
      }
      guard let identity = SigningIdentity(pem: secret.bytes),
        let authority = identity.authority.pem, let certificate = identity.certificate.pem
      else { throw Misuse() }
      secrets += [
        JSONMember("webhook", .string(PayPalSimulation.webhook)),
        JSONMember("authority", .string(String(decoding: authority, as: UTF8.self))),
        JSONMember("certificate", .string(String(decoding: certificate, as: UTF8.self))),
      ]
    }
    return secrets
  }

  private struct Misuse: Error {}
}
