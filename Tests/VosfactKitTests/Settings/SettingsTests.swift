import Localization
import Testing

@testable import VosfactKit

@Suite struct SettingsTests {
  let database: Database
  let settings: Settings
  let noon = UnixTime(seconds: 43_200)

  init() throws {
    database = try Database.inMemory()
    settings = Settings(database: database)
  }

  private func journal() throws -> [String] {
    var entries = try Journal(database: database).entries(about: .settings)
    var lines: [String] = []
    while let entry = try entries.next() { lines.append("\(entry.kind) \(entry.payload)") }
    return lines
  }

  @Test("a setting has its default until it is set, and again once unset")
  func life() throws {
    #expect(try settings.value(.language) == .french)
    #expect(try settings.stored(.language) == nil)
    #expect(try settings.value(.sendmail) == nil)
    try settings.set(.language, to: "EN", at: noon)
    #expect(try settings.value(.language) == .english)
    try settings.unset(.language, at: noon)
    #expect(try settings.value(.language) == .french)
    #expect(try settings.stored(.language) == nil)
  }

  @Test("each change is recorded once; what changes nothing is not")
  func recorded() throws {
    try settings.unset(.language, at: noon)
    try settings.set(.language, to: "en", at: noon)
    try settings.set(.language, to: "EN", at: noon)
    try settings.unset(.language, at: noon)
    try settings.unset(.language, at: noon)
    #expect(
      try journal() == [
        #"setting.changed {"key":"language","value":"en"}"#, #"setting.unset {"key":"language"}"#,
      ])
  }

  @Test("a value that the type does not take changes nothing, and the refusal says what is taken")
  func refused() throws {
    expectFault(
      .badValue,
      "wrong value for reconcile.give-up; nothing was changed; give a number and s, m, h, d or w, as 90d"
    ) { try settings.set(.giveUp, to: "soon", at: noon) }
    #expect(try settings.stored(.giveUp) == nil)
    #expect(try journal().isEmpty)
  }

  @Test("a setting that must be there and is not is named")
  func required() throws {
    expectFault(
      .misconfigured,
      "the setting pay-link.base-url is missing; this needs it; run: vosfact settings set pay-link.base-url VALUE"
    ) {
      try settings.required(.payLinkBase)
    }
    #expect(try settings.value(.payLinkLifetime) == Seconds(90 * 86_400))
    #expect(try !settings.value(.thankCustomer))
    try settings.set(.thankCustomer, to: "on", at: noon)
    #expect(try settings.value(.thankCustomer))
  }

  @Test("what other hands stored and its type does not take counts as nothing, but for numbering")
  func notTaken() throws {
    let number = Setting.numberPattern(.invoice)
    for key in ["reconcile.after", "button.on-pdf", "company.iban", "reminders.after", number.key] {
      try settings.store("?", for: key)
    }
    #expect(try settings.value(.reconcileAfter) == Seconds(900))
    #expect(try settings.value(.buttonOnPDF))
    #expect(try settings.value(.companyIBAN) == nil)
    #expect(try settings.value(.remindersAfter) == nil)
    #expect(throws: Fault.badPattern("?")) { try settings.value(number).get() }
  }
}
