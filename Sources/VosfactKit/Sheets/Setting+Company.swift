/// Who the seller is, as documents and pages say it.
extension Setting<String?> {
  static let companyName = Setting(
    "company.name", .text(maximumLength: 200),
    en: "Name of the seller, as customers read it",
    fr: "Nom du vendeur, tel que les clients le lisent")

  static let companyLegalForm = Setting(
    "company.legal-form", .text(maximumLength: 200),
    en: "Legal form, capital and register, as SARL au capital de 10 000 €, RCS Lyon",
    fr: "Forme juridique, capital et registre, comme SARL au capital de 10 000 €, RCS Lyon")

  static let companyStreet = Setting(
    "company.street", .text(maximumLength: 200),
    en: "Street of the seller", fr: "Rue du vendeur")

  static let companyPostCode = Setting(
    "company.post-code", .text(maximumLength: 20),
    en: "Post code of the seller", fr: "Code postal du vendeur")

  static let companyCity = Setting(
    "company.city", .text(maximumLength: 100),
    en: "City of the seller", fr: "Ville du vendeur")

  static let companyEmail = Setting(
    "company.email", .emailAddresses,
    en: "Address that customers may write to",
    fr: "Adresse à laquelle les clients peuvent écrire")

  static let companySIREN = Setting(
    "company.siren", .text(maximumLength: 20),
    en: "Registration number (SIREN)", fr: "Numéro d’immatriculation (SIREN)")

  static let companyVATID = Setting(
    "company.vat-id", .text(maximumLength: 20),
    en: "VAT number of the seller", fr: "Numéro de TVA du vendeur")

  static let companyLogo = Setting(
    "company.logo", .logo,
    en: "File of the seller's logo: PNG, JPEG or SVG",
    fr: "Fichier du logo du vendeur : PNG, JPEG ou SVG")
}

extension Setting<String> {
  static let companyCountry = Setting(
    "company.country", .country, default: "FR",
    en: "Country of the seller", fr: "Pays du vendeur")
}

extension Setting<IBAN?> {
  static let companyIBAN = Setting(
    "company.iban", .iban,
    en: "Account that customers may transfer money to (IBAN)",
    fr: "Compte sur lequel les clients peuvent virer (IBAN)")
}

extension Setting<BIC?> {
  static let companyBIC = Setting(
    "company.bic", .bic,
    en: "Bank of that account (BIC)", fr: "Banque de ce compte (BIC)")
}
