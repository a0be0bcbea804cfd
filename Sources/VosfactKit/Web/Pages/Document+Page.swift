import Localization

extension Document {
  /// What the document is called: "Facture F-2026-000001".
  var heading: Text {
    let kind = content.kind.name
    let number = number.asNameOnPage
    return Text(
      en: "\(kind.en.capitalizedFirst) \(number)", fr: "\(kind.fr.capitalizedFirst) \(number)")
  }

  /// The paragraph under the heading, with the date of issue.
  func issueLine(in language: Language) -> HTML {
    let date = content.issuedOn.text
    let issued = Text(en: "Issued on \(date.en)", fr: "Émise le \(date.fr)")
    let text =
      content.kind.isMasculineInFrench ? Text(en: issued.en, fr: "Émis le \(date.fr)") : issued
    return "<p class=\"quiet\">\(text, language)</p>\n"
  }
}

extension DocumentKind {
  /// Whether the kind's French name is masculine: « le devis », but « la facture ».
  var isMasculineInFrench: Bool {
    switch self {
    case .creditNote, .quote, .purchaseOrder, .deliveryNote, .receipt: true
    case .invoice, .depositInvoice, .finalInvoice, .proforma: false
    }
  }
}
