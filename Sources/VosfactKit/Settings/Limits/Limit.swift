/// How often something is done within an hour at the wish of visitors, whom nobody knows.
struct Limit {
  /// Where the seller says how often.
  let setting: Setting<Int64>
  /// What it is counted of; `nil` for all that the site does.
  let subject: String?

  /// By what its count is kept.
  var name: String { subject.map { "\(setting.key):\($0)" } ?? setting.key }

  /// - Parameter subject: as `17`, the key of a product.
  init(_ setting: Setting<Int64>, of subject: String? = nil) {
    self.setting = setting
    self.subject = subject
  }

  /// That few enough mails go to an address that somebody typed who may be anybody. What is kept of the address does
  /// not give it away.
  static func mails(to address: String) -> [Limit] {
    let digest = SHA256.digest(Array(address.lowercased().utf8)).hexadecimal
    return [Limit(.mailsPerAddress, of: String(digest.prefix(32))), Limit(.mailsPerSite)]
  }
}
