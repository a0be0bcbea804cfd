package import Localization

/// One thing that was looked at to know whether a provider's callbacks arrive.
package struct ProviderFinding: Sendable, DataRecord {
  /// What was looked at.
  package enum Subject: String, CaseIterable, Sendable {
    case credentials, address, kinds, version, secret, delivery, means
  }

  package enum State: String, CaseIterable, Sendable {
    case good
    /// It works, and somebody may want to look.
    case warning
    /// Callbacks do not arrive, or are refused.
    case fault
    /// Nothing tells.
    case unknown
  }

  package let subject: Subject
  package let state: State
  package let text: Text

  init(_ subject: Subject, _ state: State, en: String, fr: String) {
    self.subject = subject
    self.state = state
    text = Text(en: en, fr: fr)
  }

  package static let form = RecordForm<ProviderFinding>([
    .word("subject") { $0.subject }, .word("state") { $0.state },
    .text("text") { $0.text.en }.meaning(en: "In English.", fr: "En anglais."),
  ])
}
