import Localization

/// The check that documents say what French law has an invoice say, and that what makes them is there.
struct DocumentsCheck {
  let database: Database
  let environment: [String: String]
  let providers: Providers
  let remedy: Remedy

  private var settings: Settings { Settings(database: database) }
  private var documents: DocumentStore { DocumentStore(database: database) }

  func run() throws -> CheckFindings {
    var findings = CheckFindings(.documents, subject: database.path)
    try checkNumbers(&findings)
    try checkPrograms(&findings)
    try checkReality(&findings)
    if try settings.value(.companyCountry) == "FR", try hasClaims {
      try checkMentions(&findings)
      try checkBuyers(&findings)
    }
    return findings
  }

  /// That nothing is settled without money where some is taken.
  private func checkReality(_ findings: inout CheckFindings) throws {
    guard try !providers.live.isEmpty else { return }
    let unreal = try documents.unreal(first: 3)
    guard let first = unreal.numbers.first else { return }
    let payments = try documents.document(number: first).map {
      try PaymentStore(database: database).payments(for: $0.key)
    }
    let payment = payments?.first { $0.isUnreal && $0.status.isSettled }
    let numbers = unreal.numbers.joined(separator: ", ") + (unreal.count > 3 ? ", …" : "")
    findings.fault(
      Text(
        en: "settled in simulated or test mode, without money: \(unreal.count) (\(numbers.shown))",
        fr: "réglés en mode simulated ou test, sans argent : \(unreal.count) (\(numbers.shown))"),
      about: first, remedy: payment.map { remedy.vosfact("payment", "refund", $0.reference) })
  }

  // MARK: - Registers

  private func checkNumbers(_ findings: inout CheckFindings) throws {
    guard try settings.value(.companyCountry) == "FR" else { return }
    let number = try settings.value(.companySIREN)
    let siren = number.flatMap { SIREN($0) }
    if number != nil, siren == nil {
      findings.fault(
        Text(
          en: "it is no SIREN: nine digits, the last of which checks the others",
          fr: "ce n’est pas un SIREN : neuf chiffres, dont le dernier contrôle les autres"),
        about: Setting.companySIREN.key, remedy: setting(.companySIREN))
    }
    guard let vatID = try settings.value(.companyVATID) else { return }
    let owner = SIREN(vatID: vatID)
    if owner == nil {
      findings.fault(
        Text(
          en: "it is no French VAT number: FR, a key of two digits, and the SIREN",
          fr: "ce n’est pas un numéro de TVA français : FR, une clé de deux chiffres et le SIREN"),
        about: Setting.companyVATID.key, remedy: setting(.companyVATID))
    } else if let siren, owner != siren {
      findings.fault(
        Text(
          en: "it belongs to another business than company.siren",
          fr: "il est celui d’une autre entreprise que company.siren"),
        about: Setting.companyVATID.key, remedy: setting(.companyVATID))
    }
  }

  // MARK: - Programs

  private func checkPrograms(_ findings: inout CheckFindings) throws {
    if try settings.stored(.pdfEngine) != nil, let line = try settings.value(.pdfEngine),
      let program = ProgramLine(line)?.program, !isInstalled(program)
    {
      findings.fault(
        Text(
          en: "no PDF can be made: \(program.shown) is not installed",
          fr: "aucun PDF ne peut être fait : \(program.shown) n’est pas installé"),
        about: Setting.pdfEngine.key,
        remedy: remedy.vosfact("settings", "unset", Setting.pdfEngine.key))
    }
    for wish in [Setting.buttonQR, .transferCode]
    where try settings.isOn(wish) && !isInstalled("qrencode") {
      findings.warning(
        Text(
          en: "documents are without their code: qrencode is not installed",
          fr: "les documents sont sans leur code : qrencode n’est pas installé"),
        about: wish.key, remedy: "apt install qrencode")
    }
    if try settings.isOn(.transferCode), try settings.value(.companyIBAN) == nil {
      findings.warning(
        Text(
          en: "documents are without a code for transfers: no account is set",
          fr: "les documents sont sans code de virement : aucun compte n’est donné"),
        about: Setting.transferCode.key, remedy: setting(.companyIBAN))
    }
  }

  private func isInstalled(_ program: String) -> Bool {
    let process = Subprocess(
      program: program, searchPath: PDFEngine.searchPath(environment), timeLimit: .seconds(1),
      outputLimit: 0)
    return (try? process.locate()) != nil
  }

  // MARK: - Mentions

  private static let anyClaim: StaticString = """
    SELECT 1 FROM document
     WHERE kind IN ('invoice', 'deposit-invoice', 'final-invoice')
     LIMIT 1
    """

  private var hasClaims: Bool {
    get throws(StorageError) { try database.first(Self.anyClaim) { _ in true } ?? false }
  }

  private static let anyUntaxedLine: StaticString = """
    SELECT 1 FROM document_line
     WHERE net IS NOT NULL AND coalesce(tax, 0) = 0 AND net <> 0
     LIMIT 1
    """

  private func checkMentions(_ findings: inout CheckFindings) throws {
    var missing: [(Setting, Text)] = [
      (.companyName, Text(en: "the seller's name", fr: "le nom du vendeur")),
      (.companyStreet, Text(en: "the seller's street", fr: "la rue du vendeur")),
      (.companyPostCode, Text(en: "the seller's post code", fr: "le code postal du vendeur")),
      (.companyCity, Text(en: "the seller's city", fr: "la ville du vendeur")),
      (.companySIREN, Text(en: "the seller's SIREN", fr: "le SIREN du vendeur")),
      (
        .latePenalty,
        Text(en: "the rate of late payment penalties", fr: "le taux des pénalités de retard")
      ),
      (
        .earlyPaymentDiscount,
        Text(
          en: "the discount for early payment, or that there is none",
          fr: "l’escompte, ou son absence")
      ),
      (.operationKind, Text(en: "the kind of operation", fr: "la nature de l’opération")),
    ]
    if try settings.value(.vatExemption)?.lowercased() != "293-b" {
      missing.append(
        (.companyVATID, Text(en: "the seller's VAT number", fr: "le numéro de TVA du vendeur")))
    }
    if try database.first(Self.anyUntaxedLine, decode: { _ in true }) == true {
      missing.append(
        (
          .vatExemption,
          Text(en: "why lines bear no VAT", fr: "pourquoi des lignes sont sans TVA")
        ))
    }
    for (wanted, what) in missing where try settings.value(wanted) == nil {
      findings.warning(
        Text(
          en: "invoices do not say what French law asks for: \(what.en)",
          fr: "il manque aux factures une mention obligatoire : \(what.fr)"),
        about: wanted.key, remedy: setting(wanted))
    }
    if try settings.value(.recoveryIndemnity) == "never" {
      findings.warning(
        Text(
          en: "invoices to businesses do not tell of the 40 € recovery indemnity",
          fr: "les factures aux professionnels ne disent rien de l’indemnité de 40 €"),
        about: Setting.recoveryIndemnity.key,
        remedy: remedy.vosfact("settings", "unset", Setting.recoveryIndemnity.key))
    }
  }

  // MARK: - Buyers

  private static let claimsWithoutAddress: StaticString = """
    SELECT count(*), min(number)
      FROM document
     WHERE kind IN ('invoice', 'deposit-invoice', 'final-invoice') AND stage <> 'canceled'
       AND (buyer_street IS NULL OR buyer_city IS NULL)
    """

  private static let claimsWithoutNumber: StaticString = """
    SELECT count(*), min(number)
      FROM document
     WHERE kind IN ('invoice', 'deposit-invoice', 'final-invoice') AND stage <> 'canceled'
       AND coalesce(buyer_country, 'FR') = 'FR' AND buyer_tax_id IS NULL
    """

  /// What is known of buyers comes with each document and stays in it, so that only the next ones can be mended
  /// (General Tax Code, annex II, article 242 nonies A, I, 1° and 2°).
  private func checkBuyers(_ findings: inout CheckFindings) throws {
    try checkClaims(
      Self.claimsWithoutAddress, &findings,
      Text(en: "the buyer's address", fr: "l’adresse de l’acheteur"),
      remedy: remedy.vosfact(
        "invoice", "create", "--buyer", "…", "--street", "…", "--post-code", "…", "--city", "…"))
    // Who tells every customer of the indemnity that businesses owe sells to businesses.
    guard try settings.value(.recoveryIndemnity) == "always" else { return }
    try checkClaims(
      Self.claimsWithoutNumber, &findings,
      Text(en: "the buyer's SIREN", fr: "le SIREN de l’acheteur"),
      remedy: remedy.vosfact("invoice", "create", "--buyer", "…", "--tax-id", "…"))
  }

  private func checkClaims(
    _ statement: StaticString, _ findings: inout CheckFindings, _ what: Text, remedy: String
  ) throws {
    let found = try database.first(statement) { ($0.int64(0), $0.optionalText(1)) }
    guard let (count, first) = found, count > 0, let first else { return }
    findings.warning(
      Text(
        en: """
          invoices do not say what French law asks for: \(what.en) (\(count), as \(first.shown)); give it \
          with the next ones
          """,
        fr: """
          il manque à des factures une mention obligatoire : \(what.fr) (\(count), dont \(first.shown)) ; \
          donnez-la avec les prochaines
          """), about: "buyer", remedy: remedy)
  }

  private func setting(_ setting: Setting) -> String {
    remedy.vosfact("settings", "set", setting.key, "…")
  }
}
