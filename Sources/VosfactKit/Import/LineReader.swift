import Localization

/// A line of an imported document, with what its price and quantity alone make of it.
struct ImportedLine {
  let line: DocumentLine
  /// To compare the document's totals with; the given amounts where they cannot be recomputed.
  let recomputed: LineAmounts?
}

/// Reads one position of a document.
///
/// The totals that the position gives stand; what it does not give is computed.
struct LineReader {
  /// Whether faults and warnings were met, and which.
  var notices: [Importer.Notice] { fields.notices }

  private var fields: FieldReader
  private let currency: Currency

  init(_ position: JSONValue, line: Int, position index: Int?, currency: Currency) {
    fields = FieldReader(position, line: line, position: index)
    self.currency = currency
  }

  /// The line; `nil` if it has faults.
  mutating func read() -> ImportedLine? {
    let kind = fields.rawText("kind")
    if kind == "text_separator" || kind == "subtotal" {
      let name = fields.text("name", limit: LineDraft.maximumNameLength) ?? ""
      return ImportedLine(line: DocumentLine(separator: name), recomputed: nil)
    }
    for field in ["name", "quantity", "tax"] { fields.require(field) }
    let name = fields.text("name", limit: LineDraft.maximumNameLength)
    let quantity = fields.decimal("quantity")
    let unit = fields.text("quantity_unit", limit: LineDraft.maximumUnitLength)
    let unitPrice = fields.decimal("price_net")
    let rate = fields.value("tax") {
      TaxRate($0)
    } orNote: {
      Text(
        en: "'\($0.shown)' is not a VAT rate; write a percentage from 0 to 100, np or disabled",
        fr:
          "« \($0.shown) » n’est pas un taux de TVA ; écrivez un pourcentage de 0 à 100, np ou disabled"
      )
    }
    let percent = discountPercent()
    // A position that is discounted by percentage may tell the amount as well.
    let hasAmountOff = percent == nil && (fields.amount("discount", in: currency) ?? 0) != 0
    let net = fields.amount("total_price_net", in: currency)
    let gross = fields.amount("total_price_gross", in: currency)
    if fields.isAbsent("total_price_net") {
      fields.require("price_net")
      if hasAmountOff {
        fields.fault(
          "discount",
          en: "the discount is an amount; the line's total does not follow; give total_price_net",
          fr:
            "la remise est un montant ; le total de la ligne n’en découle pas ; donnez total_price_net"
        )
      }
    }
    let exemption = exemption(at: rate)
    let suppliedOn = fields.date("supplied_on")
    let deposit = fields.text("deposit", limit: 100)
    guard fields.notices.isEmpty, let name, let quantity, let rate else { return nil }

    var computed: LineAmounts?
    if let unitPrice, !hasAmountOff {
      computed = try? LineAmounts(
        quantity: quantity, unitPrice: unitPrice, taxRate: rate, discountPercent: percent,
        currency: currency)
    }
    guard let amounts = amounts(net: net, gross: gross, rate: rate, computed: computed) else {
      fields.noteTooLargeASum(net == nil ? "price_net" : "total_price_net")
      return nil
    }
    return ImportedLine(
      line: DocumentLine(
        name: name, quantity: quantity, unit: unit, unitPrice: unitPrice, taxRate: rate,
        discountPercent: percent, amounts: amounts, exemption: exemption, suppliedOn: suppliedOn,
        deposit: deposit),
      recomputed: computed ?? amounts)
  }

  /// The line as one to be issued, of which all is worked out anew; `nil` if it has faults, or says that it comes to
  /// something else.
  mutating func draft() -> LineDraft? {
    guard let read = read() else { return nil }
    let line = read.line
    guard let amounts = line.amounts else { return LineDraft(name: line.name, item: nil) }
    fields.require("price_net")
    if let deposit = line.deposit {
      fields.fault(
        "deposit",
        en: "the line deducts \(deposit.shown); such lines are made by --deposits; leave it out",
        fr: "la ligne déduit \(deposit.shown) ; --deposits fait ces lignes ; retirez-la")
    }
    if read.recomputed?.net != amounts.net {
      fields.fault(
        "total_price_net", en: "the line's price and quantity make another total; correct one",
        fr: "le prix et la quantité de la ligne font un autre total ; corrigez l’un")
    }
    guard fields.notices.allSatisfy(\.isWarning), let quantity = line.quantity,
      let unitPrice = line.unitPrice, let taxRate = line.taxRate
    else { return nil }
    return LineDraft(
      name: line.name,
      item: .init(
        quantity: quantity, unit: line.unit, unitPrice: unitPrice, taxRate: taxRate,
        discountPercent: line.discountPercent, exemption: line.exemption,
        suppliedOn: line.suppliedOn))
  }

  /// Why the line bears no VAT, which only one that bears none may say.
  private mutating func exemption(at rate: TaxRate?) -> TaxExemption? {
    let exemption = fields.value("exemption") {
      TaxExemption($0)
    } orNote: {
      Text(
        en: "'\($0.shown)' tells no reason; it is over 200 characters or does not show; write 261",
        fr:
          "« \($0.shown) » n’est pas un motif ; plus de 200 caractères, ou invisible ; écrivez 261")
    }
    guard exemption != nil, let rate, rate.percentage.coefficient != 0 else { return exemption }
    fields.fault("exemption", Fault.taxedExemption.text)
    return nil
  }

  private mutating func discountPercent() -> ExactDecimal? {
    let percent = fields.value("discount_percent") {
      ExactDecimal(discountPercent: $0)
    } orNote: {
      Text(
        en: "'\($0.shown)' is not a discount; it takes off from 0 to 100 percent; write it as 12.5",
        fr: "« \($0.shown) » n’est pas une remise ; elle va de 0 à 100 pour cent ; écrivez-la 12,5")
    }
    return percent?.coefficient == 0 ? nil : percent
  }

  private func amounts(
    net: Int64?, gross: Int64?, rate: TaxRate, computed: LineAmounts?
  ) -> LineAmounts? {
    guard let net = net ?? computed?.net else { return nil }
    if let gross { return LineAmounts(net: net, tax: gross - net) }
    guard let tax = rate.tax(onMinorUnits: net) else { return nil }
    return LineAmounts(net: net, tax: tax)
  }
}
