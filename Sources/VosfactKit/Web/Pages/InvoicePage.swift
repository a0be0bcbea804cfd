import Localization

/// The document itself, for who holds a link to it.
struct InvoicePage {
  let seller: Seller
  let document: Document
  let lines: [DocumentLine]
  /// Where it is paid; `nil` if it cannot be paid online.
  let payAddress: String?

  func page(in language: Language) -> Page {
    PlainPage(
      title: document.number,
      paragraphs: [seller.name ?? "", document.content.buyer.name] + lines.map(\.name)
        + [document.total.text[language]],
      form: payAddress.map { address in
        "<p><a href=\"\(PlainPage.escaped(address))\">"
          + "\(Text(en: "Pay online", fr: "Payer en ligne")[language])</a></p>"
      } ?? ""
    ).page(in: language)
  }
}
