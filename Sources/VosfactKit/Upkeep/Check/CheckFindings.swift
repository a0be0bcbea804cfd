import Localization

/// What one check found so far.
struct CheckFindings {
  let check: Check
  /// What findings are about unless they name something else.
  let subject: String
  private(set) var results: [CheckResult] = []

  init(_ check: Check, subject: String) {
    self.check = check
    self.subject = subject
  }

  mutating func fault(_ explanation: Text, about subject: String? = nil, remedy: String? = nil) {
    add(.fault, explanation, about: subject, remedy)
  }

  mutating func warning(_ explanation: Text, about subject: String? = nil, remedy: String? = nil) {
    add(.warning, explanation, about: subject, remedy)
  }

  private mutating func add(
    _ status: CheckResult.Status, _ explanation: Text, about subject: String?, _ remedy: String?
  ) {
    results.append(
      CheckResult(
        check: check, status: status, subject: subject ?? self.subject, explanation: explanation,
        remedy: remedy))
  }

  /// What was found, or in one result that nothing was.
  func results(orWell explanation: Text) -> [CheckResult] {
    guard results.isEmpty else { return results }
    return [
      CheckResult(
        check: check, status: .ok, subject: subject, explanation: explanation, remedy: nil)
    ]
  }
}
