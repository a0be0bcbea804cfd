import Localization

/// The check that settings hold what they may, and do not contradict each other.
struct SettingsCheck {
  let database: Database
  let clock: WallClock
  let providers: Providers
  let redirect: ReturnRedirect
  let notices: NoticesCheck
  let remedy: Remedy

  private var settings: Settings { Settings(database: database) }

  func run() throws -> CheckFindings {
    var findings = CheckFindings(.settings, subject: database.path)
    try checkValues(&findings)
    try checkOnlinePayments(&findings)
    try checkAddresses(&findings)
    try checkDurations(&findings)
    try checkNumbering(&findings)
    try checkLimits(&findings)
    try RedirectCheck(redirect: redirect, remedy: remedy)
      .run(settings.value(.redirectAddress), about: Setting.redirectAddress.key, &findings)
    try notices.run(&findings)
    return findings
  }

  // MARK: - One by one

  private static let all: StaticString = "SELECT key, value FROM setting ORDER BY key"

  private func checkValues(_ findings: inout CheckFindings) throws {
    var rows = try database.query(Self.all)
    while let row = try rows.next() {
      let (key, value) = (row.text(0), row.text(1))
      guard !key.hasPrefix(ProviderConfiguration.settingPrefix) else { continue }
      guard let setting = try? Setting.named(key) else {
        findings.warning(
          Text(
            en: "this version knows no such setting; it has no effect",
            fr: "cette version ne connaît pas ce réglage ; il est sans effet"),
          about: key, remedy: remedy.forgetting(setting: key))
        continue
      }
      if setting.type.normalized(value) == nil {
        findings.fault(
          Text(
            en: "it does not take its value; allowed: \(setting.type.allowed.en)",
            fr: "sa valeur n’est pas admise ; est admis : \(setting.type.allowed.fr)"),
          about: key, remedy: remedy.vosfact("settings", "unset", key))
      } else if let reason = setting.type.fault(of: value) {
        findings.fault(reason, about: key, remedy: remedy.vosfact("settings", "unset", key))
      }
    }
  }

  // MARK: - Together

  private func checkOnlinePayments(_ findings: inout CheckFindings) throws {
    let enabled = Setting.onlinePaymentsEnabled
    let enabledProviders = try providers.all.filter { try $0.isEnabled }
    guard try settings.isOn(enabled) else {
      // Who set it to false wants it so.
      if !enabledProviders.isEmpty, try settings.stored(enabled) == nil {
        findings.warning(
          Text(
            en: "a provider is enabled, but nothing can be paid online",
            fr: "un prestataire est activé, mais rien ne peut être payé en ligne"),
          about: enabled.key, remedy: remedy.vosfact("settings", "set", enabled.key, "true"))
      }
      return
    }
    if enabledProviders.isEmpty, let provider = try providerToEnable {
      findings.fault(
        Text(
          en: "documents can be paid online, but no provider is enabled",
          fr: "les documents sont payables en ligne, mais aucun prestataire n’est activé"),
        about: enabled.key,
        remedy: remedy.vosfact(
          "provider", "enable", provider.name, "--mode", try provider.mode?.rawValue ?? "live"))
    }
    if try settings.value(.payLinkBase) == nil {
      findings.fault(
        Text(
          en: "documents can be paid online, but links have no address to begin with",
          fr: "les documents sont payables en ligne, mais les liens n’ont pas d’adresse"),
        about: Setting.payLinkBase.key,
        remedy: remedy.vosfact("settings", "set", Setting.payLinkBase.key, "https://…"))
    }
    if try settings.value(.companyName) == nil {
      findings.warning(
        Text(
          en: "customers pay without reading to whom",
          fr: "les clients paient sans lire à qui"),
        about: Setting.companyName.key,
        remedy: remedy.vosfact("settings", "set", Setting.companyName.key, "…"))
    }
    try checkKinds(&findings)
  }

  /// The provider that is nearest to being used.
  private var providerToEnable: ProviderConfiguration? {
    get throws {
      let all = providers.all
      return try all.first { try $0.mode != nil } ?? all.first
    }
  }

  private func checkKinds(_ findings: inout CheckFindings) throws {
    let key = Setting.payableKinds.key
    let kinds = try settings.value(.payableKinds)?.split(separator: ",").map(String.init) ?? []
    guard kinds.contains(DocumentKind.creditNote.rawValue) else { return }
    let others = kinds.filter { $0 != DocumentKind.creditNote.rawValue }.joined(separator: ",")
    findings.warning(
      Text(
        en: "a credit note is owed to the customer, who is asked to pay it",
        fr: "un avoir est dû au client, à qui l’on demande de le payer"),
      about: key,
      remedy: others.isEmpty
        ? remedy.vosfact("settings", "unset", key)
        : remedy.vosfact("settings", "set", key, others))
  }

  /// Limits that visitors have reached now: an attack, or a good day.
  private func checkLimits(_ findings: inout CheckFindings) throws {
    for (setting, count) in try VisitorCounts(database: database, clock: clock).reached() {
      let limit = try settings.count(setting)
      findings.warning(
        Text(
          en: "reached within the last hour, times: \(count); more is turned away until it is over",
          fr: "atteint dans l’heure écoulée, fois : \(count) ; le reste est refusé d’ici là"),
        about: setting.key,
        remedy: remedy.vosfact("settings", "set", setting.key, String(min(limit * 2, 1_000_000))))
    }
    // A limit of one that the whole site never reaches is no limit.
    for (part, whole) in [
      (Setting.attemptsPerDocument, Setting.attemptsPerSite),
      (.attemptsPerProduct, .attemptsPerSite), (.cardTriesPerDocument, .cardTriesPerSite),
      (.cardTriesPerProduct, .cardTriesPerSite), (.mailsPerAddress, .mailsPerSite),
    ] {
      let (limit, most) = (try settings.count(part), try settings.count(whole))
      guard limit > most else { continue }
      findings.warning(
        Text(
          en: "it is never reached: \(whole.key) is \(most); one link can use up what all have",
          fr:
            "jamais atteint : \(whole.key) vaut \(most) ; un seul lien peut prendre la part de tous"
        ),
        about: part.key, remedy: remedy.vosfact("settings", "set", part.key, String(most)))
    }
  }

  private func checkAddresses(_ findings: inout CheckFindings) throws {
    let isLive = try providers.all.contains { try $0.isEnabled && $0.mode == .live }
    if let address = try settings.value(.payLinkBase) {
      let key = Setting.payLinkBase.key
      if address.isPlainHTTP {
        let explanation = Text(
          en: "pay pages without TLS can be read and altered on their way to the customer",
          fr: "des pages de paiement sans TLS peuvent être lues et altérées en chemin")
        let command = remedy.vosfact("settings", "set", key, address.withTLS)
        if isLive {
          findings.fault(explanation, about: key, remedy: command)
        } else {
          findings.warning(explanation, about: key, remedy: command)
        }
      } else if isLive, address.isOfThisMachine {
        findings.fault(
          Text(
            en: "customers cannot reach an address of this machine itself",
            fr: "les clients ne peuvent atteindre une adresse propre à cette machine"),
          about: key, remedy: remedy.vosfact("settings", "set", key, "https://…"))
      }
    }
  }

  private func checkDurations(_ findings: inout CheckFindings) throws {
    guard let after = try duration(.reconcileAfter), let giveUp = try duration(.giveUp),
      let lifetime = try duration(.payLinkLifetime)
    else { return }
    if after >= giveUp {
      let isGiveUpShort = Seconds(Setting.reconcileAfter.defaultValue ?? "").map { $0 >= giveUp }
      let mended = isGiveUpShort == true ? Setting.giveUp : .reconcileAfter
      findings.warning(
        Text(
          en: "an attempt is given up after \(giveUp), before its provider is asked after \(after)",
          fr:
            "une tentative est abandonnée après \(giveUp), avant l’interrogation du prestataire après \(after)"
        ),
        about: Setting.reconcileAfter.key, remedy: remedy.vosfact("settings", "unset", mended.key))
    }
    if lifetime < giveUp {
      let isDefaultLong = Seconds(Setting.payLinkLifetime.defaultValue ?? "").map { $0 >= giveUp }
      let mended = isDefaultLong == true ? Setting.payLinkLifetime : .giveUp
      findings.warning(
        Text(
          en: "a link ends after \(lifetime), while an attempt made by it stays open for \(giveUp)",
          fr: "un lien expire après \(lifetime), alors que sa tentative reste ouverte \(giveUp)"),
        about: Setting.payLinkLifetime.key, remedy: remedy.vosfact("settings", "unset", mended.key))
    }
  }

  /// The length that `setting` holds; `nil` if it holds none, which is a finding of its own.
  private func duration(_ setting: Setting) throws -> Seconds? {
    try settings.value(setting).flatMap { Seconds($0) }
  }

  private func checkNumbering(_ findings: inout CheckFindings) throws {
    var kinds: [String: DocumentKind] = [:]
    for kind in DocumentKind.allCases {
      let setting = Setting.numberPattern(kind)
      guard let pattern = try settings.value(setting) else { continue }
      guard let other = kinds[pattern] else {
        kinds[pattern] = kind
        continue
      }
      let isStored = try settings.stored(setting) != nil
      let key = isStored ? setting.key : Setting.numberPattern(other).key
      findings.warning(
        Text(
          en: "numbered like '\(other.rawValue)': neither kind has numbers without gaps",
          fr: "numéroté comme « \(other.rawValue) » : aucun des deux n’a de numéros sans trou"),
        about: key, remedy: remedy.vosfact("settings", "unset", key))
    }
  }
}

extension String {
  /// Whether the address is `http` and leads to another machine.
  var isPlainHTTP: Bool { lowercased().hasPrefix("http:") && !isOfThisMachine }

  /// Whether the address is one of this very machine.
  var isOfThisMachine: Bool { (try? HTTPRequest(.get, self))?.isLoopback == true }

  /// The `http` address with TLS.
  var withTLS: String { "https" + dropFirst("http".count) }
}
