/// What a browser may load for a page, and where its forms may go: the value of the header
/// `Content-Security-Policy` (W3C, Content Security Policy Level 3). What is not named is refused.
package struct ContentPolicy: Equatable, Sendable {
  /// The texts of the style elements, which are allowed by their hashes.
  var styles: [String] = []
  /// The texts of the script elements, which are allowed by their hashes.
  var scripts: [String] = []
  /// Sources outside from which scripts, and what those need, may come.
  var outside = Outside()
  /// Where forms may go beside the page's own origin.
  var formTargets: [String] = []

  /// What a provider's own script needs, as sources of the policy.
  struct Outside: Equatable, Sendable {
    var scripts: [String] = []
    var styles: [String] = []
    var images: [String] = []
    var frames: [String] = []
    var connections: [String] = []
    var forms: [String] = []
  }

  /// The header's value.
  package var text: String {
    let directives: [(name: String, sources: [String])] = [
      ("style-src", styles.map(Self.hash) + outside.styles),
      ("script-src", scripts.map(Self.hash) + outside.scripts),
      ("img-src", ["data:"] + outside.images),
      ("frame-src", outside.frames),
      ("connect-src", outside.connections),
      ("form-action", ["'self'"] + formTargets + outside.forms),
    ]
    let named = directives.filter { !$0.sources.isEmpty }
      .map { "\($0.name) \($0.sources.joined(separator: " "))" }
    return (["default-src 'none'"] + named + ["base-uri 'none'", "frame-ancestors 'none'"])
      .joined(separator: "; ")
  }

  /// The source that allows exactly this text of an inline element.
  private static func hash(_ text: String) -> String {
    "'sha256-\(Base64.encode(SHA256.digest(Array(text.utf8))))'"
  }
}
