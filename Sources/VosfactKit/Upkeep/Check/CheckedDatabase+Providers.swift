import Localization

extension CheckedDatabase {
  /// That each provider that customers can pay with is configured for it.
  func checkProviders(_ findings: inout CheckFindings) throws {
    try checkKeys(&findings)
    let enabled = try providers.all.filter { try $0.isEnabled }
    for provider in enabled { try checkUse(provider, &findings) }
    try checkModes(enabled, &findings)
    if let first = enabled.first {
      try checkCurrencies(enabled, first, &findings)
      try checkAmounts(enabled, &findings)
    }
  }

  /// That nobody who can pay can also have an invoice settled without paying.
  private func checkModes(
    _ enabled: [ProviderConfiguration], _ findings: inout CheckFindings
  ) throws {
    guard try enabled.contains(where: { try $0.mode == .live }) else { return }
    for provider in enabled {
      guard let mode = try provider.mode, !mode.isReal else { continue }
      findings.add(
        try provider.isBesideLive ? .warning : .fault, about: provider.name,
        remedy: remedy.vosfact("provider", "disable", provider.name),
        en:
          "enabled in \(mode.rawValue) mode beside live ones, it settles documents and nobody pays",
        fr: """
          activé en mode \(mode.rawValue) parmi des prestataires réels, il règle des documents sans que personne ne paie
          """)
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
      let (path, value) = (row.text("key"), row.text("value"))
      let forgetting = remedy.forgetting(setting: path)
      let parts = path.dropFirst(prefix.count).split(separator: ".", maxSplits: 1).map(String.init)
      guard parts.count == 2, let provider = try? providers.named(parts[0]) else {
        findings.add(
          .warning, about: path, remedy: forgetting,
          en: "this version knows no such provider; it has no effect",
          fr: "cette version ne connaît pas ce prestataire ; c’est sans effet")
        continue
      }
      guard !ProviderConfiguration.stateKeys.contains(parts[1]) else { continue }
      guard let key = try? provider.key(parts[1]), case .plain(let type) = key.content else {
        findings.add(
          .warning, about: path, remedy: forgetting,
          en: "\(provider.name) has no such key; it has no effect",
          fr: "\(provider.name) n’a pas cette clé ; elle est sans effet")
        continue
      }
      guard findings.isTaken(value, by: type, of: path, remedy: forgetting) else { continue }
      findings.add(
        .fault, if: key.name == ProviderService.formKey && value.isPlainHTTP, about: path,
        remedy: remedy.vosfact("provider", "set", provider.name, key.name, value.withTLS),
        en: "no customer is to be sent on without TLS",
        fr: "aucun client ne doit être envoyé ailleurs sans TLS")
      findings.add(
        .fault, if: key.name == "api-base" && value.isPlainHTTP, about: path,
        remedy: remedy.vosfact("provider", "set", provider.name, key.name, value.withTLS),
        en: "secrets are never sent without TLS: the provider cannot be asked",
        fr: "les secrets ne partent jamais sans TLS : le prestataire ne peut être interrogé")
    }
  }

  /// That the provider can be used in the mode in which it is enabled.
  private func checkUse(_ provider: ProviderConfiguration, _ findings: inout CheckFindings) throws {
    let name = provider.name
    let mode = try provider.mode?.rawValue ?? "–"
    func setting(_ key: String) -> String {
      let isPlain = (try? provider.key(key))?.isSecret == false
      return remedy.vosfact("provider", "set", name, key, isPlain ? "VALUE" : "-")
    }
    do {
      _ = try providers.provider(name)
      for warning in try Providers.type(named: name).warnings(of: provider) {
        findings.add(
          .warning, about: name,
          remedy: remedy.vosfact(warning.command(for: name)),
          en: warning.text.en, fr: warning.text.fr)
      }
    } catch ProviderError.notConfigured(_, let missing) {
      for key in missing {
        findings.add(
          .fault, about: name, remedy: setting(key),
          en: "it is enabled in \(mode) mode, but \(key) is not set",
          fr: "il est activé en mode \(mode), mais \(key) n’est pas défini")
      }
    } catch ProviderError.badValue(_, let key, let allowed) {
      findings.add(
        .fault, about: name, remedy: setting(key),
        en: "it is enabled in \(mode) mode, but its \(key) is not \(allowed.en)",
        fr: "il est activé en mode \(mode), mais sa clé \(key) n’est pas \(allowed.fr)")
    } catch ProviderError.sameSecret(_, let keys) {
      findings.add(
        .fault, about: name, remedy: setting(keys.last ?? ""),
        en: "its \(keys.joined(separator: " and ")) are the same, so that it is not used",
        fr: "ses clés \(keys.joined(separator: " et ")) sont identiques ; il n’est pas utilisé")
    } catch ProviderError.notEnabled {
      findings.add(
        .fault, about: name, remedy: remedy.vosfact("provider", "enable", name, "--mode", "live"),
        en: "it is enabled in no mode", fr: "il est activé sans mode")
    } catch is SecretError {
      // A finding about the secret.
      return
    }
  }

  /// That some provider takes the currency of new documents.
  private func checkCurrencies(
    _ enabled: [ProviderConfiguration], _ first: ProviderConfiguration,
    _ findings: inout CheckFindings
  ) throws {
    let currency = try settings.value(.defaultCurrency).code
    let limits = try enabled.map { try $0.value("currencies")?.split(separator: ",") }
    let wider = ((limits[0] ?? []) + [Substring(currency)]).joined(separator: ",")
    findings.add(
      .warning, if: limits.allSatisfy { $0?.contains(Substring(currency)) == false },
      about: first.name,
      remedy: remedy.vosfact("provider", "set", first.name, "currencies", wider),
      en: "no enabled provider takes \(currency), the currency of new documents",
      fr: "aucun prestataire activé n’accepte \(currency), la devise des nouveaux documents")
  }

  /// That some provider takes the largest amount that is payable online.
  private func checkAmounts(
    _ enabled: [ProviderConfiguration], _ findings: inout CheckFindings
  ) throws {
    let limits = try enabled.compactMap { try $0.value("max-amount").flatMap { ExactDecimal($0) } }
    guard limits.count == enabled.count,
      let largest = limits.max(by: { $0.billionths < $1.billionths })
    else { return }
    let maximum = try settings.value(.maximumAmount)
    findings.add(
      .warning, if: maximum.map { $0.billionths > largest.billionths } ?? true,
      about: Setting.maximumAmount, .set(largest.description),
      en: "documents above \(largest) get a link, but no enabled provider takes more",
      fr:
        "au-delà de \(largest), un document a un lien, mais aucun prestataire activé n’accepte plus"
    )
  }
}

extension ExactDecimal {
  /// The number in the smallest unit that any number has, so that two can be compared.
  fileprivate var billionths: Int128 {
    (scale..<Self.maximumScale).reduce(Int128(coefficient)) { number, _ in number * 10 }
  }
}
