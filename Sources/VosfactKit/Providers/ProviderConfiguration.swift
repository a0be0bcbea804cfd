package import Localization

/// How the user configured one provider.
package struct ProviderConfiguration {
  /// The others, and by what all of them are reached.
  let providers: Providers
  package let description: ProviderDescription

  var name: String { description.name }

  var database: Database { providers.database }
  private var now: UnixTime { providers.clock.now }
  private var settings: Settings { Settings(database: database) }
  private var secrets: SecretStore {
    SecretStore(database: database, environment: providers.environment)
  }

  private var journal: Journal { Journal(database: database) }

  /// What the names of every provider's stored keys begin with.
  static let settingPrefix = "provider."

  private func path(_ key: String) -> String { "\(Self.settingPrefix)\(name).\(key)" }

  /// Every key of the provider, its own first.
  package var keys: [ProviderKey] { description.allKeys }

  /// - Throws: `Fault` if there is none.
  package func key(_ key: String) throws(Fault) -> ProviderKey {
    guard let found = keys.first(where: { $0.name == key }) else { throw noKey(key) }
    return found
  }

  private func noKey(_ key: String) -> Fault {
    Fault(
      .wrongUsage,
      en:
        "\(name) has no key '\(key.shown)'; nothing was changed; see 'vosfact provider show \(name)'",
      fr:
        "\(name) n’a pas de clé « \(key.shown) » ; rien n’a changé ; voyez « vosfact provider show \(name) »"
    )
  }

  /// What is set for a plain key.
  package func value(_ key: String) throws(StorageError) -> String? {
    try settings.stored(path(key))
  }

  /// Where the values of a secret key are kept.
  func storedSecret(_ key: String) -> StoredSecret {
    let leastLength =
      switch keys.first(where: { $0.name == key })?.content {
      case .secret(_, let leastLength): leastLength
      case .plain, nil: 1
      }
    return StoredSecret(
      name: path(key), title: Text(verbatim: "\(name) \(key)"), leastLength: leastLength,
      command: ["provider", "set", name, key, "-"])
  }

  /// The values of a secret key, in the order in which they were set; none if it is not set.
  ///
  /// It throws `SecretError` if a reference leads nowhere, or if a value is blank or too short; else `StorageError`.
  func secrets(_ key: String) throws -> [Secret] {
    try secrets.values(of: storedSecret(key))
  }

  /// Reads every secret that is set, whether or not the mode in use needs it.
  ///
  /// It throws as `secrets(_:)` does.
  func checkSecrets() throws {
    for key in keys where key.isSecret { _ = try secrets(key.name) }
  }

  /// How many values a secret key has.
  package func secretCount(_ key: String) throws(StorageError) -> Int {
    try secrets.count(of: storedSecret(key))
  }

  /// The mode in which the provider is used, or was last.
  package var mode: ProviderMode? {
    get throws(StorageError) { try value("mode").flatMap(ProviderMode.init(rawValue:)) }
  }

  /// The mode in which the provider is used, once nothing is missing that it needs there.
  ///
  /// It throws `ProviderError.notEnabled` if none was ever chosen, `.notConfigured` with what is missing; else
  /// `SecretError` or `StorageError`.
  func modeInUse() throws -> ProviderMode {
    guard let mode = try mode else { throw ProviderError.notEnabled(provider: name) }
    let missing = try missingKeys(in: mode)
    guard missing.isEmpty else {
      throw ProviderError.notConfigured(provider: name, missing: missing)
    }
    return mode
  }

  /// The value of a secret key of which there is one.
  ///
  /// It throws `ProviderError.notConfigured` if there is none, else as `secrets(_:)` does.
  func secret(_ key: String) throws -> Secret {
    guard let secret = try secrets(key).first else {
      throw ProviderError.notConfigured(provider: name, missing: [key])
    }
    return secret
  }

  /// What is set for a plain key that the provider needs.
  ///
  /// It throws `ProviderError.notConfigured` if nothing is, else `StorageError`.
  func needed(_ key: String) throws -> String {
    guard let value = try value(key) else {
      throw ProviderError.notConfigured(provider: name, missing: [key])
    }
    return value
  }

  /// Whether customers can pay with it.
  package var isEnabled: Bool {
    get throws(StorageError) { try value("enabled") == "true" }
  }

  /// The stored keys that no command sets by name.
  static let stateKeys = ["mode", "enabled", "beside-live", "told-means", "told-schemes"]

  /// What the provider's API told of a key that the user may set otherwise.
  func settings(told key: String) throws(StorageError) -> String? { try value("told-\(key)") }

  /// Keeps what the provider's API told of a key.
  func keep(_ words: [String], told key: String) throws(StorageError) {
    try settings.store(words.joined(separator: ","), for: path("told-\(key)"))
  }

  /// Whether it was asked for that the provider takes no money where others do.
  package var isBesideLive: Bool {
    get throws(StorageError) { try value("beside-live") == "true" }
  }

  /// Sets a plain key and records it.
  ///
  /// It throws `ProviderError.badValue` or `StorageError`.
  package func set(_ key: ProviderKey, to text: String) throws {
    guard case .plain(let type) = key.content else { throw SecretError.notASource }
    guard !text.hasPrefix("env:"), !text.hasPrefix("file:") else {
      throw ProviderError.badValue(
        provider: name, key: key.name,
        allowed: Text(
          en: "the value itself: it is no secret, and is not read from env: or file:",
          fr: "la valeur même : ce n’est pas un secret, elle n’est pas lue d’un env: ou d’un file:")
      )
    }
    guard let value = type.normalized(text) else {
      throw ProviderError.badValue(provider: name, key: key.name, allowed: type.allowed)
    }
    try Providers.type(named: name).check(value, of: key.name, now: now)
    try settings.set(path(key.name), to: value, as: key.name, of: .provider(name), at: now)
  }

  /// Sets a secret key to what the sources hold, and records that it was set, never to what.
  ///
  /// - Parameters:
  ///   - byReference: keeps where the values are instead of the values.
  ///   - adding: keeps the values that were set before.
  ///
  /// It throws `SecretError`, `ProviderError` or `StorageError`.
  package func set(
    _ key: ProviderKey, to sources: [SecretSource], byReference: Bool, adding: Bool
  ) throws {
    guard case .secret(let isRepeatable, _) = key.content else { throw noKey(key.name) }
    guard isRepeatable || (sources.count == 1 && !adding) else {
      throw ProviderError.badValue(
        provider: name, key: key.name, allowed: .init(en: "one value", fr: "une seule valeur"))
    }
    let secret = storedSecret(key.name)
    // Read first: a reference that leads nowhere, or to nothing, is refused when it is given.
    let values = try sources.map { source in
      let value = try source.read(environment: providers.environment, isOnce: !byReference)
      try secret.check(value)
      return value
    }
    try database.transaction {
      if !adding { try secrets.remove(secret) }
      for (source, value) in zip(sources, values) {
        if byReference {
          try secrets.add(source, to: secret)
        } else {
          try secrets.add(value, to: secret)
        }
      }
      // Another secret may be unreadable here; whoever uses the provider compares them again.
      try checkDistinctSecrets(ifReadable: true)
      try journal.append(
        .secretChanged, about: .provider(name), ["key": .string(key.name)], at: now)
    }
  }

  /// Keeps a secret that the provider itself gave, beside those of a key that holds several, and records that it was set.
  ///
  /// It throws `ProviderError`, `SecretError` or `StorageError`.
  func keep(_ value: Secret, as key: ProviderKey) throws {
    guard case .secret(let isRepeatable, _) = key.content else { throw noKey(key.name) }
    let secret = storedSecret(key.name)
    if try secrets(key.name).contains(where: { areEqualInConstantTime($0.bytes, value.bytes) }) {
      return
    }
    try secret.check(value)
    try database.transaction {
      if !isRepeatable { try secrets.remove(secret) }
      try secrets.add(value, to: secret)
      try checkDistinctSecrets(ifReadable: true)
      try journal.append(
        .secretChanged, about: .provider(name), ["key": .string(key.name)], at: now)
    }
  }

  /// Refuses one value for two secrets where what is signed with the one would pass for what the other signs.
  ///
  /// It throws `ProviderError.sameSecret`, `SecretError` or `StorageError`.
  ///
  /// - Parameter isLenient: whether a secret that cannot be read is passed over.
  func checkDistinctSecrets(ifReadable isLenient: Bool = false) throws {
    var values: [(key: String, secret: Secret)] = []
    for key in description.distinctSecrets {
      let found: [Secret]
      do {
        found = try secrets(key)
      } catch let error as SecretError {
        guard isLenient else { throw error }
        found = []
      }
      for secret in found {
        if let other = values.first(where: {
          $0.key != key && areEqualInConstantTime($0.secret.bytes, secret.bytes)
        }) {
          throw ProviderError.sameSecret(provider: name, keys: [other.key, key])
        }
        values.append((key, secret))
      }
    }
  }

  /// Makes the provider take payments in `mode`; in simulated mode the secrets that are missing are made.
  ///
  /// It throws `Fault` for a mode without money where others take some, `ProviderError.notConfigured` with what is
  /// missing, or whatever else would keep the provider from being used in that mode, as `.badValue` for a key of
  /// another mode, `SecretError` or `StorageError`.
  ///
  /// - Parameter isBesideLive: whether a mode without money is wanted although others take some.
  package func enable(_ mode: ProviderMode, besideLive isBesideLive: Bool = false) throws {
    try database.transaction {
      let live = try providers.live.map(\.name).filter { $0 != name }
      guard mode.isReal || isBesideLive || live.isEmpty else {
        throw Fault(
          .misconfigured,
          en: """
            \(name) was not enabled; in \(mode.rawValue) mode nobody pays, and \(live.joined(separator: ", ")) takes real money; \
            use another database, or give --beside-live to try it by commands
            """,
          fr: """
            \(name) n’a pas été activé ; en mode \(mode.rawValue) personne ne paie, et \(live.joined(separator: ", ")) encaisse vraiment ; \
            utilisez une autre base, ou donnez --beside-live pour l’essayer par des commandes
            """)
      }
      let missing = try missingKeys(in: mode)
      if mode == .simulated {
        for key in missing {
          try secrets.add(
            Providers.type(named: name).simulatedSecret(for: key, random: providers.random),
            to: storedSecret(key))
        }
      } else if !missing.isEmpty {
        throw ProviderError.notConfigured(provider: name, missing: missing)
      }
      let isAsked = isBesideLive && !mode.isReal
      guard try self.mode != mode || !isEnabled || self.isBesideLive != isAsked else { return }
      if mode != .simulated { try checkValues() }
      try settings.store(mode.rawValue, for: path("mode"))
      try settings.store("true", for: path("enabled"))
      try settings.store(isAsked ? "true" : "false", for: path("beside-live"))
      _ = try providers.provider(name)
      try journal.append(
        .providerEnabled, about: .provider(name), ["mode": .string(mode.rawValue)], at: now)
    }
  }

  /// The keys that are needed in `mode` and are not set, or hold what was made for simulated mode.
  package func missingKeys(in mode: ProviderMode) throws -> [String] {
    try description.required(mode).filter { key in
      try value(key) == nil && !isSecretSet(key, in: mode)
    }
  }

  /// Accepts once more what is set: files may have changed since.
  private func checkValues() throws {
    for key in keys {
      guard let value = try value(key.name) else { continue }
      try Providers.type(named: name).check(value, of: key.name, now: now)
    }
  }

  /// What a secret begins with that was made for simulated mode, and that no provider knows.
  static let simulatedPrefix = "simulated_"

  /// Whether a secret is set that is good in `mode`.
  private func isSecretSet(_ key: String, in mode: ProviderMode) throws -> Bool {
    guard mode != .simulated else { return try secretCount(key) > 0 }
    return try secrets(key).contains { !$0.bytes.starts(with: Self.simulatedPrefix.utf8) }
  }

  /// Downloads the certificate at `address`, by which callbacks are proved, and gives the path of its file.
  ///
  /// It throws `ProviderError` as `Provider.fetchCertificate` does, `Fault`, `SecretError` or `StorageError`.
  ///
  /// - Parameter isRehearsal: whether it is downloaded and checked, but not kept.
  package func fetchCertificate(
    at address: String, rehearsing isRehearsal: Bool = false
  ) throws -> String {
    try providers.provider(name).fetchCertificate(
      at: address, over: providers.transport, now: now, rehearsing: isRehearsal)
  }

  /// Makes the provider take no new payments; callbacks of those under way still count.
  package func disable() throws {
    try database.transaction {
      guard try isEnabled else { return }
      try settings.store("false", for: path("enabled"))
      try journal.append(.providerDisabled, about: .provider(name), [:], at: now)
    }
  }
}
