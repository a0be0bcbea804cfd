import Foundation
import Testing
import VosfactKit

/// A secret that was given is never told again.
@Suite(.waiting) struct SecretsTests {
  private static let secret = "whsec_never_to_be_seen"

  /// Every way of looking at a provider and at what happened.
  private static let looks = [
    ["provider", "show", "stripe"], ["provider", "list", "--format", "csv"],
    ["payment", "audit", "--format", "json"], ["settings", "list", "--format", "jsonl"],
  ]

  @Test("a secret shows in no output, whichever way it was given")
  func outputs() throws {
    let workplace = try Workplace()
    try workplace.write(Self.secret, to: "secret")
    var endings = [
      try workplace.succeed(
        "provider", "set", "stripe", "webhook-secret", "env:SECRET", "--format", "json",
        with: ["SECRET": Self.secret]),
      try workplace.succeed(
        "provider", "set", "stripe", "webhook-secret", "-", "--add", "--dry-run",
        input: Self.secret),
      try workplace.succeed(
        "provider", "set", "stripe", "webhook-secret", "file:secret", "--format", "csv"),
      try workplace.succeed("provider", "enable", "stripe", "--mode", "simulated"),
    ]
    // Given where it must not be, it is refused without being repeated.
    for key in ["webhook-secret", "secret-key"] {
      let refused = try workplace.vosfact("provider", "set", "stripe", key, Self.secret)
      #expect(refused.status == 64)
      endings.append(refused)
    }
    endings += try Self.looks.map { try workplace.run(Workplace.executable, $0) }
    for ending in endings {
      #expect(!(ending.output + ending.errors).contains(Self.secret))
    }
  }

  @Test("a secret kept by reference is not in the database")
  func reference() throws {
    let workplace = try Workplace()
    try workplace.write(Self.secret, to: "secret")
    try workplace.succeed(
      "provider", "set", "stripe", "webhook-secret", "file:\(workplace.file("secret"))",
      "--by-reference")
    let kept = try workplace.read("vosfact.db")
    let text = String(decoding: kept, as: UTF8.self)
    #expect(text.contains("file:\(workplace.file("secret"))"))
    #expect(!text.contains(Self.secret))
  }
}
