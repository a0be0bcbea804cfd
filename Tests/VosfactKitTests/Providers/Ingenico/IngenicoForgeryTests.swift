import Glibc
import Localization
import Testing

@testable import VosfactKit

/// One secret for both ways is refused, and would let nothing of ours through all the same.
@Suite struct IngenicoForgeryTests {
  private func kit(_ secrets: [String: String]) throws -> Kit {
    Kit(database: try .inMemory(), environment: secrets, clock: { IngenicoFixture.now })
  }

  private let phrases = [
    "IN": "one-phrase-1875!?", "OUT": "one-phrase-1875!?", "OTHER": "other-phrase-1875!?",
    "PASSWORD": "api-Pa55word",
  ]

  private func set(
    _ key: String, to variable: String, in kit: Kit, byReference: Bool = false
  ) throws {
    let ingenico = try kit.providers.named("ingenico")
    try ingenico.set(
      ingenico.key(key), to: [.environment(variable)], byReference: byReference, adding: false)
  }

  private let refusal = ProviderError.sameSecret(provider: "ingenico", keys: ["sha-in", "sha-out"])

  @Test(
    "SHA-IN and SHA-OUT must differ, whichever is set first and however it is kept",
    arguments: [["sha-in", "sha-out"], ["sha-out", "sha-in"]], [false, true])
  func same(_ keys: [String], _ byReference: Bool) throws {
    let kit = try kit(phrases)
    try set(keys[0], to: "IN", in: kit, byReference: byReference)
    #expect(throws: refusal) { try set(keys[1], to: "OUT", in: kit, byReference: byReference) }
    #expect(try kit.providers.named("ingenico").secretCount(keys[1]) == 0)
    // What was set before stays.
    try set(keys[1], to: "OTHER", in: kit, byReference: byReference)
    #expect(throws: refusal) { try set(keys[1], to: "IN", in: kit) }
    let kept = try kit.providers.named("ingenico").secrets(keys[1])
    #expect(kept.map(\.bytes) == [Array("other-phrase-1875!?".utf8)])
    #expect(refusal.nature == .badValue)
  }

  @Test(
    "references that have come to lead to one secret are not used", arguments: ProviderMode.allCases
  )
  func sameLater(_ mode: ProviderMode) throws {
    let folder = try TemporaryFolder()
    let kit = try kit(phrases)
    let ingenico = try kit.providers.named("ingenico")
    for (key, phrase) in [("sha-in", "first-phrase-1875!?"), ("sha-out", "second-phrase-1875!?")] {
      let path = try folder.write(phrase.utf8, to: key)
      try ingenico.set(ingenico.key(key), to: [.file(path)], byReference: true, adding: false)
    }
    try set("api-password", to: "PASSWORD", in: kit)
    for (key, value) in [("pspid", "shop"), ("api-user", "api")] {
      try ingenico.set(ingenico.key(key), to: value)
    }
    try ingenico.enable(mode)
    _ = try folder.write("first-phrase-1875!?".utf8, to: "sha-out")
    #expect(throws: refusal) { try kit.payments.receiver(for: "ingenico") }
    try ingenico.disable()
    #expect(throws: refusal) { try ingenico.enable(mode) }
    #expect(try !ingenico.isEnabled)
  }

  @Test("a reference that leads nowhere here does not keep the other secret from being set")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let kit = try kit(phrases)
    let ingenico = try kit.providers.named("ingenico")
    let path = try folder.write("first-phrase-1875!?".utf8, to: "sha-in")
    try ingenico.set(ingenico.key("sha-in"), to: [.file(path)], byReference: true, adding: false)
    unlink(path)
    try set("sha-out", to: "OUT", in: kit)
    #expect(try ingenico.secretCount("sha-out") == 1)
  }

  @Test(
    "a form of ours is told as such where one phrase signs both ways", arguments: ["shop", "a=b"])
  func ownForm(_ shop: String) throws {
    let signature = IngenicoSignature(
      .sha512, passphrase: Secret(bytes: Array("one-phrase-1875!?".utf8)))
    let form = try IngenicoForm(.sample(), shop: shop, charset: .utf8, signature: signature)
    // Its name may go on to any sign of equality in its value.
    let cut = form.fields.map { $0.name == "PSPID" ? (name: "PSPID=A", value: "b") : $0 }
    for fields in shop == "shop" ? [form.fields] : [form.fields, cut] {
      let error = #expect(throws: ProviderError.self) {
        try signature.checkedFields(of: FormFields(fields))
      }
      #expect(error == .refused(.ownMessage) || error == .refused(.forged))
    }
    #expect(throws: ProviderError.refused(.ownMessage)) {
      try signature.checkedFields(of: FormFields(form.fields))
    }
  }

  @Test(
    "no form of ours is a feedback, however its fields are parted and named, even with one phrase",
    arguments: [true, false], ["name", "email", "street", "postCode", "city", "country", "title"])
  func recut(_ isOnePhrase: Bool, _ field: String) throws {
    let (shaIn, shaOut) = (
      IngenicoSignature(.sha512, passphrase: Secret(bytes: Array("one-phrase-1875!?".utf8))),
      IngenicoSignature(
        .sha512,
        passphrase: Secret(
          bytes: Array((isOnePhrase ? "one-phrase-1875!?" : "other-phrase-1875!?").utf8)))
    )
    let names = ["STATUS", "PAYID", "ORDERID", "AMOUNT", "CURRENCY"]
    for text in [
      "STATUS=9", "9", "=STATUS=9", "PAYID=1STATUS=9", "STATUS=9one-phrase-1875!?PAYID=1", "a=b=c",
    ] {
      let isIn = { (name: String) in name == field ? text : nil }
      let form = try IngenicoForm(
        .sample(
          title: isIn("title") ?? "Sticker",
          buyer: Buyer(
            name: isIn("name") ?? "Mallory", email: isIn("email"), street: isIn("street"),
            postCode: isIn("postCode"), city: isIn("city"), country: isIn("country"))),
        shop: "shop", charset: .utf8, signature: shaIn)
      // Each field of it as any that counts, parted at any of its signs; one at a time, and all others as they are.
      for (place, renamed) in form.fields.enumerated() where renamed.name != "SHASIGN" {
        let parts = "\(renamed.name)=\(renamed.value)".split(
          separator: "=", omittingEmptySubsequences: false)
        var others: [(name: String, value: String)] = (1...parts.count).map { cut in
          (parts[..<cut].joined(separator: "="), parts[cut...].joined(separator: "="))
        }
        others += names.map { ($0, renamed.value) }
        for other in others {
          var fields = form.fields
          fields[place] = other
          let request = try CallbackRequest(
            method: "POST", target: "/callback/ingenico", headers: HTTPHeaders([HTTPHeader]()),
            body: FormBody(fields).bytes)
          let sent = try #require(FormFields(of: request, namesInUpperCase: true))
          let error = #expect(throws: ProviderError.self) {
            let signed = try shaOut.checkedFields(of: sent)
            _ = try IngenicoOperation(feedback: signed, now: IngenicoFixture.now)
          }
          guard case .refused = error else { return #expect(Bool(false), "\(error as Any)") }
        }
      }
    }
  }
}
