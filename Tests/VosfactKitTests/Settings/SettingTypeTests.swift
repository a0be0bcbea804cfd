import Testing

@testable import VosfactKit

@Suite struct SettingTypeTests {
  @Test(
    "a value is stored in one form",
    arguments: [
      (.boolean, "TRUE", "true"), (.boolean, "off", "false"), (.boolean, "Yes", "true"),
      (.choice(["fr", "en"]), "FR", "fr"), (.text(maximumLength: 5), "  été ", "été"),
      (.emailAddresses, "a@b.fr;c@d.fr", "a@b.fr, c@d.fr"), (.country, "fr", "FR"),
      (.amount, "1500,00", "1500.00"), (.amount, "+.5", "0.5"), (.duration, "2w", "14d"),
      (.address, "https://pay.example.org/", "https://pay.example.org"),
      (.address, "https://pay.example.org//", "https://pay.example.org"),
      (.address, "http://127.0.0.1:8080/pay", "http://127.0.0.1:8080/pay"),
      (.path, "/var/spool", "/var/spool"), (.timeZone, "Europe/Paris", "Europe/Paris"),
      (.currency, "jpy", "JPY"), (.documentKinds, "quote, invoice,quote", "invoice,quote"),
      (.numberPattern, "F-{year}-{serial:6}", "F-{year}-{serial:6}"),
    ] as [(SettingType, String, String)])
  func normalized(_ type: SettingType, _ text: String, _ stored: String) {
    #expect(type.normalized(text) == stored)
    #expect(type.normalized(stored) == stored)
  }

  @Test(
    "what the type does not take is refused",
    arguments: [
      (.boolean, ""), (.boolean, "1"), (.choice(["fr", "en"]), "de"), (.choice(["fr"]), ""),
      (.text(maximumLength: 5), ""), (.text(maximumLength: 5), "   "),
      (.text(maximumLength: 5), "abcdef"), (.text(maximumLength: 5), "a\nb"),
      (.text(maximumLength: 5), "\u{1B}[1m"),
      (.text(maximumLength: 5), "a" + String(repeating: "\u{301}", count: 100)),
      (.emailAddresses, "nobody"), (.emailAddresses, ""), (.country, "FRA"), (.country, "F1"),
      (.country, "é"), (.amount, "0"), (.amount, "0.00"), (.amount, "-1"), (.amount, "1 000"),
      (.duration, "0d"), (.duration, "90"), (.address, "pay.example.org"),
      (.address, "ftp://example.org"), (.address, "https://"), (.address, "https:///x"),
      (.address, "https://u:p@example.org"), (.address, "https://example.org?x=1"),
      (.address, "https://example.org?"), (.address, "https://example.org#"),
      (.address, "javascript:alert(1)"), (.address, "https://exa mple.org"),
      (.address, "https://example.org/\"><script>"), (.address, "https://example.org:99999"),
      (.address, "https://é.example.org"), (.path, "var/spool"), (.path, ""),
      (.timeZone, "Mars/Olympus"), (.timeZone, ""), (.currency, "EURO"), (.documentKinds, ""),
      (.documentKinds, ","), (.documentKinds, "invoice,bill"), (.numberPattern, "F-{year}"),
    ] as [(SettingType, String)])
  func refused(_ type: SettingType, _ text: String) {
    #expect(type.normalized(text) == nil)
  }
}
