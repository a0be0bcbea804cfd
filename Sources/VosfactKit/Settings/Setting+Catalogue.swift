import Localization

extension Setting {
  /// Every setting, in the order in which they are listed. Providers' own keys are beside them, with
  /// each provider.
  package static let catalogue: [Setting] =
    company + onlinePayments + button + ecommerce + payLinks + redirect + callbacks + limits
    + documents + legalMentions + mail + notifications + [language, timeZone]

  private static let onlinePayments = [
    onlinePaymentsEnabled, maximumAmount, payableKinds, countryField,
  ]

  static let countryField = Setting(
    "online-payments.country-field", .choice(["off", "optional", "required"]), default: "off",
    help: Text(
      en: "Whether the payment form asks for the country",
      fr: "Demande ou non du pays dans le formulaire de paiement"))

  private static let ecommerce = [purchaseDocumentKind, sendsPurchaseDocument]

  static let purchaseDocumentKind = Setting(
    "ecommerce.document-kind",
    .choice(["invoice", "receipt", "proforma", "purchase-order", "none"]), default: "invoice",
    help: Text(
      en: "Kind of document that a purchase by a product link makes once it is paid",
      fr: "Type de document que crée, une fois payé, un achat par un lien de produit"))

  static let sendsPurchaseDocument = Setting(
    "ecommerce.send-document", .boolean, default: "false",
    help: Text(
      en: "Whether the document of a purchase is sent to the customer by e-mail at once",
      fr: "Envoi immédiat ou non, par courriel, du document d’un achat au client"))

  static let onlinePaymentsEnabled = Setting(
    "online-payments.enabled", .boolean, default: "false",
    help: Text(
      en: "Whether documents can be paid online",
      fr: "Paiement en ligne des documents, permis ou non"))

  static let maximumAmount = Setting(
    "online-payments.max-amount", .amount,
    help: Text(
      en: "Largest amount payable online, in the document's currency",
      fr: "Plus grand montant payable en ligne, dans la devise du document"))

  static let payableKinds = Setting(
    "online-payments.kinds", .documentKinds,
    default: "invoice,deposit-invoice,final-invoice,proforma",
    help: Text(
      en: "Kinds of documents that can be paid online",
      fr: "Types de documents payables en ligne"))

  private static let payLinks = [payLinkBase, payLinkLifetime]

  static let payLinkBase = Setting(
    "pay-link.base-url", .address,
    help: Text(
      en: "Address of the pay pages, where links begin",
      fr: "Adresse des pages de paiement, où commencent les liens"))

  static let payLinkLifetime = Setting(
    "pay-link.lifetime", .duration, default: "90d",
    help: Text(
      en: "How long a pay link is good for", fr: "Durée de validité d’un lien de paiement"))

  private static let callbacks = [
    spool, reconcileAfter, giveUp,
  ]

  static let spool = Setting(
    "callbacks.spool", .path,
    help: Text(
      en: "Folder where cgi, and web hosts elsewhere, put callbacks for reconcile to take in",
      fr: "Dossier où cgi, et des hôtes web ailleurs, déposent les rappels que reconcile reprend"))

  static let reconcileAfter = Setting(
    "reconcile.after", .duration, default: "15m",
    help: Text(
      en: "How long a payment is pending before its provider is asked",
      fr: "Délai d’attente d’un paiement avant d’interroger son prestataire"))

  static let giveUp = Setting(
    "reconcile.give-up", .duration, default: "1d",
    help: Text(
      en: "How long an attempt stays open", fr: "Durée pendant laquelle une tentative reste ouverte"
    ))

  private static let documents =
    [defaultCurrency, paymentTerm, documentTemplate, transferCode, pdfEngine, pdfKept, pdfLimit]
    + DocumentKind.allCases.map(numberPattern)

  static let defaultCurrency = Setting(
    "documents.currency", .currency, default: "EUR",
    help: Text(en: "Currency of new documents", fr: "Devise des nouveaux documents"))

  static let paymentTerm = Setting(
    "documents.payment-term", .duration, default: "30d",
    help: Text(
      en: "How long after its issue a new document is due",
      fr: "Délai de paiement d’un nouveau document après son émission"))

  static let documentTemplate = Setting(
    "document.template", .template,
    help: Text(
      en: "File of the template that documents are made by, instead of the built-in one",
      fr: "Fichier du modèle des documents, à la place de celui du programme"))

  static let transferCode = Setting(
    "document.transfer-code", .boolean, default: "false",
    help: Text(
      en: "Whether documents in euro carry a code by which banks' apps fill in a transfer",
      fr: "Code qui remplit un virement dans l’application d’une banque, sur les documents en euros"
    ))

  static let pdfEngine = Setting(
    "pdf.engine", .command, default: "weasyprint",
    help: Text(
      en:
        "What makes PDF: weasyprint, chromium, or a command that reads HTML and writes PDF",
      fr:
        "Ce qui fait les PDF : weasyprint, chromium, ou une commande qui lit du HTML et écrit du PDF"
    ))

  static let pdfKept = Setting(
    "pdf.kept", .size, default: "256MiB",
    help: Text(
      en: "How much room the PDF files may take that are kept for the next time; 0 keeps none",
      fr: "Place que peuvent prendre les PDF gardés pour la fois suivante ; 0 n’en garde aucun"))

  /// A page of 256 KiB has some 900 lines, which WeasyPrint prints in five seconds and 250 MiB.
  static let pdfLimit = Setting(
    "pdf.web-limit", .size, default: "256KiB",
    help: Text(
      en: "Largest page, the logo apart, that visitors get as PDF; 0 gives them none",
      fr: "Plus grande page, hors logo, donnée en PDF aux visiteurs ; 0 n’en donne aucun"))

  /// The setting that numbers documents of `kind`.
  static func numberPattern(_ kind: DocumentKind) -> Setting {
    Setting(
      "documents.number-pattern.\(kind.rawValue)", .numberPattern,
      default: kind.defaultNumberPattern,
      help: Text(
        en: "Number of a new \(kind.name.en)", fr: "Numérotation : \(kind.name.fr)"))
  }

  static let language = Setting(
    "language", .choice(["fr", "en"]), default: "fr",
    help: Text(en: "Language of new documents", fr: "Langue des nouveaux documents"))

  static let timeZone = Setting(
    "time-zone", .timeZone, default: "Europe/Paris",
    help: Text(
      en: "Time zone that dates of issue follow",
      fr: "Fuseau horaire que suivent les dates d’émission"))
}
