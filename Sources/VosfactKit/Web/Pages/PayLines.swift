import Localization

/// The lines that make up what is paid, which a customer can unfold.
struct PayLines {
  let document: Document
  let lines: [DocumentLine]
  /// Where the whole document is shown.
  let previewAddress: String

  /// How many lines are shown: with more of them the document's own page is better to read.
  private static let limit = 25

  func html(in language: Language) -> HTML {
    let items = lines.prefix(Self.limit).map { item($0, in: language) }
    let rest: HTML =
      lines.count > Self.limit
      ? "<li><span>\(more(lines.count - Self.limit), language)</span></li>\n" : ""
    return """
      <details><summary>\(Text(en: "Show the details", fr: "Afficher le détail"), language)</summary>
      <ul class="lines">\(items)\(rest)</ul>
      \(PageFact.list(totals(in: language), in: language))\
      <p><a href="\(previewAddress)">\(Text(en: "See the whole document", fr: "Voir le document complet"), language)</a></p>
      </details>

      """
  }

  private func item(_ line: DocumentLine, in language: Language) -> HTML {
    let name: HTML = "<bdi>\(line.name.asTextOnPage(limit: 120))</bdi>"
    guard let amounts = line.amounts else { return "<li><strong>\(name)</strong></li>\n" }
    var quantity: HTML = ""
    if let number = line.quantity {
      let unit = line.unit.map { "\u{A0}\($0.asTextOnPage(limit: 20))" } ?? ""
      quantity = "<small>\(number.written(in: language))\(unit)</small>"
    }
    return """
      <li><span>\(name)\(quantity)</span><span>\(document.amount(amounts.net).text, language)</span></li>

      """
  }

  private func totals(in language: Language) -> [PageFact] {
    let totals = document.content.totals
    let amount: (Int64) -> HTML = { "\(document.amount($0).text, language)" }
    return [
      PageFact(Text(en: "Net", fr: "Total HT"), amount(totals.net)),
      PageFact(Text(en: "VAT", fr: "TVA"), amount(totals.tax)),
      PageFact(Text(en: "Total", fr: "Total TTC"), amount(totals.total)),
    ]
  }

  private func more(_ count: Int) -> Text {
    Text(
      counting: count, one: Text(en: "and one more line", fr: "et une autre ligne"),
      many: Text(en: "and \(count) more lines", fr: "et \(count) autres lignes"))
  }
}

extension ExactDecimal {
  /// The number as a person reads it: with a comma in French.
  fileprivate func written(in language: Language) -> String {
    let number = withoutTrailingZeros.description
    return language == .french ? String(number.map { $0 == "." ? "," : $0 }) : number
  }
}
