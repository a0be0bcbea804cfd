import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceCreate = Subcommand(
    "create",
    en: """
      Issue a document

      The number is given at issue, without gaps. VAT is computed per rate and rounded half-up to
      the currency's minor unit.

      A line is NAME;QUANTITY;UNIT PRICE;VAT RATE, and may go on with ;unit=h ;discount=10
      ;supplied-on=2026-11-05 ;exemption=261. A name that holds semicolons stands between double
      quotes. A file of lines has a row each, with the columns of 'invoice import': name, quantity,
      price_net and tax; quantity_unit, discount_percent, supplied_on and exemption.
      """,
    fr: """
      Émettre un document

      Le numéro est donné à l’émission, sans trou. La TVA est calculée par taux et arrondie au plus
      proche dans l’unité mineure de la devise.

      Une ligne est NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE TVA, et peut continuer par ;unité=h
      ;remise=10 ;fourni-le=2026-11-05 ;exonération=261. Un nom à points-virgules se met entre
      guillemets droits. Un fichier de lignes a une rangée pour chacune, aux colonnes de
      « invoice import » : name, quantity, price_net et tax ; quantity_unit, discount_percent,
      supplied_on et exemption.
      """,
    examples: .one(
      "vosfact invoice create --buyer 'Atelier Lefèvre' --email a@example.org --line 'Conseil;2;95.00;20'",
      en: "Two hours of advice, at 20 % VAT", fr: "Deux heures de conseil, à 20 % de TVA"),
    options: [
      .value(
        "line", Text(en: "LINE", fr: "LIGNE"), en: "A line: 'NAME;QUANTITY;UNIT PRICE;VAT RATE'",
        fr: "Une ligne : 'NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE TVA'", isRepeatable: true),
      .value(
        "from", .file, en: "Take lines from a file of CSV; - is standard input",
        fr: "Prendre des lignes d’un fichier CSV ; - est l’entrée standard", completion: .file),
      .value("buyer", .name, en: "Name of the buyer", fr: "Nom de l’acheteur", isRequired: true),
      .value(
        "email", .address, en: "E-mail of the buyer, or several separated by commas",
        fr: "Adresse électronique de l’acheteur, ou plusieurs séparées par des virgules"),
      .value(
        "street", Text(en: "STREET", fr: "RUE"), en: "Street of the buyer",
        fr: "Rue de l’acheteur"),
      .value("post-code", .code, en: "Post code of the buyer", fr: "Code postal de l’acheteur"),
      .value(
        "city", Text(en: "CITY", fr: "VILLE"), en: "City of the buyer", fr: "Ville de l’acheteur"),
      .value(
        "country", .code, en: "Country of the buyer, two letters",
        fr: "Pays de l’acheteur, deux lettres"),
      .value(
        "tax-id", Text(en: "NUMBER", fr: "NUMÉRO"), en: "VAT number of the buyer",
        fr: "Numéro de TVA de l’acheteur"),
      .value(
        "kind", .kind, en: "What the document is", fr: "Nature du document",
        choices: DocumentKind.allCases.map(\.rawValue), default: DocumentKind.invoice.rawValue),
      .value(
        "issued-on", .date, en: "Date of issue; today by default",
        fr: "Date d’émission ; aujourd’hui par défaut"),
      .value(
        "due-on", .date, en: "Due date; by the payment term by default",
        fr: "Échéance ; selon le délai de paiement par défaut"),
      .value("currency", .code, en: "Currency, as EUR", fr: "Devise, comme EUR"),
      .value(
        "document-language", .language, en: "Language of the document", fr: "Langue du document",
        choices: ["fr", "en"]),
      .value(
        "order-reference", Text(en: "REFERENCE", fr: "RÉFÉRENCE"),
        en: "Order number of your own shop", fr: "Numéro de commande de votre boutique"),
      .value(
        "corrects", Text(en: "NUMBER", fr: "NUMÉRO"),
        en: "Of a credit note, the invoice that it corrects, on whose account it stands",
        fr: "D’un avoir, la facture qu’il corrige, sur le compte de laquelle il figure",
        completion: .query(.documents)),
      .value(
        "deposits", Text(en: "NUMBER", fr: "NUMÉRO"),
        en: "A deposit invoice that the final invoice deducts, by rate of VAT",
        fr: "Une facture d’acompte que la facture de solde déduit, par taux de TVA",
        isRepeatable: true, completion: .query(.documents)),
      .flag(
        "no-button", en: "Put no pay button on the document",
        fr: "Ne pas mettre de bouton de paiement"),
      .key, .dryRun,
    ], exits: [.badData, .cannotCreate, .temporary, .permission, .configuration]
  ) { arguments, environment in
    var draft = DocumentDraft(
      kind: arguments.choice("kind"), buyer: try buyer(arguments),
      lines: try arguments.values("line").map { try LineDraft($0) })
    draft.issuedOn = try arguments.date("issued-on")
    if !arguments.values("deposits").isEmpty, !arguments.isGiven("kind") {
      draft.kind = .finalInvoice
    }
    draft.dueOn = try arguments.date("due-on")
    draft.currency = try arguments.parsed("currency", SettingType.currency.allowed) {
      Currency(code: $0)
    }
    draft.language = arguments.value("document-language")
    draft.orderReference = try arguments.parsed(
      "order-reference", SettingType.text(maximumLength: 100).allowed,
      SettingType.text(maximumLength: 100).normalized)
    draft.hidesButton = arguments.flag("no-button")

    let path = arguments.value("from")
    let file = try path.map { try Fault.reading($0, File.input($0)) }
    let key = try arguments.idempotencyKey()
    let kit = try environment.openKit(arguments, .creating)
    if let path, let file {
      let currency = try draft.currency ?? kit.settings.value(.defaultCurrency)
      draft.lines = try lines(of: file, at: path, in: currency, environment) + draft.lines
    }
    try environment.change(kit, arguments) {
      let document = try kit.idempotencyKeys.once(
        key, again: { try kit.documents.named($0.names[0]) }, names: { [$0.number] },
        make: {
          draft.deposits = try arguments.values("deposits").map { try kit.documents.named($0) }
          draft.corrects = try arguments.value("corrects").map { try kit.documents.named($0) }
          return try kit.payments.issue(draft)
        })
      try environment.show(document, of: kit)
    }
    return .done
  }
}

/// The lines in the open file at `path`; tells of all that is wrong with it.
private func lines(
  of file: File, at path: String, in currency: Currency, _ environment: Environment
) throws -> [LineDraft] {
  do {
    let (lines, notices) = try LineRecords.lines(from: file.descriptor, in: currency)
    guard let last = notices.last else { return lines }
    for notice in notices.dropLast() {
      try environment.complain(
        Diagnostic(notice.reason, code: .badData, at: notice.place(in: path)))
    }
    throw PlacedFault(Fault(.badValue, last.reason), at: last.place(in: path))
  } catch let error as FormatError {
    throw PlacedFault(error, at: .init(file: path))
  }
}

private func buyer(_ arguments: Arguments) throws -> Buyer {
  func field(_ name: String, _ type: SettingType<String>) throws -> String? {
    try arguments.parsed(name, type.allowed, type.normalized)
  }
  return Buyer(
    name: try field("buyer", .text(maximumLength: 500)) ?? "",
    email: try arguments.emailAddresses("email"),
    street: try field("street", .text(maximumLength: 500)),
    postCode: try field("post-code", .text(maximumLength: 20)),
    city: try field("city", .text(maximumLength: 200)),
    country: try field("country", .country),
    taxID: try field("tax-id", .text(maximumLength: 40)))
}
