import Testing

@testable import VosfactKit

@Suite struct SecretTests {
  private struct Holder {
    let name = "stripe"
    let key = Secret(bytes: Array("sk_live_4242".utf8))
    let keys = [Secret(bytes: Array("sk_live_4242".utf8))]
    let optional: Secret? = Secret(bytes: Array("sk_live_4242".utf8))
  }

  @Test("a secret never prints itself, alone or inside another value")
  func printing() {
    let holder = Holder()
    var dumped = ""
    dump(holder, to: &dumped)
    dump(holder.key, to: &dumped)
    for text in [
      "\(holder.key)", "\(holder)", String(describing: holder), String(reflecting: holder),
      String(reflecting: holder.key), "\(holder.keys)", "\(String(describing: holder.optional))",
      dumped,
    ] {
      #expect(!text.contains("4242"))
      // The bytes as numbers: "sk_".
      #expect(!text.contains("115"))
    }
    #expect(Mirror(reflecting: holder.key).children.isEmpty)
    #expect("\(holder.key)" == "••••")
  }

  @Test("secrets are equal when their bytes are")
  func equality() {
    let secret = Secret(bytes: [1, 2, 3])
    #expect(secret == Secret(bytes: [1, 2, 3]))
    #expect(secret != Secret(bytes: [1, 2, 4]))
    #expect(secret != Secret(bytes: [1, 2]))
    #expect(Secret(bytes: []) == Secret(bytes: []))
  }
}
