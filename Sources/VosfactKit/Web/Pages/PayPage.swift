import Localization

/// The page where a customer sees what is to be paid, tells who pays, and picks a provider.
struct PayPage {
  /// What is paid for.
  enum Item {
    /// A document, how much of its claim is asked for, its lines, and the address where it is shown itself.
    case document(Document, PartOfClaim, lines: [DocumentLine], previewAddress: String)
    /// A product that is bought without a document first, and the order of the seller's own shop, which the link or the
    /// product says.
    case product(Product, order: String?)
    /// Several documents at once.
    case statement(StatementList)

    /// ISO 639-1, of the page where a browser asks for none; a product has none of its own.
    var language: String? {
      switch self {
      case .document(let document, _, _, _): document.content.language
      case .statement(let list): list.statement.language
      case .product: nil
      }
    }
  }

  let seller: Seller
  let item: Item
  /// What is to be paid: what is left of a document or an order, or the price.
  var amount: Amount
  /// Where the customer enters how much of it.
  var entry: AmountEntry?
  /// What is under way of it, which is not asked for.
  var underWay: [MoneyUnderWay] = []
  /// What customers read as a provider's name.
  var label: (_ provider: String) -> String = { $0 }
  /// Whether what is under way is paid all the same.
  var isInsisting = false
  /// The providers that take the amount, in the user's order.
  let offers: [ProviderOffer]
  let countryField: Customer.CountryField
  /// What the link fills in, or what was filled in before, if the form came back with faults.
  var name: String?
  var email: String?
  var country: String?
  var chosenProvider: String?
  var faults: [Fault] = []

  /// The page; the form is posted to the page's own address, with the fields `provider` and `country`, for a product
  /// also `email` and `name`.
  func page(in language: Language) -> Page {
    let mark = faults.isEmpty ? Text(verbatim: "") : Text(en: "Error: ", fr: "Erreur : ")
    let frame = PageFrame(
      seller: seller, language: language,
      title: Text(en: mark.en + title.en, fr: mark.fr + title.fr),
      formTargets: offers.flatMap(\.targets), postsToUs: true)
    return frame.page(
      status: Fault.status(of: faults),
      """
      \(Fault.summary(of: faults, in: language))\(heading(in: language))<p class="owed"><span>\(owed.name, language)</span> \
      <strong>\(owed.amount.text, language)</strong></p>
      \(PageFact.list(facts(in: language), in: language))\(list(in: language))\(warning(in: language))\(UnrealNotice.html(of: offers, in: language))\
      \(form(in: language).html(in: language))\(details(in: language))\(otherWays(in: language))
      """)
  }

  private var title: Text {
    switch item {
    case .document(let document, _, _, _) where entry != nil:
      Text(en: "Pay: \(document.heading.en)", fr: "Payer : \(document.heading.fr)")
    case .document(let document, _, _, _):
      Text(
        en: "Pay \(amount.text.en): \(document.heading.en)",
        fr: "Payer \(amount.text.fr) : \(document.heading.fr)")
    case .product(let product, _):
      Text(
        en: "Buy \(product.terms.name.asNameOnPage), \(amount.text.en)",
        fr: "Acheter \(product.terms.name.asNameOnPage), \(amount.text.fr)")
    case .statement:
      Text(
        en: "Pay \(amount.text.en): \(StatementList.heading.en)",
        fr: "Payer \(amount.text.fr) : \(StatementList.heading.fr)")
    }
  }

  private func heading(in language: Language) -> HTML {
    switch item {
    case .document(let document, _, _, _):
      "<h1>\(document.heading, language)</h1>\n\(document.issueLine(in: language))"
    case .product(let product, _): "<h1><bdi>\(product.terms.name.asTextOnPage())</bdi></h1>\n"
    case .statement(let list): list.heading(in: language)
    }
  }

  /// What is left to pay of a document in all.
  private func left(of document: Document) -> Amount {
    isInsisting ? document.payable : document.claim
  }

  /// What stands above all else, and what it is called.
  private var owed: (name: Text, amount: Amount) {
    guard case .document(let document, _, _, _) = item else { return (Self.toPay, amount) }
    let left = left(of: document)
    guard entry != nil || amount == left else {
      return (Text(en: "To pay now", fr: "À régler maintenant"), amount)
    }
    return (left == document.total ? Self.toPay : Self.left, left)
  }

  private static let toPay = Text(en: "Amount to pay", fr: "Montant à régler")
  private static let left = Text(en: "Left to pay", fr: "Reste à régler")

  /// What a fixed part leaves to be paid another time.
  private func factsOfPart(of document: Document) -> [(Text, Amount)] {
    let left = left(of: document)
    guard entry == nil, amount != left else { return [] }
    return [
      (Self.left, left),
      (
        Text(en: "Left after this payment", fr: "Restera ensuite"),
        document.amount(left.minorUnits - amount.minorUnits)
      ),
    ]
  }

  /// That what is paid here may be paid twice.
  private func warning(in language: Language) -> HTML? {
    guard isInsisting, !underWay.isEmpty else { return nil }
    let text = Text(
      en: "What is under way may still come. Whatever is paid twice is the seller’s to give back.",
      fr:
        "Ce qui est en cours peut encore arriver. Ce qui serait payé deux fois vous sera rendu par le vendeur."
    )
    return "<p role=\"note\">\(text, language)</p>\n"
  }

  private func facts(in language: Language) -> [PageFact] {
    func order(_ reference: String?) -> [PageFact] {
      guard let reference else { return [] }
      let value: HTML = "<bdi>\(reference.asTextOnPage())</bdi>"
      return [PageFact(Text(en: "Order", fr: "Commande"), value)]
    }
    var facts: [PageFact] = []
    switch item {
    case .document(let document, _, _, _):
      let settled = [
        (DocumentLabels.label(ofCredited: document.content.kind), document.credited),
        (Text(en: "Already paid", fr: "Déjà réglé"), document.paid),
        (DocumentLabels.writtenOff, document.writtenOff),
      ].filter { $0.1.minorUnits != 0 }
      let total = settled.isEmpty ? [] : [(Text(en: "Total", fr: "Montant total"), document.total)]
      facts = (total + settled + factsOfPart(of: document)).map {
        PageFact($0, "\($1.text, language)")
      }
      facts += underWay.map { .underWay($0, seller: seller, label: label, in: language) }
      if let due = document.content.dueOn {
        facts.append(PageFact(Text(en: "Due date", fr: "Échéance"), "\(due.text, language)"))
      }
      let buyer = document.content.buyer.name.asTextOnPage()
      facts.append(PageFact(Text(en: "Customer", fr: "Client"), "<bdi>\(buyer)</bdi>"))
      return facts + order(document.content.orderReference)
    case .statement: return []
    case .product(let product, let reference):
      if case .percent(let rate) = product.terms.taxRate {
        let french = rate.description.map { $0 == "." ? "," : $0 }
        facts = [PageFact(Text(en: "VAT included", fr: "TVA comprise"), "\(String(french))\u{A0}%")]
      }
      return order(reference) + facts
    }
  }

  private func form(in language: Language) -> PayForm {
    let country = PayField(
      name: "country", kind: .country, label: Text(en: "Country", fr: "Pays"),
      isRequired: countryField == .required, value: country)
    let asked = countryField == .off ? [] : [country]
    var form = PayForm(
      seller: seller, amount: entry == nil ? amount : nil, offers: offers,
      chosenProvider: chosenProvider,
      faults: faults)
    guard case .product = item else {
      form.fieldsBefore = entry.map { [$0.field(in: language)] } ?? []
      form.fieldsAfter = asked
      return form
    }
    form.fieldsBefore =
      [
        PayField(
          name: "email", kind: .email, label: Text(en: "E-mail", fr: "Adresse électronique"),
          isRequired: true, value: email),
        PayField(
          name: "name", kind: .text(autocomplete: "name"), label: Text(en: "Name", fr: "Nom"),
          isRequired: true, value: name),
      ] + asked
    return form
  }

  private func list(in language: Language) -> HTML? {
    guard case .statement(let list) = item else { return nil }
    return list.html(in: language)
  }

  private func details(in language: Language) -> HTML? {
    guard case .document(let document, _, let lines, let address) = item else { return nil }
    return PayLines(document: document, lines: lines, previewAddress: address).html(in: language)
  }

  /// How else to pay a document, where the provider did not take the payment.
  private func otherWays(in language: Language) -> HTML? {
    guard faults.contains(where: { $0.start != nil }) else { return nil }
    switch item {
    case .document(let document, _, _, _):
      return seller.otherWays(reference: document.number, in: language)
    case .statement(let list):
      let numbers = list.statement.documents.filter { $0.claim.minorUnits > 0 }.map(\.number)
      return seller.otherWays(reference: numbers.joined(separator: ", "), in: language)
    case .product: return nil
    }
  }
}
