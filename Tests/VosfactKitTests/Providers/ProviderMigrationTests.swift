import Localization
import Testing

@testable import VosfactKit

/// What a provider that took another's place takes along.
@Suite struct ProviderMigrationTests {
  private let kit: Kit
  private let old: ProviderConfiguration
  private let new: ProviderConfiguration

  init() throws {
    kit = try Shop().kit
    old = try kit.providers.named("ingenico")
    new = try kit.providers.named("worldline")
    for (key, value) in [
      ("pspid", "ATELIER"), ("label", "Carte"), ("position", "2"), ("max-amount", "500"),
      ("currencies", "EUR,CHF"), ("charset", "iso-8859-1"), ("api-base", "https://proxy.example"),
    ] {
      try old.set(old.key(key), to: value)
    }
  }

  @Test("the account's name, the label, the place and the limits are taken along, and nothing else")
  func taken() throws {
    let taken = try new.takeOver(from: old)
    #expect(taken.map(\.oldKey) == ["pspid", "label", "position", "max-amount", "currencies"])
    #expect(taken.map(\.key) == ["merchant-id", "label", "position", "max-amount", "currencies"])
    #expect(taken.allSatisfy { $0.isNew })
    #expect(try new.value("merchant-id") == "ATELIER")
    #expect(try new.value("currencies") == "EUR,CHF")
    #expect(try new.value("api-base") == nil)
    #expect(try !new.isEnabled && new.mode == nil)
    #expect(try old.value("pspid") == "ATELIER")
    #expect(try kit.audit.run().isValid)
  }

  @Test("what is the same already is no change, and the same again changes nothing")
  func again() throws {
    try new.set(new.key("position"), to: "2")
    #expect(try new.takeOver(from: old).map(\.isNew) == [true, true, false, true, true])
    #expect(try new.takeOver(from: old).allSatisfy { !$0.isNew })
  }

  @Test("what is set differently is refused by its key, and nothing is changed then")
  func different() throws {
    try new.set(new.key("max-amount"), to: "900")
    let fault = #expect(throws: Fault.self) { try new.takeOver(from: old) }
    #expect(fault?.text.en.contains("'900' for max-amount") == true)
    #expect(fault?.text.en.contains("vosfact provider set worldline max-amount 500") == true)
    #expect(try new.value("merchant-id") == nil)
    #expect(try new.value("label") == nil)
  }

  @Test("a name that it cannot hold is refused, and nothing is changed then")
  func unusable() throws {
    try old.set(old.key("pspid"), to: "A B")
    #expect(throws: ProviderError.self) { try new.takeOver(from: old) }
    #expect(try new.value("label") == nil)
  }

  @Test("nothing is taken along but to the one that follows")
  func others() throws {
    for (target, source) in [("stripe", old), ("ingenico", new), ("ingenico", old)] {
      #expect(throws: Fault.self) { try kit.providers.named(target).takeOver(from: source) }
    }
  }

  @Test("who takes real money by a service that ended is warned, with the command that mends it")
  func warned() throws {
    let warnings = try IngenicoProvider.warnings(of: old)
    #expect(
      warnings.map { $0.command(for: "ingenico") } == [
        ["provider", "migrate", "ingenico", "worldline"]
      ])
    try old.enable(.simulated)
    #expect(try IngenicoProvider.warnings(of: old).isEmpty)
  }

  @Test("whatever follows a provider is one, and has the keys that are taken along")
  func successors() throws {
    for description in Providers.descriptions {
      guard let successor = description.successor else { continue }
      let next = try kit.providers.named(successor.name)
      for (oldKey, newKey) in successor.keys {
        #expect(description.keys.contains { $0.name == oldKey && !$0.isSecret })
        #expect(try !next.key(newKey).isSecret)
      }
      #expect(next.description.successor == nil)
    }
  }
}
