package import Localization

/// Where documents are made ready to be read, as pages, text and PDF: the settings, the template and the keys of
/// links are read once for many of them.
package final class DocumentRenderer {
  let database: Database
  /// What the engine that prints is run with.
  let environment: [String: String]
  private let buttons: PayButtons
  private let mentions: LegalMentions
  private let sellers: [Language: DocumentSheet.Party]
  private let sellerCountry: String
  private let account: (iban: IBAN, bic: BIC?, hasCode: Bool)?
  private let codes: CodeMaker
  private let timeZone: String
  /// What pages take besides, once one was made.
  private var stationery: Stationery?

  /// What pages are made with, the same for each.
  private struct Stationery {
    let template: DocumentTemplate
    let sellers: [Language: MustacheValue]
    let labels: [Language: MustacheValue]
    let colors: MustacheValue
    /// Whether the template names any of `DocumentSheet.singleNames`.
    let hasSingles: Bool
    /// How many bytes the seller's logo takes in a page.
    let logoLength: Int
  }

  var settings: Settings { Settings(database: database) }

  /// It throws `StorageError`, or what making links throws.
  init(database: Database, environment: [String: String], links: PayLinks) throws {
    self.database = database
    self.environment = environment
    let settings = Settings(database: database)
    buttons = try PayButtons(settings, links: links)
    mentions = try LegalMentions(settings)
    codes = CodeMaker(environment: environment)
    timeZone = try settings.value(.timeZone)
    sellerCountry = try settings.value(.companyCountry)
    account = try settings.value(.companyIBAN).map { iban in
      (iban, try settings.value(.companyBIC), try settings.value(.transferCode))
    }
    var sellers: [Language: DocumentSheet.Party] = [:]
    for language in Language.allCases {
      sellers[language] = try Self.seller(settings, in: language)
    }
    self.sellers = sellers
  }

  /// It throws `StorageError`, or `Fault`, as when the template is wrong.
  private func preparedStationery() throws -> Stationery {
    if let stationery { return stationery }
    let logo = try Logo(settings)?.address
    var labels: [Language: MustacheValue] = [:]
    for language in Language.allCases {
      let words = DocumentLabels.named.map { ($0.0, MustacheValue.text($0.1[language])) }
      labels[language] = .object(MustacheObject(words))
    }
    let color = try settings.value(.buttonColor)
    let template = try DocumentTemplate(settings)
    let prepared = Stationery(
      template: template,
      sellers: sellers.mapValues { $0.value(logo: logo) }, labels: labels,
      colors: [
        "color": .text(color.hexadecimal), "text_color": .text(color.readableText.hexadecimal),
      ], hasSingles: DocumentSheet.singleNames.contains { template.mustache.names($0) },
      logoLength: logo?.utf8.count ?? 0)
    stationery = prepared
    return prepared
  }

  /// How many bytes of each page are the seller's logo, which says nothing of how long a document is.
  ///
  /// It throws as making the page does.
  func logoLength() throws -> Int { try preparedStationery().logoLength }

  private static func seller(
    _ settings: Settings, in language: Language
  ) throws -> DocumentSheet.Party {
    let place = [try settings.value(.companyPostCode), try settings.value(.companyCity)]
    let siren = try settings.value(.companySIREN).map { SIREN($0)?.grouped ?? $0 }
    let facts: [(Text, String?)] = [
      (DocumentLabels.siren, siren), (DocumentLabels.vatID, try settings.value(.companyVATID)),
    ]
    var identifiers = facts.compactMap { fact in
      fact.1.map { DocumentSheet.Fact(label: fact.0[language], value: $0) }
    }
    if let form = try settings.value(.companyLegalForm) {
      identifiers.insert(DocumentSheet.Fact(label: "", value: form), at: 0)
    }
    return DocumentSheet.Party(
      name: try settings.value(.companyName) ?? "",
      address: [try settings.value(.companyStreet), place.joinedWords].compactMap(\.self),
      identifiers: identifiers, email: try settings.value(.companyEmail))
  }

  /// The document with its words and amounts in its own language, unless another is given.
  ///
  /// It throws `PayLinkError` or `StorageError`.
  package func sheet(of document: Document, in language: Language? = nil) throws -> DocumentSheet {
    let lines = try DocumentStore(database: database).lines(of: document)
    let language = language ?? document.content.readingLanguage
    guard let seller = sellers[language] else { preconditionFailure("each language has a seller") }
    return DocumentSheetMaker(
      document: document, language: language, lines: lines, seller: seller,
      sellerCountry: sellerCountry, account: account, button: try buttons.button(of: document),
      mentions: mentions.sentences(of: document, lines: lines), timeZone: timeZone,
      underWayMark: try MoneyUnderWay.of(document, in: database).unrealMark
    ).sheet()
  }

  /// The document as a page that stands alone: its style and its pictures are in it.
  ///
  /// It throws `Fault`, or what `sheet(of:)` throws.
  ///
  /// - Parameter pdfAddress: where the reader finds it as PDF, if there is a link to it.
  package func html(of document: Document, pdfAddress: String? = nil) throws -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(24_576)
    let value = try templateValue(of: document, pdfAddress: pdfAddress)
    try preparedStationery().template.mustache.render(value, into: &bytes)
    return bytes
  }

  /// What the names in templates stand for, of `document`.
  func templateValue(of document: Document, pdfAddress: String? = nil) throws -> MustacheValue {
    let stationery = try preparedStationery()
    let sheet = try sheet(of: document)
    var button = MustacheValue.null
    if let shown = sheet.button {
      button = [
        "label": .text(shown.label), "url": .text(shown.url),
        "on_paper": .boolean(shown.isOnPaper),
        "qr": .optional(shown.hasCode ? try codes.picture(of: shown.url) : nil),
      ]
    }
    var transfer = MustacheValue.null
    if let shown = sheet.transfer {
      transfer = [
        "iban": .text(shown.iban), "bic": .optional(shown.bic),
        "reference": .text(shown.reference),
        "qr": .optional(try shown.code.flatMap { try codes.picture(of: $0) }),
      ]
    }
    return sheet.value(
      of: document, seller: stationery.sellers[sheet.language] ?? .null,
      label: stationery.labels[sheet.language] ?? .null, colors: stationery.colors,
      button: button, transfer: transfer, pdfAddress: pdfAddress,
      hasSingles: stationery.hasSingles)
  }
}

extension [String?] {
  /// The words that are there, with spaces between them; `nil` if there is none.
  var joinedWords: String? {
    let words = compactMap(\.self).filter { !$0.isEmpty }
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}
