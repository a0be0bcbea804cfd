import Localization
import Testing

@testable import VosfactKit

@Suite struct SettingTypeTests {
  @Test(
    "a value is stored in one form",
    arguments: [
      Stored(.boolean, "TRUE", "true"), Stored(.boolean, "off", "false"),
      Stored(.boolean, "Yes", "true"),
      Stored(.choice([Language.french, .english]), "FR", "fr"),
      Stored(.text(maximumLength: 5), "  été ", "été"),
      Stored(.emailAddresses, "a@b.fr;c@d.fr", "a@b.fr, c@d.fr"), Stored(.country, "fr", "FR"),
      Stored(.amount, "1500,00", "1500.00"), Stored(.amount, "+.5", "0.5"),
      Stored(.duration, "2w", "14d"),
      Stored(.address, "https://pay.example.org/", "https://pay.example.org"),
      Stored(.address, "https://pay.example.org//", "https://pay.example.org"),
      Stored(.address, "http://127.0.0.1:8080/pay", "http://127.0.0.1:8080/pay"),
      Stored(.path, "/var/spool", "/var/spool"), Stored(.timeZone, "Europe/Paris", "Europe/Paris"),
      Stored(.currency, "jpy", "JPY"),
      Stored(.documentKinds, "quote, invoice,quote", "invoice,quote"),
      Stored(.numberPattern, "F-{year}-{serial:6}", "F-{year}-{serial:6}"),
    ] as [Stored])
  fileprivate func normalized(_ value: Stored) {
    #expect(value.type.normalized(value.text) == value.stored)
    #expect(value.type.normalized(value.stored) == value.stored)
  }

  @Test(
    "what the type does not take is refused",
    arguments: [
      Refused(.boolean, ""), Refused(.boolean, "1"),
      Refused(.choice([Language.french, .english]), "de"), Refused(.choice([Language.french]), ""),
      Refused(.text(maximumLength: 5), ""), Refused(.text(maximumLength: 5), "   "),
      Refused(.text(maximumLength: 5), "abcdef"), Refused(.text(maximumLength: 5), "a\nb"),
      Refused(.text(maximumLength: 5), "\u{1B}[1m"),
      Refused(.text(maximumLength: 5), "a" + String(repeating: "\u{301}", count: 100)),
      Refused(.emailAddresses, "nobody"), Refused(.emailAddresses, ""), Refused(.country, "FRA"),
      Refused(.country, "F1"),
      Refused(.country, "é"), Refused(.amount, "0"), Refused(.amount, "0.00"),
      Refused(.amount, "-1"), Refused(.amount, "1 000"),
      Refused(.duration, "0d"), Refused(.duration, "90"), Refused(.address, "pay.example.org"),
      Refused(.address, "ftp://example.org"), Refused(.address, "https://"),
      Refused(.address, "https:///x"),
      Refused(.address, "https://u:p@example.org"), Refused(.address, "https://example.org?x=1"),
      Refused(.address, "https://example.org?"), Refused(.address, "https://example.org#"),
      Refused(.address, "javascript:alert(1)"), Refused(.address, "https://exa mple.org"),
      Refused(.address, "https://example.org/\"><script>"),
      Refused(.address, "https://example.org:99999"),
      Refused(.address, "https://é.example.org"), Refused(.path, "var/spool"), Refused(.path, ""),
      Refused(.timeZone, "Mars/Olympus"), Refused(.timeZone, ""), Refused(.currency, "EURO"),
      Refused(.documentKinds, ""),
      Refused(.documentKinds, ","), Refused(.documentKinds, "invoice,bill"),
      Refused(.numberPattern, "F-{year}"),
    ] as [Refused])
  fileprivate func refused(_ value: Refused) {
    #expect(value.type.normalized(value.text) == nil)
  }
}

/// A text that a type takes, and how it is stored.
private struct Stored: CustomTestStringConvertible {
  let type: any AnySettingType
  let text: String
  let stored: String

  init<Value>(_ type: SettingType<Value>, _ text: String, _ stored: String) {
    self.type = type
    self.text = text
    self.stored = stored
  }

  var testDescription: String { text.shown }
}

/// A text that a type does not take.
private struct Refused: CustomTestStringConvertible {
  let type: any AnySettingType
  let text: String

  init<Value>(_ type: SettingType<Value>, _ text: String) {
    self.type = type
    self.text = text
  }

  var testDescription: String { text.shown }
}
