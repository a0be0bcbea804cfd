package import Localization

/// What is checked, by the name that scripts read.
package enum Check: String, CaseIterable, Sendable {
  case file, permissions, leftovers, schema, integrity
  case foreignKeys = "foreign-keys"
  case journal
  case journalHead = "journal-head"
  case clock, settings, documents, secrets, providers, products, callbacks, payments, outbox
}

/// One thing that a check found, or that it found nothing.
package struct CheckResult: Equatable, Sendable {
  /// How bad it is.
  package enum Status: String, CaseIterable, Sendable {
    case ok
    /// It works, and somebody should know.
    case warning
    /// It does not work, or not as it should.
    case fault
  }

  package let check: Check
  package let status: Status
  /// What it is about: a path, a table, the key of a setting.
  package let subject: String
  /// What was found, for a person.
  package let explanation: Text
  /// The shell command that mends it; `nil` where nothing is to be done or no command can.
  package let remedy: String?
}
