import Localization

extension CheckedDatabase {
  /// That settings hold what they may, and do not contradict each other.
  func checkSettings(_ findings: inout CheckFindings) throws {
    try checkValues(&findings)
    try checkOnlinePayments(&findings)
    try checkLinkAddress(&findings)
    try checkDurations(&findings)
    try checkNumbering(&findings)
    try checkLimits(&findings)
    try checkRedirect(
      to: settings.value(.redirectAddress), about: Setting.redirectAddress.key, &findings)
    try checkMail(&findings)
    try checkTemplates(&findings)
    for webhook in try webhooks.all() { try check(webhook, &findings) }
  }

  // MARK: - One by one

  private static let all: StaticString = "SELECT key, value FROM setting ORDER BY key"

  private func checkValues(_ findings: inout CheckFindings) throws {
    var rows = try database.query(Self.all)
    while let row = try rows.next() {
      let (key, value) = (row.text("key"), row.text("value"))
      guard !key.hasPrefix(ProviderConfiguration.settingPrefix) else { continue }
      guard let setting = try? Settings.named(key) else {
        findings.add(
          .warning, about: key, remedy: remedy.forgetting(setting: key),
          en: "this version knows no such setting; it has no effect",
          fr: "cette version ne connaît pas ce réglage ; il est sans effet")
        continue
      }
      let unsetting = remedy.changing(setting, .unset)
      if findings.isTaken(value, by: setting.type, of: key, remedy: unsetting),
        let reason = setting.type.fault(of: value)
      {
        findings.add(.fault, about: key, remedy: unsetting, en: reason.en, fr: reason.fr)
      }
    }
  }

  // MARK: - Together

  private func checkOnlinePayments(_ findings: inout CheckFindings) throws {
    let hasProvider = try providers.all.contains { try $0.isEnabled }
    guard try settings.value(.onlinePaymentsEnabled) else {
      // Who set it to false wants it so.
      return try findings.add(
        .warning, if: hasProvider && settings.stored(Setting.onlinePaymentsEnabled) == nil,
        about: Setting.onlinePaymentsEnabled, .set("true"),
        en: "a provider is enabled, but nothing can be paid online",
        fr: "un prestataire est activé, mais rien ne peut être payé en ligne")
    }
    // The one that is nearest to being used.
    if !hasProvider,
      let provider = try providers.all.first(where: { try $0.mode != nil }) ?? providers.all.first
    {
      findings.add(
        .fault, about: Setting.onlinePaymentsEnabled.key,
        remedy: remedy.vosfact(
          "provider", "enable", provider.name, "--mode", try provider.mode?.rawValue ?? "live"),
        en: "documents can be paid online, but no provider is enabled",
        fr: "les documents sont payables en ligne, mais aucun prestataire n’est activé")
    }
    try findings.add(
      .fault, if: settings.value(.payLinkBase) == nil, about: Setting.payLinkBase,
      .set("https://…"),
      en: "documents can be paid online, but links have no address to begin with",
      fr: "les documents sont payables en ligne, mais les liens n’ont pas d’adresse")
    try findings.add(
      .warning, if: settings.value(.companyName) == nil, about: Setting.companyName, .set("…"),
      en: "customers pay without reading to whom", fr: "les clients paient sans lire à qui")
    let kinds = try settings.value(.payableKinds)
    let others = kinds.filter { $0 != .creditNote }.map(\.rawValue)
    findings.add(
      .warning, if: others.count < kinds.count, about: Setting.payableKinds,
      others.isEmpty ? .unset : .set(others.joined(separator: ",")),
      en: "a credit note is owed to the customer, who is asked to pay it",
      fr: "un avoir est dû au client, à qui l’on demande de le payer")
  }

  /// That no limit is reached now, by an attack or on a good day, and none without effect.
  private func checkLimits(_ findings: inout CheckFindings) throws {
    for (setting, count) in try VisitorCounts(database: database, clock: clock).reached() {
      let limit = try settings.value(setting)
      findings.add(
        .warning, about: setting, .set(String(min(limit * 2, 1_000_000))),
        en: "reached within the last hour, times: \(count); more is turned away until it is over",
        fr: "atteint dans l’heure écoulée, fois : \(count) ; le reste est refusé d’ici là")
    }
    // A limit of one that the whole site never reaches is no limit.
    for (part, whole) in [
      (Setting.attemptsPerDocument, Setting.attemptsPerSite),
      (.attemptsPerProduct, .attemptsPerSite), (.cardTriesPerDocument, .cardTriesPerSite),
      (.cardTriesPerProduct, .cardTriesPerSite), (.mailsPerAddress, .mailsPerSite),
    ] {
      let most = try settings.value(whole)
      try findings.add(
        .warning, if: settings.value(part) > most, about: part, .set(String(most)),
        en: "it is never reached: \(whole.key) is \(most); one link can use up what all have",
        fr: "jamais atteint : \(whole.key) vaut \(most) ; un seul lien peut prendre la part de tous"
      )
    }
  }

  private func checkLinkAddress(_ findings: inout CheckFindings) throws {
    guard let address = try settings.value(.payLinkBase) else { return }
    let isLive = try providers.all.contains { try $0.isEnabled && $0.mode == .live }
    findings.add(
      isLive ? .fault : .warning, if: address.isPlainHTTP, about: Setting.payLinkBase,
      .set(address.withTLS),
      en: "pay pages without TLS can be read and altered on their way to the customer",
      fr: "des pages de paiement sans TLS peuvent être lues et altérées en chemin")
    findings.add(
      .fault, if: isLive && address.isOfThisMachine, about: Setting.payLinkBase, .set("https://…"),
      en: "customers cannot reach an address of this machine itself",
      fr: "les clients ne peuvent atteindre une adresse propre à cette machine")
  }

  private func checkDurations(_ findings: inout CheckFindings) throws {
    let after = try settings.value(.reconcileAfter)
    let giveUp = try settings.value(.giveUp)
    let lifetime = try settings.value(.payLinkLifetime)
    func isDefaultLong(_ setting: Setting<Seconds>) -> Bool { setting.value(nil) >= giveUp }
    findings.add(
      .warning, if: after >= giveUp, about: Setting.reconcileAfter.key,
      remedy: remedy.changing(
        isDefaultLong(.reconcileAfter) ? Setting.giveUp : .reconcileAfter, .unset),
      en: "an attempt is given up after \(giveUp), before its provider is asked after \(after)",
      fr:
        "une tentative est abandonnée après \(giveUp), avant l’interrogation du prestataire après \(after)"
    )
    findings.add(
      .warning, if: lifetime < giveUp, about: Setting.payLinkLifetime.key,
      remedy: remedy.changing(
        isDefaultLong(.payLinkLifetime) ? Setting.payLinkLifetime : .giveUp, .unset),
      en: "a link ends after \(lifetime), while an attempt made by it stays open for \(giveUp)",
      fr: "un lien expire après \(lifetime), alors que sa tentative reste ouverte \(giveUp)")
  }

  private func checkNumbering(_ findings: inout CheckFindings) throws {
    var kinds: [String: DocumentKind] = [:]
    for kind in DocumentKind.allCases {
      let setting = Setting.numberPattern(kind)
      let stored = try settings.stored(setting)
      guard let pattern = stored ?? setting.defaultValue else { continue }
      guard let other = kinds[pattern] else {
        kinds[pattern] = kind
        continue
      }
      findings.add(
        .warning, about: stored != nil ? setting : .numberPattern(other), .unset,
        en: "numbered like '\(other.rawValue)': neither kind has numbers without gaps",
        fr: "numéroté comme « \(other.rawValue) » : aucun des deux n’a de numéros sans trou")
    }
  }
}

extension CheckFindings {
  /// Whether `type` takes what is stored under `key`; a value that it does not is a finding.
  mutating func isTaken(
    _ value: String, by type: any AnySettingType, of key: String, remedy: String
  ) -> Bool {
    let isTaken = type.normalized(value) != nil
    add(
      .fault, if: !isTaken, about: key, remedy: remedy,
      en: "it does not take its value; allowed: \(type.allowed.en)",
      fr: "sa valeur n’est pas admise ; est admis : \(type.allowed.fr)")
    return isTaken
  }
}

extension String {
  /// The `http` address with TLS.
  var withTLS: String { "https" + dropFirst("http".count) }
}
