extension Setting<Bool> {
  static let sendsPurchaseDocument = Setting(
    "ecommerce.send-document", .boolean, default: "false",
    en: "Whether the document of a purchase is sent to the customer by e-mail at once",
    fr: "Envoi immédiat ou non, par courriel, du document d’un achat au client")

  static let onlinePaymentsEnabled = Setting(
    "online-payments.enabled", .boolean, default: "false",
    en: "Whether documents can be paid online",
    fr: "Paiement en ligne des documents, permis ou non")
}

extension Setting<ExactDecimal?> {
  static let maximumAmount = Setting(
    "online-payments.max-amount", .amount,
    en: "Largest amount payable online, in the document's currency",
    fr: "Plus grand montant payable en ligne, dans la devise du document")
}

extension Setting<[DocumentKind]> {
  static let payableKinds = Setting(
    "online-payments.kinds", .documentKinds,
    default: "invoice,deposit-invoice,final-invoice,proforma",
    en: "Kinds of documents that can be paid online",
    fr: "Types de documents payables en ligne")
}

extension Setting<DocumentKind?> {
  static let purchaseDocumentKind = Setting(
    "ecommerce.document-kind",
    .choice([.invoice, .receipt, .proforma, .purchaseOrder, nil]) { $0?.rawValue ?? "none" },
    default: "invoice",
    en: "Kind of document that a purchase by a product link makes once it is paid",
    fr: "Type de document que crée, une fois payé, un achat par un lien de produit")
}

extension Setting<String?> {
  static let payLinkBase = Setting(
    "pay-link.base-url", .address,
    en: "Address of the pay pages, where links begin",
    fr: "Adresse des pages de paiement, où commencent les liens")

  static let spool = Setting(
    "callbacks.spool", .path,
    en: "Folder where cgi, and web hosts elsewhere, put callbacks for reconcile to take in",
    fr: "Dossier où cgi, et des hôtes web ailleurs, déposent les rappels que reconcile reprend")
}

extension Setting<Seconds> {
  static let payLinkLifetime = Setting(
    "pay-link.lifetime", .duration, default: "90d",
    en: "How long a pay link is good for", fr: "Durée de validité d’un lien de paiement")

  static let reconcileAfter = Setting(
    "reconcile.after", .duration, default: "15m",
    en: "How long a payment is pending before its provider is asked",
    fr: "Délai d’attente d’un paiement avant d’interroger son prestataire")

  static let giveUp = Setting(
    "reconcile.give-up", .duration, default: "1d",
    en: "How long an attempt stays open", fr: "Durée pendant laquelle une tentative reste ouverte")
}
