import Localization

/// The check that each provider that customers can pay with is configured for it.
struct ProvidersCheck {
  let database: Database
  let providers: Providers
  let remedy: Remedy

  func run() throws -> CheckFindings {
    var findings = CheckFindings(.providers, subject: database.path)
    try checkKeys(&findings)
    var enabled: [ProviderConfiguration] = []
    for provider in providers.all where try provider.isEnabled {
      enabled.append(provider)
      try checkUse(provider, &findings)
    }
    try checkModes(enabled, &findings)
    if !enabled.isEmpty {
      try checkCurrencies(enabled, &findings)
      try checkAmounts(enabled, &findings)
    }
    return findings
  }

  /// That nobody who can pay can also have an invoice settled without paying.
  private func checkModes(
    _ enabled: [ProviderConfiguration], _ findings: inout CheckFindings
  ) throws {
    guard try enabled.contains(where: { try $0.mode == .live }) else { return }
    for provider in enabled {
      guard let mode = try provider.mode, !mode.isReal else { continue }
      let text = Text(
        en:
          "enabled in \(mode.rawValue) mode beside live ones, it settles documents and nobody pays",
        fr: """
          activé en mode \(mode.rawValue) parmi des prestataires réels, il règle des documents sans que personne ne paie
          """)
      let disabling = remedy.vosfact("provider", "disable", provider.name)
      if try provider.isBesideLive {
        findings.warning(text, about: provider.name, remedy: disabling)
      } else {
        findings.fault(text, about: provider.name, remedy: disabling)
      }
    }
  }

  private static let stored: StaticString = """
    SELECT key, value
      FROM setting
     WHERE substr(key, 1, length(?1)) = ?1
     ORDER BY key
    """

  /// That every key that is set is one of its provider's, and takes its value.
  private func checkKeys(_ findings: inout CheckFindings) throws {
    let prefix = ProviderConfiguration.settingPrefix
    var rows = try database.query(Self.stored, prefix)
    while let row = try rows.next() {
      let (path, value) = (row.text(0), row.text(1))
      let parts = path.dropFirst(prefix.count).split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let provider = try? providers.named(parts[0]) else {
        findings.warning(
          Text(
            en: "this version knows no such provider; it has no effect",
            fr: "cette version ne connaît pas ce prestataire ; c’est sans effet"),
          about: path, remedy: remedy.forgetting(setting: path))
        continue
      }
      guard !ProviderConfiguration.stateKeys.contains(parts[1]) else { continue }
      guard let key = try? provider.key(parts[1]), case .plain(let type) = key.content else {
        findings.warning(
          Text(
            en: "\(provider.name) has no such key; it has no effect",
            fr: "\(provider.name) n’a pas cette clé ; elle est sans effet"),
          about: path, remedy: remedy.forgetting(setting: path))
        continue
      }
      if type.normalized(value) == nil {
        findings.fault(
          Text(
            en: "it does not take its value; allowed: \(type.allowed.en)",
            fr: "sa valeur n’est pas admise ; est admis : \(type.allowed.fr)"),
          about: path, remedy: remedy.forgetting(setting: path))
      } else if key.name == "api-base", value.isPlainHTTP {
        findings.fault(
          Text(
            en: "secrets are never sent without TLS: the provider cannot be asked",
            fr: "les secrets ne partent jamais sans TLS : le prestataire ne peut être interrogé"),
          about: path,
          remedy: remedy.vosfact("provider", "set", provider.name, key.name, value.withTLS))
      }
    }
  }

  /// That the provider can be used in the mode in which it is enabled.
  private func checkUse(
    _ provider: ProviderConfiguration, _ findings: inout CheckFindings
  ) throws {
    let mode = try provider.mode?.rawValue ?? "–"
    do {
      _ = try providers.provider(provider.name)
      for warning in try Providers.type(named: provider.name).warnings(of: provider) {
        findings.warning(
          warning.text, about: provider.name,
          remedy: remedy.vosfact("provider", "set", provider.name, warning.key, warning.value))
      }
    } catch ProviderError.notConfigured(_, let missing) {
      for key in missing {
        findings.fault(
          Text(
            en: "it is enabled in \(mode) mode, but \(key) is not set",
            fr: "il est activé en mode \(mode), mais \(key) n’est pas défini"),
          about: provider.name, remedy: remedy.vosfact("provider", "set", provider.name, key, "-"))
      }
    } catch ProviderError.badValue(_, let key, let allowed) {
      findings.fault(
        Text(
          en: "it is enabled in \(mode) mode, but its \(key) is not \(allowed.en)",
          fr: "il est activé en mode \(mode), mais sa clé \(key) n’est pas \(allowed.fr)"),
        about: provider.name, remedy: remedy.vosfact("provider", "set", provider.name, key, "-"))
    } catch ProviderError.sameSecret(_, let keys) {
      findings.fault(
        Text(
          en: "its \(keys.joined(separator: " and ")) are the same, so that it is not used",
          fr: "ses clés \(keys.joined(separator: " et ")) sont identiques ; il n’est pas utilisé"),
        about: provider.name,
        remedy: remedy.vosfact("provider", "set", provider.name, keys.last ?? "", "-"))
    } catch ProviderError.notEnabled {
      findings.fault(
        Text(en: "it is enabled in no mode", fr: "il est activé sans mode"),
        about: provider.name,
        remedy: remedy.vosfact("provider", "enable", provider.name, "--mode", "live"))
    } catch is SecretError {
      // A finding about the secret.
      return
    }
  }

  /// That some provider takes the currency of new documents.
  private func checkCurrencies(
    _ providers: [ProviderConfiguration], _ findings: inout CheckFindings
  ) throws {
    guard let currency = try Settings(database: database).value(.defaultCurrency) else { return }
    let limits = try providers.map { try $0.value("currencies") }
    guard let first = providers.first,
      limits.allSatisfy({ $0?.split(separator: ",").contains(Substring(currency)) == false })
    else { return }
    let wider = "\(limits.first.flatMap { $0 } ?? ""),\(currency)"
    findings.warning(
      Text(
        en: "no enabled provider takes \(currency), the currency of new documents",
        fr: "aucun prestataire activé n’accepte \(currency), la devise des nouveaux documents"),
      about: first.name,
      remedy: remedy.vosfact("provider", "set", first.name, "currencies", wider))
  }

  /// That some provider takes the largest amount that is payable online.
  private func checkAmounts(
    _ providers: [ProviderConfiguration], _ findings: inout CheckFindings
  ) throws {
    let limits = try providers.compactMap {
      try $0.value("max-amount").flatMap { ExactDecimal($0) }
    }
    guard limits.count == providers.count,
      let largest = limits.max(by: { $0.billionths < $1.billionths })
    else { return }
    let key = Setting.maximumAmount.key
    if let maximum = try Settings(database: database).value(.maximumAmount).flatMap({
      ExactDecimal($0)
    }),
      maximum.billionths <= largest.billionths
    {
      return
    }
    findings.warning(
      Text(
        en: "documents above \(largest) get a link, but no enabled provider takes more",
        fr:
          "au-delà de \(largest), un document a un lien, mais aucun prestataire activé n’accepte plus"
      ),
      about: key, remedy: remedy.vosfact("settings", "set", key, largest.description))
  }
}

extension ExactDecimal {
  /// The number in the smallest unit that any number has, so that two can be compared.
  fileprivate var billionths: Int128 {
    (scale..<Self.maximumScale).reduce(Int128(coefficient)) { number, _ in number * 10 }
  }
}
