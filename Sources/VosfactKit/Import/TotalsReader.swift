import Localization

/// Reads the totals of a document, which stand as they were issued, and compares them with its lines.
struct TotalsReader {
  let lines: [ImportedLine]
  let currency: Currency

  /// The totals; what is not given follows from the rest, or from the lines. `nil` if they contradict
  /// each other or are too large.
  func read(_ fields: inout FieldReader) -> Totals? {
    let before = fields.notices.count
    let givenNet = fields.amount("price_net", in: currency)
    let givenTax = fields.amount("price_tax", in: currency)
    let givenTotal = fields.amount("price_gross", in: currency)
    guard fields.notices.count == before else { return nil }

    let isGivenInPart = [givenNet, givenTax, givenTotal].count { $0 != nil } < 2
    let recomputed: Totals
    let computed: Totals
    do {
      recomputed = try sumOfLines()
      computed = isGivenInPart ? try Totals(of: lines.map(\.line)) : recomputed
    } catch {
      fields.noteTooLargeASum("positions")
      return nil
    }
    var tax = givenTax ?? computed.tax
    if givenTax == nil, let givenNet, let givenTotal { tax = givenTotal - givenNet }
    let net = givenNet ?? givenTotal.map { $0 - tax } ?? computed.net
    let total = givenTotal ?? net + tax
    guard net + tax == total else {
      let parts = (net: amount(net).decimal, tax: amount(tax).decimal, total: amount(total).decimal)
      fields.fault(
        "price_gross",
        en:
          "\(parts.net) net and \(parts.tax) of VAT do not make \(parts.total); the totals contradict each other; correct them",
        fr:
          "\(parts.net) hors taxe et \(parts.tax) de TVA ne font pas \(parts.total) ; les totaux se contredisent ; corrigez-les"
      )
      return nil
    }
    guard [net, tax, total].allSatisfy({ $0.magnitude <= Amount.maximumMinorUnits }) else {
      fields.noteTooLargeASum("price_gross")
      return nil
    }
    if givenNet != nil { compare(net, recomputed.net, "price_net", &fields) }
    if givenTax != nil { compare(tax, recomputed.tax, "price_tax", &fields) }
    if givenTotal != nil, givenNet == nil || givenTax == nil {
      compare(total, recomputed.total, "price_gross", &fields)
    }
    return Totals(net: net, tax: tax, total: total)
  }

  /// Warns if a total is further from the lines than roundings can bring it: one minor unit per line.
  private func compare(_ given: Int64, _ sum: Int64, _ field: String, _ fields: inout FieldReader) {
    let tolerance = lines.count { $0.recomputed != nil }
    guard (given - sum).magnitude > tolerance else { return }
    let (given, computed) = (amount(given), amount(sum))
    fields.warn(
      field,
      en:
        "\(given.text.en) is given, the lines make \(computed.text.en); the given total stands; check the document",
      fr:
        "\(given.text.fr) indiqués, les lignes font \(computed.text.fr) ; le total indiqué demeure ; vérifiez le document"
    )
  }

  /// The sum of the lines, each with its own tax, as their prices and quantities make them.
  private func sumOfLines() throws(Fault) -> Totals {
    // At most 10,000 lines of at most 10^15 minor units: 64 bits hold the sum, an amount may not.
    var net: Int64 = 0
    var tax: Int64 = 0
    for case let amounts? in lines.lazy.map(\.recomputed) {
      net += amounts.net
      tax += amounts.tax
    }
    guard [net, tax].allSatisfy({ $0.magnitude <= Amount.maximumMinorUnits }) else {
      throw .totalTooLarge
    }
    return Totals(net: net, tax: tax, total: net + tax)
  }

  private func amount(_ minorUnits: Int64) -> Amount {
    Amount(minorUnits: minorUnits, currency: currency)
  }
}

extension FieldReader {
  /// Notes that what `field` comes to is beyond the largest amount.
  mutating func noteTooLargeASum(_ field: String) {
    fault(
      field,
      en: "the amounts are too large; at most 15 digits in minor units are kept; correct them",
      fr: "les montants sont trop grands ; 15 chiffres en unités mineures au plus ; corrigez-les")
  }
}
