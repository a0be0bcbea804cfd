import Localization

extension CheckedDatabase {
  /// That documents say what French law has an invoice say, and that what makes them is there.
  func checkDocuments(_ findings: inout CheckFindings) throws {
    let isFrench = try settings.value(.companyCountry) == "FR"
    if isFrench { try checkNumbers(&findings) }
    try checkPrograms(&findings)
    try checkReality(&findings)
    if try isFrench && database.first(Self.anyClaim, decode: { _ in true }) == true {
      try checkMentions(&findings)
      try checkBuyers(&findings)
    }
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
    findings.add(
      .fault, about: first,
      remedy: payment.map { remedy.vosfact("payment", "refund", $0.reference) },
      en: "settled in simulated or test mode, without money: \(unreal.count) (\(numbers.shown))",
      fr: "réglés en mode simulated ou test, sans argent : \(unreal.count) (\(numbers.shown))")
  }

  // MARK: - Registers

  private func checkNumbers(_ findings: inout CheckFindings) throws {
    let number = try settings.value(.companySIREN)
    let siren = number.flatMap { SIREN($0) }
    findings.add(
      .fault, if: number != nil && siren == nil, about: Setting.companySIREN, .set("…"),
      en: "it is no SIREN: nine digits, the last of which checks the others",
      fr: "ce n’est pas un SIREN : neuf chiffres, dont le dernier contrôle les autres")
    guard let vatID = try settings.value(.companyVATID) else { return }
    let owner = SIREN(vatID: vatID)
    findings.add(
      .fault, if: owner == nil, about: Setting.companyVATID, .set("…"),
      en: "it is no French VAT number: FR, a key of two digits, and the SIREN",
      fr: "ce n’est pas un numéro de TVA français : FR, une clé de deux chiffres et le SIREN")
    findings.add(
      .fault, if: owner != nil && siren != nil && owner != siren, about: Setting.companyVATID,
      .set("…"),
      en: "it belongs to another business than company.siren",
      fr: "il est celui d’une autre entreprise que company.siren")
  }

  // MARK: - Programs

  private func checkPrograms(_ findings: inout CheckFindings) throws {
    if let program = try settings.stored(Setting.pdfEngine).flatMap({ ProgramLine($0) })?.program {
      findings.add(
        .fault, if: !isInstalled(program), about: Setting.pdfEngine, .unset,
        en: "no PDF can be made: \(program.shown) is not installed",
        fr: "aucun PDF ne peut être fait : \(program.shown) n’est pas installé")
    }
    for wish in [Setting.buttonQR, .transferCode] {
      try findings.add(
        .warning, if: settings.value(wish) && !isInstalled("qrencode"), about: wish.key,
        remedy: "apt install qrencode",
        en: "documents are without their code: qrencode is not installed",
        fr: "les documents sont sans leur code : qrencode n’est pas installé")
    }
    try findings.add(
      .warning, if: settings.value(.transferCode) && settings.stored(Setting.companyIBAN) == nil,
      about: Setting.transferCode.key, remedy: remedy.changing(Setting.companyIBAN, .set("…")),
      en: "documents are without a code for transfers: no account is set",
      fr: "les documents sont sans code de virement : aucun compte n’est donné")
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

  private static let anyUntaxedLine: StaticString = """
    SELECT 1 FROM document_line
     WHERE net IS NOT NULL AND coalesce(tax, 0) = 0 AND net <> 0 AND exemption IS NULL
     LIMIT 1
    """

  private static let mentions: [(setting: any AnySetting, en: String, fr: String)] = [
    (Setting.companyName, "the seller's name", "le nom du vendeur"),
    (Setting.companyStreet, "the seller's street", "la rue du vendeur"),
    (Setting.companyPostCode, "the seller's post code", "le code postal du vendeur"),
    (Setting.companyCity, "the seller's city", "la ville du vendeur"),
    (Setting.companySIREN, "the seller's SIREN", "le SIREN du vendeur"),
    (Setting.latePenalty, "the rate of late payment penalties", "le taux des pénalités de retard"),
    (
      Setting.earlyPaymentDiscount, "the discount for early payment, or that there is none",
      "l’escompte, ou son absence"
    ), (Setting.operationKind, "the kind of operation", "la nature de l’opération"),
    (Setting.companyVATID, "the seller's VAT number", "le numéro de TVA du vendeur"),
    (Setting.vatExemption, "why lines bear no VAT", "pourquoi des lignes sont sans TVA"),
  ]

  private func checkMentions(_ findings: inout CheckFindings) throws {
    let isSmall = try settings.value(.vatExemption)?.description == "293-b"
    let isUntaxed = try database.first(Self.anyUntaxedLine, decode: { _ in true }) == true
    for (wanted, en, fr) in Self.mentions {
      // Who is exempt for being small needs no VAT number, and who charges VAT no exemption.
      if isSmall && wanted.key == Setting.companyVATID.key { continue }
      if !isUntaxed && wanted.key == Setting.vatExemption.key { continue }
      try findings.add(
        .warning, if: settings.stored(wanted) == nil, about: wanted, .set("…"),
        en: "invoices do not say what French law asks for: \(en)",
        fr: "il manque aux factures une mention obligatoire : \(fr)")
    }
    try findings.add(
      .warning, if: settings.value(.recoveryIndemnity) == .never, about: Setting.recoveryIndemnity,
      .unset, en: "invoices to businesses do not tell of the 40 € recovery indemnity",
      fr: "les factures aux professionnels ne disent rien de l’indemnité de 40 €")
  }

  // MARK: - Buyers

  private static let incompleteBuyers: StaticString = """
    SELECT count(*) FILTER (WHERE lacks_address) AS without_address,
           min(number) FILTER (WHERE lacks_address) AS first_without_address,
           count(*) FILTER (WHERE lacks_number) AS without_number,
           min(number) FILTER (WHERE lacks_number) AS first_without_number
      FROM (
        SELECT number, buyer_street IS NULL OR buyer_city IS NULL AS lacks_address,
               coalesce(buyer_country, 'FR') = 'FR' AND buyer_tax_id IS NULL AS lacks_number
          FROM document
         WHERE kind IN ('invoice', 'deposit-invoice', 'final-invoice') AND stage <> 'canceled')
    """

  /// What is known of buyers comes with each document and stays in it, so that only the next ones can be mended
  /// (General Tax Code, annex II, article 242 nonies A, I, 1° and 2°).
  private func checkBuyers(_ findings: inout CheckFindings) throws {
    let lacks = try database.first(Self.incompleteBuyers) { row in
      [
        (row.int64("without_address"), row.optionalText("first_without_address")),
        (row.int64("without_number"), row.optionalText("first_without_number")),
      ]
    }
    // Who tells every customer of the indemnity that businesses owe sells to businesses.
    let isToBusinesses = try settings.value(.recoveryIndemnity) == .always
    let wanted = [
      (
        Text(en: "the buyer's address", fr: "l’adresse de l’acheteur"),
        ["--street", "…", "--post-code", "…", "--city", "…"]
      ), (Text(en: "the buyer's SIREN", fr: "le SIREN de l’acheteur"), ["--tax-id", "…"]),
    ].prefix(isToBusinesses ? 2 : 1)
    for ((what, words), (count, first)) in zip(wanted, lacks ?? []) {
      guard let first = first?.shown else { continue }
      findings.add(
        .warning, about: "buyer",
        remedy: remedy.vosfact(["invoice", "create", "--buyer", "…"] + words),
        en: """
          invoices do not say what French law asks for: \(what.en) (\(count), as \(first)); give it \
          with the next ones
          """,
        fr: """
          il manque à des factures une mention obligatoire : \(what.fr) (\(count), dont \(first)) ; \
          donnez-la avec les prochaines
          """)
    }
  }
}
