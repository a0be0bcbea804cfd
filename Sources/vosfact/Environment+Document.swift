import CommandLineKit
import Localization
import VosfactKit

extension Environment {
  /// Writes a document in full: what it says, how far it is paid, and its payments.
  func show(_ document: Document, of kit: Kit) throws {
    let lines = try kit.documents.lines(of: document)
    try show(document.json(lines: lines)) {
      try text(of: document, lines: lines, payments: kit.payments.payments(for: document))
    }
  }

  private func text(
    of document: Document, lines: [DocumentLine], payments: [Payment]
  ) -> String {
    let content = document.content
    let kind = content.kind.name[language]
    let title = "\(kind.prefix(1).uppercased())\(kind.dropFirst()) \(document.number)"
    var text = terminal.styled(title.escapedForTerminal, .title) + "\n\n"
    text += facts(of: document)
    text += "\n"
    for line in lines {
      text += line.name.escapedForTerminal + detail(of: line, in: document) + "\n"
    }
    text += "\n"
    let sums: [(Text, Amount)] = [
      (Text(en: "Net", fr: "Total HT"), document.amount(content.totals.net)),
      (Text(en: "VAT", fr: "TVA"), document.amount(content.totals.tax)),
      (Text(en: "Total", fr: "Total TTC"), document.total),
      (Text(en: "Paid", fr: "Payé"), document.paid),
      (Text(en: "Balance", fr: "Reste dû"), document.balance),
    ]
    text += aligned(sums.map { ($0[language], $1.text[language]) }, numeric: true)
    if !payments.isEmpty {
      text += "\n"
      for payment in payments { text += line(of: payment) + "\n" }
    }
    return text
  }

  private func facts(of document: Document) -> String {
    let content = document.content
    let buyer = content.buyer
    let place = [buyer.postCode, buyer.city, buyer.country].compactMap(\.self).joined(
      separator: " ")
    let state = terminal.styled(
      document.state.name[language], document.state == .paid ? .good : .plain)
    let facts: [(Text, String?)] = [
      (Text(en: "Buyer", fr: "Acheteur"), buyer.name),
      (Text(en: "E-mail", fr: "Courriel"), buyer.email),
      (Text(en: "Street", fr: "Rue"), buyer.street),
      (Text(en: "City", fr: "Ville"), place.isEmpty ? nil : place),
      (Text(en: "VAT number", fr: "N° de TVA"), buyer.taxID),
      (Text(en: "Issued", fr: "Émission"), content.issuedOn.description),
      (Text(en: "Due", fr: "Échéance"), content.dueOn?.description),
      (Text(en: "Paid at", fr: "Payé le"), document.paidAt?.description),
      (Text(en: "Order", fr: "Commande"), content.orderReference),
      (Text(en: "Id", fr: "Identifiant"), document.publicID.description),
    ]
    return aligned(
      [(Text(en: "State", fr: "État")[language], state)]
        + facts.compactMap { fact in fact.1.map { (fact.0[language], $0.escapedForTerminal) } })
  }

  private func detail(of line: DocumentLine, in document: Document) -> String {
    guard let amounts = line.amounts, let quantity = line.quantity, let price = line.unitPrice
    else {
      return ""
    }
    let unit = line.unit.map { " \($0.escapedForTerminal)" } ?? ""
    let discount = line.discountPercent.map { " −\($0) %" } ?? ""
    let rate =
      switch line.taxRate {
      case .percent(let rate): Text(en: "VAT \(rate) %", fr: "TVA \(rate) %")
      case .notSubject, .disabled, nil: Text(en: "no VAT", fr: "sans TVA")
      }
    return
      "\n    \(quantity)\(unit) × \(price)\(discount) = \(document.amount(amounts.net).text[language]) (\(rate[language]))"
  }

  /// Names and values in two columns.
  func aligned(_ rows: [(String, String)], numeric: Bool = false) -> String {
    let names = rows.map(\.0.displayWidth).max() ?? 0
    let values = rows.map(\.1.displayWidth).max() ?? 0
    return rows.reduce(into: "") { text, row in
      let gap = numeric ? values - row.1.displayWidth : 0
      text +=
        row.0 + String(repeating: " ", count: names - row.0.displayWidth + 2 + gap) + row.1 + "\n"
    }
  }

  /// A payment as one line: "✓ Payé  2026-11-23T20:00:00Z  stripe  120,00 €", pink and with a cross if it
  /// is unpaid.
  func line(of payment: Payment) -> String {
    let standing = payment.standing
    let mark = standing.state.isPaid ? "✓" : "✗"
    let label = "\(mark) \(standing.state.label[language])"
    var parts = [
      (standing.paidAt ?? payment.startedAt).description, payment.provider,
      payment.amount.text[language], standing.state.name[language], payment.reference,
    ]
    if payment.mode == .simulated { parts.append(Text(en: "simulated", fr: "simulé")[language]) }
    if let attention = standing.attention {
      parts.append("! \(attention.explanation[language])")
    }
    let line = "\(label)  \(parts.joined(separator: "  "))".escapedForTerminal
    return terminal.styled(line, standing.state.isPaid ? .good : .bad)
  }
}
