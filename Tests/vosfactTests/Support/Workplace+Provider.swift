import Testing

@testable import VosfactKit

extension Workplace {
  /// Has `provider` used in test mode, its API at `base`.
  ///
  /// Where it wants a certificate of authorities, `ca.pem` was written before.
  func use(_ provider: TestedProvider, at base: String) throws {
    for (key, secret) in try provider.keys(secret: true) {
      try succeed("provider", "set", provider.name, key, "-", input: secret)
    }
    for (key, value) in try provider.keys(secret: false) {
      try succeed("provider", "set", provider.name, key, value.replacing("FOLDER", with: path))
    }
    try succeed("provider", "set", provider.name, "api-base", base)
    try succeed("provider", "enable", provider.name, "--mode", "test")
  }
}
