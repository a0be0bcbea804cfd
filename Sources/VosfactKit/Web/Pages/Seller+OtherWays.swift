import Localization

extension Seller {
  /// How to pay without these pages: into the account, if it is known, else by asking.
  ///
  /// - Parameter reference: what the customer writes beside the transfer, as a document's number.
  func otherWays(reference: String?, in language: Language) -> HTML {
    guard let iban else {
      let hint =
        email == nil
        ? Text(
          en: "To pay in another way, follow what the document says, or ask the seller.",
          fr: "Pour payer autrement, suivez les indications du document ou contactez le vendeur.")
        : Text(
          en: "To pay in another way, follow what the document says, or write to the seller.",
          fr: "Pour payer autrement, suivez les indications du document ou écrivez au vendeur.")
      return "<p>\(hint, language)</p>\n"
    }
    var facts: [PageFact] = []
    if let name {
      facts.append(
        .init(Text(en: "Payee", fr: "Bénéficiaire"), "<bdi>\(name.asTextOnPage())</bdi>"))
    }
    facts.append(.init(Text(verbatim: "IBAN"), "\(IBAN(iban)?.grouped ?? iban)"))
    if let bic { facts.append(.init(Text(verbatim: "BIC"), "\(bic)")) }
    if let reference {
      facts.append(
        .init(
          Text(en: "Reference to give", fr: "Référence à indiquer"),
          "<bdi>\(reference.asTextOnPage())</bdi>"))
    }
    let intro = Text(en: "You can pay by bank transfer:", fr: "Vous pouvez payer par virement :")
    return "<p>\(intro, language)</p>\n\(PageFact.list(facts, in: language))"
  }
}
