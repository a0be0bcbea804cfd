import Localization

/// Puts a document into the words of its language.
struct DocumentSheetMaker {
  let document: Document
  let language: Language
  let lines: [DocumentLine]
  let seller: DocumentSheet.Party
  /// ISO 3166-1; an address in the same country does not name it.
  let sellerCountry: String
  let account: (iban: IBAN, bic: BIC?, hasCode: Bool)?
  let button: PayButton?
  let mentions: [String]
  let timeZone: String
  /// What stands beside money under way that is none, or not all of it.
  let underWayMark: Text?

  private var content: DocumentContent { document.content }

  func sheet() -> DocumentSheet {
    let summary = TaxSummary(of: lines, totals: content.totals)
    let hasTax = content.showsTaxes(lines)
    return DocumentSheet(
      language: language, kind: content.kind.title(language), number: document.number,
      seller: seller, buyer: buyer, facts: facts, lines: lines.map { line($0, hasTax: hasTax) },
      taxes: hasTax ? summary.rows.map(row) : [], totals: totals(hasTax: hasTax), stamp: stamp,
      button: button, transfer: transfer, mentions: mentions)
  }

  // MARK: - People

  private var buyer: DocumentSheet.Party {
    let buyer = content.buyer
    let isAbroad = buyer.country != nil && buyer.country != sellerCountry
    var identifiers: [DocumentSheet.Fact] = []
    if let number = buyer.taxID {
      if let siren = SIREN(vatID: number) ?? SIREN(number) {
        identifiers.append(fact(DocumentLabels.siren, siren.grouped))
      }
      if SIREN(number) == nil {
        let isVATID = number.prefix(2).allSatisfy(\.isLetter)
        identifiers.append(fact(isVATID ? DocumentLabels.vatID : DocumentLabels.taxID, number))
      }
    }
    return DocumentSheet.Party(
      name: buyer.name,
      address: [
        buyer.street, [buyer.postCode, buyer.city].joinedWords,
        isAbroad ? buyer.country.map { Country.named($0)?.name[language] ?? $0 } : nil,
      ].compactMap(\.self), identifiers: identifiers, email: buyer.email)
  }

  // MARK: - Dates and references

  private var facts: [DocumentSheet.Fact] {
    var facts = [fact(DocumentLabels.issuedOn, content.issuedOn.text(in: language))]
    if let soldOn = content.soldOn, soldOn != "off", soldOn != content.issuedOn.description {
      facts.append(fact(DocumentLabels.soldOn, CalendarDate(soldOn)?.text(in: language) ?? soldOn))
    }
    if let dueOn = content.dueOn, content.kind.hasDueDate {
      let label = content.kind == .quote ? DocumentLabels.validUntil : DocumentLabels.dueOn
      facts.append(fact(label, dueOn.text(in: language)))
    }
    if let origin = content.convertedFrom {
      facts.append(fact(DocumentLabels.convertedFrom, origin))
    }
    if let reference = content.orderReference {
      facts.append(fact(DocumentLabels.order, reference))
    }
    return facts
  }

  private var stamp: DocumentSheet.Stamp? {
    switch document.state {
    case .paid:
      // What was paid without money must not look like a receipt at a glance.
      let kind: DocumentSheet.Stamp.Kind = document.isUnreal ? .partial : .paid
      guard let paidAt = document.paidAt else {
        return DocumentSheet.Stamp(kind: kind, text: document.stateName[language])
      }
      let day = LocalTime.date(of: paidAt, in: timeZone).text(in: language)
      let mark = document.unrealMark.map { ", \($0[language])" } ?? ""
      return DocumentSheet.Stamp(
        kind: kind, text: "\(DocumentLabels.paidOn[language]) \(day)\(mark)")
    case .partiallyPaid, .credited:
      return DocumentSheet.Stamp(kind: .partial, text: document.stateName[language])
    case .canceled:
      return DocumentSheet.Stamp(kind: .canceled, text: document.state.name[language])
    case .issued, .sent, .accepted, .rejected: return nil
    }
  }

  private var transfer: DocumentSheet.Transfer? {
    guard let account, content.kind.isClaim || content.kind == .proforma,
      document.claim.minorUnits > 0
    else { return nil }
    let code = TransferCode(
      name: seller.name, iban: account.iban, bic: account.bic, amount: document.claim,
      reference: document.number)
    return DocumentSheet.Transfer(
      iban: account.iban.grouped, bic: account.bic?.code, reference: document.number,
      code: account.hasCode ? code?.text : nil)
  }

  // MARK: - Lines and sums

  private func line(_ line: DocumentLine, hasTax: Bool) -> DocumentSheet.Line {
    guard let amounts = line.amounts else {
      return DocumentSheet.Line(
        name: line.name, supply: nil, isSeparator: true, quantity: nil, unitPrice: nil,
        discount: nil,
        taxRate: nil, net: nil)
    }
    let quantity = [line.quantity?.withoutTrailingZeros.shown(in: language), line.unit].joinedWords
    let isDiscounted = line.discountPercent.map { $0.coefficient != 0 } ?? false
    return DocumentSheet.Line(
      name: line.name, supply: line.suppliedOn.map(supply), isSeparator: false, quantity: quantity,
      unitPrice: line.unitPrice.map(price),
      discount: isDiscounted ? line.discountPercent.map(percentage) : nil,
      taxRate: hasTax ? rate(line.taxRate) : nil, net: text(amounts.net))
  }

  private func row(_ row: TaxSummary.Row) -> DocumentSheet.TaxRow {
    DocumentSheet.TaxRow(
      rate: rate(row.category.rate), exemption: row.category.exemption?.text[language],
      net: text(row.net), tax: text(row.tax))
  }

  private func supply(_ date: CalendarDate) -> String {
    let label = DocumentLabels.suppliedOn[language]
    return "\(label) \(date.text(in: language))"
  }

  private func totals(hasTax: Bool) -> [DocumentSheet.Fact] {
    var totals =
      hasTax
      ? [
        fact(DocumentLabels.net, text(content.totals.net)),
        fact(DocumentLabels.tax, text(content.totals.tax)),
        fact(DocumentLabels.total, text(content.totals.total)),
      ] : [fact(DocumentLabels.plainTotal, text(content.totals.total))]
    let isOverpaid = document.balance.minorUnits < 0
    guard ![.canceled, .rejected].contains(document.state), document.total.minorUnits > 0,
      content.kind != .creditNote,
      isOverpaid
        || document.state != .paid
          && (document.claim != document.total || document.credited.minorUnits != 0
            || document.paid.minorUnits != 0)
    else { return totals }
    let underWay = DocumentLabels.underWay
    let amounts = [
      (
        DocumentLabels.label(ofCredited: content.kind),
        document.credited
      ), (DocumentLabels.paid, document.paid),
      (
        underWayMark.map { mark in
          Text(en: "\(underWay.en), \(mark.en)", fr: "\(underWay.fr), \(mark.fr)")
        } ?? underWay, document.underWay
      ),
      (DocumentLabels.disputed, document.disputed), (DocumentLabels.returned, document.returned),
      (DocumentLabels.writtenOff, document.writtenOff),
    ]
    for (label, amount) in amounts where amount.minorUnits != 0 {
      totals.append(fact(label, amount.text(in: language)))
    }
    totals.append(
      isOverpaid
        ? fact(DocumentLabels.overpaid, text(-document.balance.minorUnits))
        : fact(DocumentLabels.claim, document.claim.text(in: language)))
    return totals
  }

  private func rate(_ rate: TaxRate?) -> String {
    switch rate {
    case .percent(let number): percentage(number)
    case .notSubject, .disabled, nil: DocumentLabels.noVAT[language]
    }
  }

  private func percentage(_ number: ExactDecimal) -> String {
    let shown = number.withoutTrailingZeros.shown(in: language)
    return switch language {
    case .english: shown + "%"
    case .french: shown + "\u{A0}%"
    }
  }

  /// A unit price: an amount if it is one, else the number as it was given, with the currency.
  private func price(_ number: ExactDecimal) -> String {
    if let amount = try? Amount(number, currency: content.currency) {
      return amount.text(in: language)
    }
    return "\(number.shown(in: language))\u{A0}\(content.currency.code)"
  }

  private func text(_ minorUnits: Int64) -> String {
    document.amount(minorUnits).text(in: language)
  }

  private func fact(_ label: Text, _ value: String) -> DocumentSheet.Fact {
    DocumentSheet.Fact(label: label[language], value: value)
  }
}

extension DocumentContent {
  /// Whether a sheet of it has a table of VAT by rate, which tells why lines bear none.
  func showsTaxes(_ lines: [DocumentLine]) -> Bool {
    totals.tax != 0 || lines.contains(where: \.isAboutVAT)
  }
}

extension DocumentLine {
  /// Whether the line says anything of VAT, and be it that there is none.
  fileprivate var isAboutVAT: Bool {
    guard amounts != nil, let taxRate else { return false }
    return taxRate != .disabled
  }
}
