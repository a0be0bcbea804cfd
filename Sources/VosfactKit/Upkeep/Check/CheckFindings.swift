import Localization

/// What one check found so far. Each rule of a check is one call of `add`: how bad it is, when it holds, what it is
/// about, the command that mends it, and the sentence.
struct CheckFindings {
  let check: Check
  /// What findings are about unless they name something else.
  var subject: String
  let remedy: Remedy
  /// What is said if nothing was found.
  var well: Text
  /// What was found.
  private(set) var found: [CheckResult] = []

  init(_ check: Check, subject: String, remedy: Remedy) {
    self.check = check
    self.subject = subject
    self.remedy = remedy
    well = check.well
  }

  /// Adds what was found, if it is so.
  mutating func add(
    _ status: CheckResult.Status, if isSo: Bool = true, about subject: String? = nil,
    remedy: String? = nil, en: String, fr: String
  ) {
    guard isSo else { return }
    found.append(result(status, about: subject, remedy, Text(en: en, fr: fr)))
  }

  /// Adds what was found about a setting, if it is so, which another value of the setting mends.
  mutating func add(
    _ status: CheckResult.Status, if isSo: Bool = true, about setting: any AnySetting,
    _ change: Remedy.Change, en: String, fr: String
  ) {
    add(
      status, if: isSo, about: setting.key, remedy: remedy.changing(setting, change), en: en, fr: fr
    )
  }

  /// What was found, or in one result that nothing was.
  var results: [CheckResult] { found.isEmpty ? [result(.ok, about: nil, nil, well)] : found }

  private func result(
    _ status: CheckResult.Status, about subject: String?, _ remedy: String?, _ explanation: Text
  ) -> CheckResult {
    CheckResult(
      check: check, status: status, subject: subject ?? self.subject, explanation: explanation,
      remedy: remedy)
  }
}
