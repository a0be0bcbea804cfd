import CommandLineKit
import Localization
import VosfactKit

extension Environment {
  /// Writes a document in full: what it says, how far it is paid, its payments and what happened to it.
  func show(_ document: Document, of kit: Kit) throws {
    switch format {
    case .table: try output.write(try page(of: document, kit))
    case .json, .jsonl, .csv: try show(kit.inFull(document)) { "" }
    }
  }

  /// The document as a page for the seller, in the language of this run.
  private func page(of document: Document, _ kit: Kit) throws -> String {
    let sheet = try kit.documentRenderer().sheet(of: document, in: language)
    let text = DocumentText(sheet, width: min(terminal.width ?? 80, 100)) { [terminal] in
      terminal.styled($0, $1)
    }
    var sections = [try heading(of: document, sheet, kit), text.body]
    let registry = [
      (Text(en: "E-mail", fr: "Courriel"), document.mailAddress),
      (
        Text(en: "E-mail as issued", fr: "Courriel à l’émission"),
        document.addressApart == nil ? nil : document.content.buyer.email
      ),
      (Text(en: "Paid at", fr: "Payé le"), document.paidAt?.description),
      (
        Text(en: "No real money", fr: "Sans argent réel"),
        document.isUnreal ? document.unreal.text[language] : nil
      ),
      (Text(en: "Id", fr: "Identifiant"), document.publicID.description),
    ]
    sections.append(
      aligned(
        registry.compactMap { fact in fact.1.map { (fact.0[language], $0.escapedForTerminal) } })
    )
    if let button = sheet.button {
      sections.append(section(Text(en: "Pay link", fr: "Lien de paiement"), [button.url]))
    }
    if let advice = document.advanceAdvice {
      sections.append(section(Text(en: "To do", fr: "À faire"), [advice[language]]))
    }
    let payments = try kit.payments.payments(countingFor: document).map {
      try line(of: $0, kit, countingFor: document)
    }
    if !payments.isEmpty {
      sections.append(section(Text(en: "Payments", fr: "Paiements"), payments))
    }
    sections.append(
      section(Text(en: "History", fr: "Suivi du document"), try history(of: document, kit)))
    return sections.joined(separator: "\n")
  }

  private func section(_ title: Text, _ lines: [String]) -> String {
    ([terminal.styled(title[language], .title)] + lines).joined(separator: "\n") + "\n"
  }

  /// "✓ Facture F-2026-000001 · payé", the mark and the state in the state's colour.
  private func heading(of document: Document, _ sheet: DocumentSheet, _ kit: Kit) throws -> String {
    let isLate = try document.isOverdue(on: kit.today)
    let state = isLate ? Text(en: "overdue", fr: "en retard") : document.stateName
    let (mark, style): (String, Terminal.Style) =
      switch document.state {
      case .paid where document.isUnreal: ("!", .bad)
      case .paid, .credited, .accepted: ("✓", .good)
      case .canceled, .rejected: ("✗", .bad)
      case .issued, .sent, .partiallyPaid: isLate ? ("!", .bad) : ("○", .plain)
      }
    let title = terminal.styled("\(sheet.kind) \(sheet.number)".escapedForTerminal, .title)
    return "\(terminal.styled(mark, style)) \(title) · \(terminal.styled(state[language], style))\n"
  }

  private func history(of document: Document, _ kit: Kit) throws -> [String] {
    var entries = try kit.documents.history(of: document)
    var lines: [String] = []
    while let entry = try entries.next() {
      lines.append("\(entry.at.description)  \(entry.text[language].escapedForTerminal)")
    }
    return lines
  }

  /// Names and values in two columns.
  func aligned(_ rows: [(String, String)]) -> String {
    let names = rows.map(\.0.displayWidth).max() ?? 0
    return rows.map { "\($0.padded(to: names))  \($1)\n" }.joined()
  }

  /// A payment as one line: "✓ Payé  2026-11-23T20:00:00Z  stripe  120,00 €", pink and with a cross if it
  /// is unpaid.
  private func line(
    of payment: Payment, _ kit: Kit, countingFor document: Document
  ) throws -> String {
    guard try kit.payments.document(of: payment)?.number != document.number else {
      return line(of: payment)
    }
    let given = try ListedPayment(payment, kit).allocations.first {
      $0.document == document.number
    }
    let part = given?.amount ?? Amount(minorUnits: 0, currency: payment.amount.currency)
    return line(of: payment, counting: part)
  }

  /// - Parameter part: what of it counts, where that is not all.
  func line(of payment: Payment, counting part: Amount? = nil) -> String {
    let status = payment.status
    let mark = payment.isPaid ? "✓" : "✗"
    let label = "\(mark) \(payment.label[language])"
    var parts = [
      (status.paidAt ?? payment.startedAt).description, payment.provider,
      part.map { Text(en: "\($0.text.en) of", fr: "\($0.text.fr) de")[language] },
      payment.amount.text[language], status.state.name[language], payment.reference,
    ]
    if let mark = payment.mode?.mark { parts.append(mark[language]) }
    if let attention = status.attention {
      parts.append("! \(attention.explanation[language])")
    }
    let line = "\(label)  \(parts.compactMap(\.self).joined(separator: "  "))".escapedForTerminal
    return terminal.styled(line, payment.isPaid ? .good : .bad)
  }
}

extension Kit {
  /// A document with its lines.
  func inFull(_ document: Document) throws -> DocumentInFull {
    DocumentInFull(document, lines: try documents.lines(of: document))
  }
}
