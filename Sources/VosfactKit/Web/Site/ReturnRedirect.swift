import Localization

/// The way from a provider back to a page of the user's own, whose address proves what became of the payment.
///
/// The address ends in `payment=…&document=…&state=…&mode=…&expires=…&signature=…`. The signature is the HMAC-SHA256,
/// in lower-case hexadecimal, of the query up to `&signature=`, under the key as `pay-link redirect-key` wrote it:
/// two lines of any language verify it. The key is of its own, so that a web site that knows it can make no pay
/// link. `expires` is in unix seconds; after it the address proves nothing any more.
///
/// The whole query is signed, as it stands in the address, and whatever a value holds is percent-encoded in it: a
/// document's number with `&state=paid` in it stays one value.
package struct ReturnRedirect {
  let database: Database
  /// Where a key kept by reference is looked up.
  let environment: [String: String]
  let clock: WallClock
  let random: RandomSource

  /// How long an address is good for: a browser follows it at once.
  static let lifetime = Seconds(900)

  static let secret = StoredSecret(
    name: "payment.redirect.key",
    title: Text(en: "the key of return redirects", fr: "la clé des redirections de retour"),
    // As `key(renewing:)` makes it.
    leastLength: 43, command: ["pay-link", "redirect-key", "redirect.key", "--renew"])

  private var secrets: SecretStore {
    SecretStore(database: database, environment: environment)
  }

  /// Whether there is a key that signs.
  var hasKey: Bool {
    get throws(StorageError) { try secrets.count(of: Self.secret) > 0 }
  }

  /// The key that signs; made and recorded if there is none, or if another is wanted.
  ///
  /// It throws `SecretError` or `StorageError`.
  package func key(renewing isRenewing: Bool) throws -> Secret {
    try database.transaction {
      if !isRenewing, let key = try secrets.values(of: Self.secret).first { return key }
      let key = Secret(bytes: Array(Base64URL.encode(random.bytes(32)).utf8))
      try secrets.remove(Self.secret)
      try secrets.add(key, to: Self.secret)
      try Journal(database: database).append(
        .secretChanged, about: .settings, ["key": .string(Self.secret.name)], at: clock.now)
      return key
    }
  }

  /// What an address tells of a payment.
  struct Facts {
    let payment: String
    /// The number of its document; `nil` if there is none.
    let document: String?
    let state: State
    let mode: ProviderMode?
  }

  /// How a payment stands, for the user's own page.
  package enum State: String, CaseIterable, Sendable {
    case paid, pending, failed, canceled
  }

  /// The page at `address` with a query that tells `facts`.
  ///
  /// It throws `Fault` if there is no key, `SecretError` or `StorageError`.
  func address(_ address: String, telling facts: Facts) throws -> String {
    guard let key = try secrets.values(of: Self.secret).first else {
      throw Fault(
        .misconfigured,
        en:
          "customers cannot be sent to payment.redirect.url; no key signs its query; make one with 'vosfact pay-link redirect-key FILE'",
        fr: """
          les clients ne peuvent être envoyés à payment.redirect.url ; aucune clé ne signe sa requête ; \
          faites-en une avec « vosfact pay-link redirect-key FICHIER »
          """)
    }
    let values: [(name: String, value: String?)] = [
      ("payment", facts.payment), ("document", facts.document), ("state", facts.state.rawValue),
      ("mode", facts.mode?.rawValue), ("expires", String((clock.now + Self.lifetime).seconds)),
    ]
    let body = FormBody(values.compactMap { name, value in value.map { (name, $0) } })
    let told = String(decoding: body.bytes, as: UTF8.self)
    // A query that was there before is signed with the rest.
    let parts = address.split(separator: "?", maxSplits: 1)
    let query = parts.count > 1 ? "\(parts[1])&\(told)" : told
    guard let code = HMAC(.sha256, key: key.bytes)?.code(of: Array(query.utf8)) else {
      throw PayLinkError.cryptography
    }
    return "\(parts.first ?? "")?\(query)&signature=\(code.hexadecimal)"
  }
}

extension ReturnPage.Outcome {
  /// What the user's own page is told; `nil` if there is nothing to tell.
  var redirectState: ReturnRedirect.State? {
    switch self {
    case .paid: .paid
    case .waiting, .checking: .pending
    case .declined: .failed
    case .canceled, .refunded: .canceled
    case .nothingStarted: nil
    }
  }
}
