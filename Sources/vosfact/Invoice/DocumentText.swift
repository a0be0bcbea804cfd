import CommandLineKit
import Localization
import VosfactKit

/// A document as plain text in columns, for a terminal or a mail.
struct DocumentText {
  private let sheet: DocumentSheet
  private let width: Int
  /// What makes a text stand out.
  private let styled: (String, Terminal.Style) -> String

  /// - Parameter width: how many columns there are; what cannot be narrowed goes beyond.
  init(
    _ sheet: DocumentSheet, width: Int,
    styled: @escaping (String, Terminal.Style) -> String = { text, _ in text }
  ) {
    self.sheet = sheet
    self.width = width
    self.styled = styled
  }

  /// The whole document, as the customer gets it.
  var text: String {
    var sections = [[title], party(sheet.seller), facts, buyer, lines]
    if !sheet.taxes.isEmpty { sections.append(taxes) }
    sections += [totals, payment]
    if let transfer = sheet.transfer { sections.append(text(of: transfer)) }
    sections.append(sheet.mentions.flatMap { $0.escapedForTerminal.wrapped(to: width) })
    return Self.joined(sections)
  }

  /// What a document is about, without what the seller knows of itself.
  var body: String {
    var sections = [facts, buyer, lines]
    if !sheet.taxes.isEmpty { sections.append(taxes) }
    sections.append(totals)
    return Self.joined(sections)
  }

  private static func joined(_ sections: [[String]]) -> String {
    let shown = sections.filter { !$0.isEmpty }
    return shown.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  // MARK: - Heads

  private var title: String {
    let title = styled("\(sheet.kind) \(sheet.number)".escapedForTerminal, .title)
    guard let stamp = sheet.stamp else { return title }
    return "\(title) (\(stamp.text))"
  }

  private func party(_ party: DocumentSheet.Party) -> [String] {
    let names = ([party.name] + party.address).filter { !$0.isEmpty }
    let identifiers = party.identifiers.map {
      $0.label.isEmpty ? $0.value : "\($0.label) \($0.value)"
    }
    return (names + identifiers).map(\.escapedForTerminal)
  }

  private var buyer: [String] {
    let lines = party(sheet.buyer)
    let label = DocumentText.buyer[sheet.language]
    return lines.enumerated().map { index, line in
      (index == 0 ? label : "").padded(to: nameWidth) + "  " + line
    }
  }

  private static let buyer = Text(en: "Buyer", fr: "Client")

  private var nameWidth: Int {
    (sheet.facts.map(\.label.displayWidth) + [Self.buyer[sheet.language].displayWidth]).max() ?? 0
  }

  private var facts: [String] {
    sheet.facts.map { $0.label.padded(to: nameWidth) + "  " + $0.value.escapedForTerminal }
  }

  // MARK: - Columns

  /// Numbers in columns behind a text that is wrapped to what is left.
  private var lines: [String] {
    let columns = columns
    let cells = sheet.lines.map { line in columns.map { $0.value(line) ?? "" } }
    let widths = columns.indices.map { index in
      ([columns[index].title.displayWidth] + cells.map { $0[index].displayWidth }).max() ?? 0
    }
    let numbers = widths.reduce(0) { $0 + $1 + 2 }
    let nameWidth = max(20, width - numbers)
    let head = row(
      DocumentText.description[sheet.language], zip(columns.map(\.title), widths), nameWidth)
    var rows = [styled(head, .title), String(repeating: "─", count: nameWidth + numbers)]
    for (line, cells) in zip(sheet.lines, cells) {
      let name =
        line.name.escapedForTerminal.broken(to: nameWidth)
        + (line.supply?.broken(to: nameWidth) ?? [])
      guard !line.isSeparator else {
        rows += name.map { styled($0, .title) }
        continue
      }
      rows.append(row(name[0], zip(cells, widths), nameWidth))
      rows += name.dropFirst()
    }
    return rows
  }

  private static let description = Text(en: "Description", fr: "Désignation")

  private struct Column {
    let title: String
    let value: (DocumentSheet.Line) -> String?
  }

  private var columns: [Column] {
    let language = sheet.language
    var columns = [
      Column(title: Text(en: "Quantity", fr: "Quantité")[language]) {
        $0.quantity?.escapedForTerminal
      },
      Column(title: Text(en: "Unit price", fr: "Prix HT")[language]) { $0.unitPrice },
    ]
    if sheet.hasDiscounts {
      columns.append(Column(title: Text(en: "Discount", fr: "Remise")[language]) { $0.discount })
    }
    if !sheet.taxes.isEmpty {
      columns.append(Column(title: Text(en: "VAT", fr: "TVA")[language]) { $0.taxRate })
    }
    columns.append(Column(title: Text(en: "Amount", fr: "Montant HT")[language]) { $0.net })
    return columns
  }

  private func row(_ name: String, _ cells: Zip2Sequence<[String], [Int]>, _ nameWidth: Int)
    -> String
  {
    cells.reduce(name.padded(to: nameWidth)) { $0 + "  " + $1.0.leftPadded(to: $1.1) }
  }

  private var taxes: [String] {
    let titles = [
      Text(en: "VAT rate", fr: "Taux de TVA"), Text(en: "Base", fr: "Base HT"),
      Text(en: "VAT", fr: "TVA"),
    ].map { $0[sheet.language] }
    let rows = [titles] + sheet.taxes.map { [$0.rate, $0.net, $0.tax] }
    let reasons = [[]] + sheet.taxes.map { $0.exemption?.broken(to: width) ?? [] }
    let widths = (0..<3).map { index in rows.map { $0[index].displayWidth }.max() ?? 0 }
    return zip(rows, reasons).enumerated().flatMap { index, row in
      let (cells, reason) = row
      let line =
        cells[0].padded(to: widths[0]) + "  " + cells[1].leftPadded(to: widths[1]) + "  "
        + cells[2].leftPadded(to: widths[2])
      return [index == 0 ? styled(line, .title) : line] + reason
    }
  }

  private var totals: [String] {
    let names = sheet.totals.map(\.label.displayWidth).max() ?? 0
    let values = sheet.totals.map(\.value.displayWidth).max() ?? 0
    let indentation = String(repeating: " ", count: max(0, width - names - values - 2))
    return sheet.totals.enumerated().map { index, total in
      let line = total.label.padded(to: names) + "  " + total.value.leftPadded(to: values)
      return indentation + (index == sheet.totals.count - 1 ? styled(line, .title) : line)
    }
  }

  // MARK: - Payment

  private var payment: [String] {
    sheet.button.map { ["\($0.label)\(colon)", $0.url] } ?? []
  }

  private func text(of transfer: DocumentSheet.Transfer) -> [String] {
    let rows = [("IBAN", transfer.iban), ("BIC", transfer.bic ?? "")].filter { !$0.1.isEmpty }
    let reference = Text(en: "Reference", fr: "Référence")[sheet.language]
    let title = Text(en: "Payment by transfer", fr: "Règlement par virement")[sheet.language]
    let names = reference.displayWidth
    return [styled(title, .title)]
      + (rows + [(reference, transfer.reference.escapedForTerminal)]).map {
        $0.0.padded(to: names) + "  " + $0.1
      }
  }

  private var colon: String { Text(en: ":", fr: "\u{A0}:")[sheet.language] }
}

extension String {
  /// The text wrapped to lines of `width` columns, words that are wider cut.
  fileprivate func broken(to width: Int) -> [String] {
    wrapped(to: width).flatMap { line -> [String] in
      guard line.displayWidth > width else { return [line] }
      var lines: [String] = []
      var current = ""
      var currentWidth = 0
      for character in line {
        let characterWidth = String(character).displayWidth
        if currentWidth + characterWidth > width {
          lines.append(current)
          (current, currentWidth) = ("", 0)
        }
        current.append(character)
        currentWidth += characterWidth
      }
      return lines + [current]
    }
  }
}
