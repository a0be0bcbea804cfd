import Localization

extension ProviderConfiguration {
  /// Where the provider `name` sends its callbacks, with the address `base` of our pages.
  static func callbackAddress(of name: String, under base: String) -> String {
    "\(base)/callback/\(name)"
  }

  /// Where the provider is to send its callbacks; `nil` without the setting `pay-link.base-url`.
  package var callbackAddress: String? {
    get throws(StorageError) {
      try Settings(database: database).value(.payLinkBase).map {
        Self.callbackAddress(of: name, under: $0)
      }
    }
  }

  /// Looks for what keeps the provider's callbacks from arriving: by its API as far as that tells, else by what came.
  ///
  /// It throws `ProviderError.unreachable`, `SecretError` or `StorageError`.
  package func examine() throws -> [ProviderFinding] {
    if let hindrance = try hindrance { return try [hindrance, address()] }
    let provider = try providers.provider(name)
    guard try mode != .simulated else {
      return [
        ProviderFinding(
          .credentials, .unknown, en: "it is simulated: there is nobody to ask",
          fr: "il est simulé : il n’y a personne à interroger")
      ]
    }
    switch try test() {
    case .refused(let why):
      return [ProviderFinding(.credentials, .fault, en: why.text.en, fr: why.text.fr)]
    case .cannotAsk(let missing):
      let keys = missing.joined(separator: ", ")
      return try [
        ProviderFinding(
          .credentials, .warning, en: "its API cannot be asked without \(keys)",
          fr: "son API ne peut être interrogée sans \(keys)"), address(), arrivals(),
      ]
    case .good, .notAsked: break
    }
    let credentials = ProviderFinding(
      .credentials, .good, en: "it takes the credentials", fr: "il accepte les identifiants")
    guard let callbackAddress = try callbackAddress else { return try [credentials, address()] }
    let registrar = provider.api((any CallbackRegistrar).self, providers.transport)
    let told = try registrar.map { try findings($0, callbackAddress) } ?? [try address()]
    return [credentials] + told + [try keys(provider)].compactMap(\.self) + [try arrivals()]
      + [try means()].compactMap(\.self)
  }

  /// What keeps the provider from being used at all.
  private var hindrance: ProviderFinding? {
    get throws {
      let missing = try missingKeys.joined(separator: ", ")
      if !missing.isEmpty {
        return ProviderFinding(
          .credentials, .fault, en: "these keys are not set: \(missing)",
          fr: "ces clés ne sont pas définies : \(missing)")
      }
      guard try mode == nil else { return nil }
      return ProviderFinding(
        .credentials, .fault,
        en: "it is not enabled; run: vosfact provider enable \(name) --mode live",
        fr: "il n’est pas activé ; lancez : vosfact provider enable \(name) --mode live")
    }
  }

  /// Where callbacks must go, where nothing tells whether they do.
  private func address() throws(StorageError) -> ProviderFinding {
    guard let address = try callbackAddress else {
      return ProviderFinding(
        .address, .fault, en: "nobody can know where callbacks go: set pay-link.base-url",
        fr: "nul ne peut savoir où vont les rappels : définissez pay-link.base-url")
    }
    return ProviderFinding(
      .address, .unknown,
      en: "nothing tells here where callbacks go; it must be: \(address)",
      fr: "rien ne dit ici où vont les rappels ; ce doit être : \(address)")
  }

  /// What the API tells of the registration of `address`.
  private func findings(
    _ registrar: any CallbackRegistrar, _ address: String
  ) throws -> [ProviderFinding] {
    do {
      return try findings(registrar, address, registrar.registrations())
    } catch let error as ProviderError {
      guard error.isAnswer else { throw error }
      // A restricted key may not ask this, and is as good for payments.
      return [
        ProviderFinding(
          .address, .unknown, en: "it does not tell where callbacks go: \(error.text.en)",
          fr: "il ne dit pas où vont les rappels : \(error.text.fr)")
      ]
    }
  }

  private func findings(
    _ registrar: any CallbackRegistrar, _ address: String, _ all: [CallbackRegistration]
  ) throws -> [ProviderFinding] {
    guard let found = all.first(where: { $0.address == address }) else {
      let others = all.map(\.address.shown).joined(separator: ", ")
      return [
        ProviderFinding(
          .address, .fault,
          en:
            "\(address) is not registered\(others.isEmpty ? "" : " (but \(others))"); give --register",
          fr:
            "\(address) n’est pas enregistrée\(others.isEmpty ? "" : " (mais \(others))") ; donnez --register"
        )
      ]
    }
    var findings = [
      found.isEnabled
        ? ProviderFinding(
          .address, .good, en: "callbacks go to \(address)", fr: "les rappels vont à \(address)")
        : ProviderFinding(
          .address, .fault, en: "\(address) is registered and switched off; give --register",
          fr: "\(address) est enregistrée et désactivée ; donnez --register")
    ]
    if let (key, value) = found.key, try self.value(key) != value {
      findings.append(
        ProviderFinding(
          .address, .fault, en: "\(key) is another than that address has; give --register",
          fr: "\(key) n’est pas celui de cette adresse ; donnez --register"))
    }
    let missing = found.missing(registrar.wantedKinds).joined(separator: ", ")
    findings.append(
      missing.isEmpty
        ? ProviderFinding(
          .kinds, .good, en: "every kind that is read here is sent",
          fr: "tous les genres lus ici sont envoyés")
        : ProviderFinding(
          .kinds, .fault, en: "these kinds are not sent: \(missing); give --register",
          fr: "ces genres ne sont pas envoyés : \(missing) ; donnez --register"))
    if let wanted = registrar.wantedVersion, let version = found.version, version != wanted {
      findings.append(
        ProviderFinding(
          .version, .warning,
          en: "they are written in version \(version.shown); this program was made for \(wanted)",
          fr: "ils sont écrits en version \(version.shown) ; ce programme est fait pour \(wanted)"))
    }
    if let failure = try registrar.lastFailedDelivery() {
      findings.append(
        ProviderFinding(
          .delivery, .warning, en: "an event of \(failure) could not be delivered",
          fr: "un événement du \(failure) n’a pu être remis"))
    }
    return findings
  }

  /// Whether callbacks are signed with what is set here, where the API tells.
  private func keys(_ provider: any Provider) throws -> ProviderFinding? {
    let tester = provider.api((any CallbackTester).self, providers.transport)
    guard let areTaken = try tester?.takesCallbackKeys() else { return nil }
    return areTaken
      ? ProviderFinding(
        .secret, .good, en: "callbacks are signed with the keys that are set here",
        fr: "les rappels sont signés avec les clés définies ici")
      : ProviderFinding(
        .secret, .fault, en: "the keys of callbacks that are set here are not those of the account",
        fr: "les clés de rappel définies ici ne sont pas celles du compte")
  }

  /// Has the provider send a callback that is about nothing to our address.
  ///
  /// It throws `Fault` without an address or if the API cannot, `ProviderError.unreachable` or `.rejected`, `SecretError`
  /// or `StorageError`.
  package func sendTestCallback() throws {
    let provider = try providers.provider(name)
    guard let tester = provider.api((any CallbackTester).self, providers.transport) else {
      throw Fault(
        .refused,
        en: "nothing was sent; \(name) sends no callback to try; make a payment in test mode",
        fr: "rien n’a été envoyé ; \(name) n’envoie pas de rappel d’essai ; payez en mode test")
    }
    try tester.sendTestCallback(to: neededCallbackAddress())
  }

  private func neededCallbackAddress() throws -> String {
    guard let address = try callbackAddress else {
      throw Fault(
        .misconfigured,
        en: "it is not known where callbacks go; nothing was asked; set pay-link.base-url",
        fr: "on ne sait où vont les rappels ; rien n’a été demandé ; définissez pay-link.base-url")
    }
    return address
  }

  /// By what customers can pay, which is kept.
  private func means() throws -> ProviderFinding? {
    let taken: TakenMeans?
    do {
      taken = try learnMeans()
    } catch let error as ProviderError {
      // A key that may not ask this is as good for payments.
      guard error.isAnswer else { throw error }
      taken = nil
    }
    guard let taken else { return nil }
    func list(_ language: Language) -> String {
      taken.means.map { $0.name[language] }.joined(separator: ", ")
    }
    return ProviderFinding(
      .means, taken.means.isEmpty ? .fault : .good, en: "it takes: \(list(.english))",
      fr: "il accepte : \(list(.french))")
  }

  /// What arrived here, by which the secret is judged, as no API tells it.
  private func arrivals() throws(StorageError) -> ProviderFinding {
    let activity = try activity
    if let refused = activity.lastRefusedAt, let reason = activity.lastRefusal,
      ["forged", "not-signed", "untrusted"].contains(reason),
      activity.lastCallbackAt.map({ $0 < refused }) ?? true
    {
      return ProviderFinding(
        .secret, .fault,
        en:
          "the last callback, of \(refused), was refused as \(reason): set the secret of that address anew",
        fr:
          "le dernier rappel, du \(refused), a été refusé (\(reason)) : définissez à nouveau le secret de cette adresse"
      )
    }
    guard let last = activity.lastCallbackAt else {
      return ProviderFinding(
        .secret, .unknown, en: "no authentic callback ever came",
        fr: "aucun rappel authentique n’est encore arrivé")
    }
    return ProviderFinding(
      .secret, .good, en: "the last callback, of \(last), was authentic",
      fr: "le dernier rappel, du \(last), était authentique")
  }

  /// Has the provider send its callbacks to our address, and keeps what it gives for that. What is right already stays.
  ///
  /// It throws `Fault` without an address or if the API cannot, `ProviderError.notEnabled`, `.notConfigured`,
  /// `.unreachable` or `.rejected`, `SecretError` or `StorageError`.
  package func registerCallbacks() throws {
    let provider = try providers.provider(name)
    let address = try neededCallbackAddress()
    guard let registrar = provider.api((any CallbackRegistrar).self, providers.transport) else {
      throw Fault(
        .refused,
        en: """
          nothing was registered; \(name) takes no registration by its API; enter \(address) there as 'vosfact help \
          provider' says
          """,
        fr: """
          rien n’a été enregistré ; \(name) ne prend pas d’enregistrement par son API ; saisissez-y \(address) comme \
          le dit « vosfact help provider »
          """)
    }
    let found = try registrar.registrations().first { $0.address == address }
    for value in try registrar.register(address, mending: found) {
      switch value {
      case .plain(let key, let text):
        if try self.value(key) != text { try set(self.key(key), to: text) }
      case .secret(let key, let secret): try keep(secret, as: self.key(key))
      }
    }
  }
}
