extension Setting<CSSColor> {
  static let buttonColor = Setting(
    "button.color", .color, default: "#1d4f91",
    en: "Colour of the pay button; its text is black or white, whichever reads better",
    fr:
      "Couleur du bouton de paiement ; son texte est noir ou blanc, selon ce qui se lit le mieux")
}

extension Setting<String?> {
  static let buttonLabel = Setting(
    "button.label", .text(maximumLength: 60),
    en: "Words on the pay button; by default 'Pay online' in the document's language",
    fr: "Texte du bouton de paiement ; par défaut « Payer en ligne », dans la langue du document"
  )
}

extension Setting<[DocumentKind]> {
  static let buttonHiddenKinds = Setting(
    "button.hidden-kinds", .documentKindsOrNone, default: "quote,purchase-order",
    en: "Kinds of documents without the pay button",
    fr: "Types de documents sans bouton de paiement")
}

extension Setting<Bool> {
  static let buttonOnPDF = Setting(
    "button.on-pdf", .boolean, default: "true",
    en: "Whether the pay button is on PDF and paper too",
    fr: "Bouton de paiement aussi sur les PDF et le papier, ou non")

  static let buttonQR = Setting(
    "button.qr", .boolean, default: "false",
    en: "Whether a code of the pay link stands beside the button, for paper",
    fr: "Code du lien de paiement à côté du bouton, pour le papier, ou non")
}
