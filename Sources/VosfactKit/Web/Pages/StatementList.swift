import Localization

/// The documents of a customer's statement of account, as pages list them: each with its dates, how it stands, and where it
/// can be read.
struct StatementList {
  let statement: AccountStatement
  /// Where each document can be read, by its number.
  let addresses: [String: String]
  /// By which it is told what is overdue.
  let today: CalendarDate

  init(_ statement: AccountStatement, _ addresses: [String: String], on today: CalendarDate) {
    (self.statement, self.addresses, self.today) = (statement, addresses, today)
  }

  static let heading = Text(en: "Statement of account", fr: "Relevé de compte")

  /// The heading, with whose it is.
  func heading(in language: Language) -> HTML {
    let buyer = statement.documents.first?.content.buyer.name.asTextOnPage()
    let name: HTML? = buyer.map { "<p class=\"quiet\"><bdi>\($0)</bdi></p>\n" }
    return "<h1>\(Self.heading, language)</h1>\n\(name)"
  }

  func html(in language: Language) -> HTML {
    "<ul class=\"lines\">\n\(statement.documents.map { item($0, in: language) })</ul>\n"
  }

  private func item(_ document: Document, in language: Language) -> HTML {
    let address = addresses[document.number] ?? ""
    let file = Text(
      en: "\(document.heading.en) as PDF", fr: "\(document.heading.fr) en PDF")
    return """
      <li><span><a href="\(address)">\(document.heading, language)</a>\
      <small>\(dates(of: document), language)</small>\(overdue(document, in: language))\
      <small><a href="\(address).pdf" aria-label="\(file, language)">PDF</a></small></span>\
      <span>\(standing(of: document, in: language))</span></li>

      """
  }

  private func dates(of document: Document) -> Text {
    let issued = document.content.issuedOn.text
    let isMasculine = document.content.kind.isMasculineInFrench
    let french = "\(isMasculine ? "Émis" : "Émise") le \(issued.fr)"
    guard let due = document.content.dueOn?.text else {
      return Text(en: "Issued on \(issued.en)", fr: french)
    }
    return Text(
      en: "Issued on \(issued.en), due on \(due.en)", fr: "\(french), échéance le \(due.fr)")
  }

  private func overdue(_ document: Document, in language: Language) -> HTML? {
    guard document.isOverdue(on: today) else { return nil }
    return "<small class=\"bad\">\(Text(en: "Overdue", fr: "En retard"), language)</small>"
  }

  /// What is asked of it, or why nothing is, beside what it comes to.
  private func standing(of document: Document, in language: Language) -> HTML {
    let total = document.total.text
    if document.claim.minorUnits > 0 {
      guard document.claim != document.total else { return "\(document.claim.text, language)" }
      let paid = document.paid.text
      let rest =
        document.paid.minorUnits > 0
        ? Text(
          en: "of \(total.en), \(paid.en) paid", fr: "sur \(total.fr), dont \(paid.fr) déjà réglés")
        : Text(en: "of \(total.en)", fr: "sur \(total.fr)")
      return "\(document.claim.text, language)<small>\(rest, language)</small>"
    }
    return "\(word(for: document), language)<small>\(total, language)</small>"
  }

  private func word(for document: Document) -> Text {
    let isMasculine = document.content.kind.isMasculineInFrench
    switch document.state {
    case .canceled: return Text(en: "Canceled", fr: isMasculine ? "Annulé" : "Annulée")
    case .paid: return Text(en: "Paid", fr: isMasculine ? "Réglé" : "Réglée")
    case .credited: return Text(en: "Credited", fr: "Soldée par avoir")
    default:
      return document.underWay.minorUnits > 0
        ? UnderWayPage.heading : Text(en: "Nothing to pay", fr: "Rien à régler")
    }
  }
}

/// The page of a statement of which nothing is asked for now.
struct StatementPage {
  let seller: Seller
  let list: StatementList

  func page(in language: Language) -> Page {
    let isUnderWay = list.statement.documents.contains { $0.underWay.minorUnits > 0 }
    let heading =
      isUnderWay
      ? UnderWayPage.heading : Text(en: "Nothing is left to pay", fr: "Il ne reste rien à régler")
    let sign: PageSign = isUnderWay ? .waiting : .good
    let frame = PageFrame(seller: seller, language: language, title: heading)
    let documents: HTML? = list.statement.documents.isEmpty ? nil : list.html(in: language)
    let isUnreal = list.statement.documents.contains(where: \.isUnreal)
    return frame.page(
      """
      \(sign.heading(heading, in: language))\
      <h2>\(StatementList.heading, language)</h2>
      \(documents)\(isUnreal ? UnrealNotice.html(ProviderMode.unrealNotice, in: language) : nil)
      """)
  }
}
