import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var invoiceCreate: Subcommand {
    Subcommand(
      "create",
      summary: Text(en: "Issue a document", fr: "Émettre un document"),
      discussion: [
        Text(
          en: """
            The number is given at issue, without gaps. VAT is computed per rate and rounded half-up \
            to the currency's minor unit.
            """,
          fr: """
            Le numéro est donné à l’émission, sans trou. La TVA est calculée par taux et arrondie au \
            plus proche dans l’unité mineure de la devise.
            """)
      ],
      examples: [
        Example(
          "vosfact invoice create --buyer 'Atelier Lefèvre' --email a@example.org --line 'Conseil;2;95.00;20'",
          Text(en: "Two hours of advice, at 20 % VAT", fr: "Deux heures de conseil, à 20 % de TVA"))
      ],
      options: [
        .values(
          "line", Text(en: "LINE", fr: "LIGNE"),
          help: Text(
            en: "A line: 'NAME;QUANTITY;UNIT PRICE;VAT RATE'",
            fr: "Une ligne : 'NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE TVA'"), isRequired: true),
        .value(
          "buyer", Text(en: "NAME", fr: "NOM"),
          help: Text(en: "Name of the buyer", fr: "Nom de l’acheteur"), isRequired: true),
        .value(
          "email", Text(en: "ADDRESS", fr: "ADRESSE"),
          help: Text(
            en: "E-mail of the buyer, or several separated by commas",
            fr: "Adresse électronique de l’acheteur, ou plusieurs séparées par des virgules")),
        .value(
          "street", Text(en: "STREET", fr: "RUE"),
          help: Text(en: "Street of the buyer", fr: "Rue de l’acheteur")),
        .value(
          "post-code", Text(en: "CODE", fr: "CODE"),
          help: Text(en: "Post code of the buyer", fr: "Code postal de l’acheteur")),
        .value(
          "city", Text(en: "CITY", fr: "VILLE"),
          help: Text(en: "City of the buyer", fr: "Ville de l’acheteur")),
        .value(
          "country", Text(en: "CODE", fr: "CODE"),
          help: Text(
            en: "Country of the buyer, two letters", fr: "Pays de l’acheteur, deux lettres")),
        .value(
          "tax-id", Text(en: "NUMBER", fr: "NUMÉRO"),
          help: Text(en: "VAT number of the buyer", fr: "Numéro de TVA de l’acheteur")),
        .value(
          "kind", Text(en: "KIND", fr: "TYPE"),
          help: Text(en: "What the document is", fr: "Nature du document"),
          choices: DocumentKind.allCases.map(\.rawValue), default: DocumentKind.invoice.rawValue),
        .value(
          "issued-on", Text(en: "DATE", fr: "DATE"),
          help: Text(
            en: "Date of issue; today by default", fr: "Date d’émission ; aujourd’hui par défaut")),
        .value(
          "due-on", Text(en: "DATE", fr: "DATE"),
          help: Text(
            en: "Due date; by the payment term by default",
            fr: "Échéance ; selon le délai de paiement par défaut")),
        .value(
          "currency", Text(en: "CODE", fr: "CODE"),
          help: Text(en: "Currency, as EUR", fr: "Devise, comme EUR")),
        .value(
          "document-language", Text(en: "LANGUAGE", fr: "LANGUE"),
          help: Text(en: "Language of the document", fr: "Langue du document"),
          choices: ["fr", "en"]),
        .value(
          "order-reference", Text(en: "REFERENCE", fr: "RÉFÉRENCE"),
          help: Text(
            en: "Order number of your own shop", fr: "Numéro de commande de votre boutique")),
        .flag(
          "no-button",
          help: Text(
            en: "Put no pay button on the document", fr: "Ne pas mettre de bouton de paiement")),
        .key, .dryRun,
      ],
      exits: [.done, .usage, .badData, .cannotCreate, .temporary, .permission, .configuration],
      run: runInvoiceCreate)
  }
}

private func runInvoiceCreate(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  var draft = DocumentDraft(
    kind: arguments.value("kind").flatMap(DocumentKind.init(rawValue:)) ?? .invoice,
    buyer: try buyer(arguments), lines: try arguments.values("line").map { try LineDraft($0) })
  draft.issuedOn = try arguments.date("issued-on")
  draft.dueOn = try arguments.date("due-on")
  draft.currency = try arguments.parsed("currency", SettingType.currency.allowed) {
    Currency(code: $0)
  }
  draft.language = arguments.value("document-language")
  draft.orderReference = try arguments.parsed(
    "order-reference", SettingType.text(maximumLength: 100).allowed,
    SettingType.text(maximumLength: 100).normalized)
  draft.hidesButton = arguments.flag("no-button")

  let key = try arguments.idempotencyKey()
  let kit = try environment.openKit(arguments, .creating)
  try environment.change(kit, arguments) {
    let document = try kit.idempotencyKeys.once(
      key, again: { try kit.documents.named($0.names[0]) }, names: { [$0.number] },
      make: { try kit.invoicing.issue(draft) })
    try environment.show(document, of: kit)
  }
  return .done
}

private func buyer(_ arguments: Arguments) throws -> Buyer {
  func field(_ name: String, _ type: SettingType) throws -> String? {
    try arguments.parsed(name, type.allowed, type.normalized)
  }
  return Buyer(
    name: try field("buyer", .text(maximumLength: 500)) ?? "",
    email: try field("email", .emailAddresses),
    street: try field("street", .text(maximumLength: 500)),
    postCode: try field("post-code", .text(maximumLength: 20)),
    city: try field("city", .text(maximumLength: 200)),
    country: try field("country", .country),
    taxID: try field("tax-id", .text(maximumLength: 40)))
}
