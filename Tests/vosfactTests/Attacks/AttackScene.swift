import Testing

@testable import VosfactKit

/// A shop that takes real money by PayZen and Stripe, as one sees it from outside.
///
/// The attacker's shell has `$INVOICE`, the path of the pay link of the invoice F-1 of 12.00 EUR, `$PRODUCT`, that of a
/// product of 1.00 EUR, `$PAYMENT`, the id of a payment of F-1 by PayZen that is under way, and two functions: `visit METHOD PATH [BODY]`
/// prints the answer of the site, and `status METHOD PATH [BODY]` its status alone. Both send the headers that
/// variables named `HTTP_…` give, and ask for English.
struct AttackScene {
  let workplace: Workplace
  private let variables: [String: String]

  init() throws {
    let original = try Self.original.get()
    workplace = try Workplace(copying: original.workplace)
    variables = original.variables
  }

  private struct Original {
    let workplace: Workplace
    let variables: [String: String]
  }

  /// Made once, as every row needs it.
  private static let original = Result<Original, any Error> {
    let shop = try Shop(invoices: 1)
    let workplace = shop.workplace
    try workplace.write("a-production-form-key", to: "key")
    try workplace.write("whsec_that-nobody-knows-0123456789", to: "stripe")
    try workplace.write("sk_live_that-nobody-knows-0123456789", to: "stripe-api")
    try workplace.succeed("provider", "disable", "stripe")
    try workplace.succeed("provider", "set", "payzen", "site-id", "12345678")
    for key in ["key", "rest-password"] {
      try workplace.succeed("provider", "set", "payzen", key, "file:key")
    }
    try workplace.succeed("provider", "enable", "payzen", "--mode", "live")
    try workplace.succeed("provider", "set", "stripe", "webhook-secret", "file:stripe")
    try workplace.succeed("provider", "set", "stripe", "secret-key", "file:stripe-api")
    try workplace.succeed("provider", "enable", "stripe", "--mode", "live")
    // Nothing answers there: no network is needed to be refused.
    for provider in ["payzen", "stripe"] {
      try workplace.succeed("provider", "set", provider, "api-base", "http://127.0.0.1:9")
    }
    let payment = try workplace.succeed(
      "payment", "start", "F-1", "--provider", "payzen", "--format", "json")
    let product = try workplace.succeed(
      "pay-link", "create", "--product", "Sticker", "--amount", "1", "--currency", "EUR")
    return Original(
      workplace: workplace,
      variables: [
        "INVOICE": "/p/\(try shop.token("F-1"))", "PRODUCT": path(product.output),
        "PAYMENT": try #require(try payment.json["payment"]?["id"]?.string),
      ])
  }

  /// The path of a link that was printed on a line.
  private static func path(_ line: String) -> String {
    "/p/" + (line.split { $0 == "/" || $0 == "\n" }.last.map(String.init) ?? "")
  }

  /// What the attacker types is run with.
  private static let prelude = #"""
    visit() {
      printf %s "${3-}" | env GATEWAY_INTERFACE=CGI/1.1 SERVER_PROTOCOL=HTTP/1.1 REQUEST_METHOD="$1" \
        PATH_INFO="${2%%\?*}" QUERY_STRING="$(case $2 in *\?*) printf %s "${2#*\?}" ;; esac)" \
        CONTENT_TYPE="${TYPE-application/x-www-form-urlencoded}" CONTENT_LENGTH="$(printf %s "${3-}" | wc -c)" \
        HTTP_ACCEPT_LANGUAGE=en HTTPS=on vosfact | tr -d '\r'
    }
    status() { visit "$@" | sed -n '1s/^Status: //p'; }

    """#

  /// What was to be read on either side, and the books before and after.
  struct Encounter {
    let output: String
    let before: [String]
    let after: [String]
  }

  /// Makes the row's shop and tries its attack.
  func meet(_ attack: Attack) throws -> Encounter {
    try run("set -e\n" + attack.made)
    let before = try workplace.books
    return Encounter(
      output: try run(Self.prelude + attack.tried), before: before, after: try workplace.books)
  }

  /// What a shell command prints, where `vosfact` is the program under test.
  @discardableResult
  func run(_ command: String) throws -> String {
    let folder = Workplace.executable.split(separator: "/").dropLast().joined(separator: "/")
    let ending = try workplace.run(
      "bash", ["-c", command],
      with: variables.mapValues { $0 }.merging([
        "PATH": "/\(folder):\(Subprocess.systemSearchPath)"
      ]) { $1 }.mapValues(Optional.some))
    return ending.output + ending.errors
  }
}
