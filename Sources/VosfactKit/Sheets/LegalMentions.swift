import Localization

/// What French law has an invoice say beside its amounts, by the settings, read once for many documents
/// (French Commercial Code, article L441-9; General Tax Code, annex II, article 242 nonies A).
struct LegalMentions {
  private let latePenalty: LatePenalty?
  private let recoveryIndemnity: RecoveryIndemnity
  private let earlyPaymentDiscount: ExactDecimal?
  private let operationKind: OperationKind?
  private let isVATOnDebits: Bool
  private let vatExemption: TaxExemption?
  private let furtherMention: String?

  init(_ settings: Settings) throws(StorageError) {
    latePenalty = try settings.value(.latePenalty)
    recoveryIndemnity = try settings.value(.recoveryIndemnity)
    earlyPaymentDiscount = try settings.value(.earlyPaymentDiscount)
    operationKind = try settings.value(.operationKind)
    isVATOnDebits = try settings.value(.vatOnDebits)
    vatExemption = try settings.value(.vatExemption)
    furtherMention = try settings.value(.furtherMention)
  }

  /// What `document` says, each in a sentence.
  func sentences(of document: Document, lines: [DocumentLine]) -> [String] {
    let content = document.content
    let language = content.readingLanguage
    var sentences: [Text] = []
    if let operationKind, content.kind != .purchaseOrder { sentences.append(operationKind.text) }
    if isVATOnDebits, content.kind.isClaim || content.kind == .creditNote {
      sentences.append(Text(en: "VAT paid on debits", fr: "TVA acquittée sur les débits"))
    }
    sentences += exemptions(of: lines, isTabled: content.showsTaxes(lines)).map(\.text)
    if content.kind.isClaim { sentences += paymentTerms(for: content.buyer) }
    return sentences.map { $0[language] } + [furtherMention].compactMap(\.self)
  }

  /// Why lines bear no VAT, each reason once, in the order of the lines; what they say themselves stands in the table of
  /// VAT, where there is one.
  private func exemptions(of lines: [DocumentLine], isTabled: Bool) -> [TaxExemption] {
    lines.filter(\.isWithoutTax).reduce(into: []) { reasons, line in
      guard let reason = isTabled && line.exemption != nil ? nil : line.exemption ?? vatExemption,
        !reasons.contains(reason)
      else { return }
      reasons.append(reason)
    }
  }

  /// What holds for a customer who pays early, or late.
  private func paymentTerms(for buyer: Buyer) -> [Text] {
    var terms: [Text] = []
    if let discount = earlyPaymentDiscount {
      let shown = discount.shown
      terms.append(
        discount.coefficient == 0
          ? Text(en: "No discount for early payment", fr: "Pas d’escompte pour paiement anticipé")
          : Text(
            en: "Discount for early payment: \(shown.en)%",
            fr: "Escompte pour paiement anticipé : \(shown.fr)\u{A0}%"))
    }
    if let latePenalty {
      let rate = latePenalty.text
      terms.append(
        Text(
          en: "Late payment penalty: \(rate.en)", fr: "Pénalités de retard : \(rate.fr)"))
    }
    let isOwed =
      recoveryIndemnity == .always || recoveryIndemnity == .businesses && buyer.taxID != nil
    if isOwed {
      terms.append(
        Text(
          en: "Fixed indemnity for recovery costs in case of late payment: €40",
          fr: "Indemnité forfaitaire pour frais de recouvrement en cas de retard : 40\u{202F}€"))
    }
    return terms
  }
}

/// Whom the indemnity for recovery costs is told to.
enum RecoveryIndemnity: String, CaseIterable, Sendable {
  /// Buyers with a tax number.
  case businesses
  case always
  case never
}

/// What is sold.
enum OperationKind: String, CaseIterable, Sendable {
  case goods
  case services
  case goodsAndServices = "goods-and-services"

  /// What a document says of it.
  var text: Text {
    switch self {
    case .goods: Text(en: "Operation: supply of goods", fr: "Opération : livraison de biens")
    case .services:
      Text(en: "Operation: provision of services", fr: "Opération : prestation de services")
    case .goodsAndServices:
      Text(
        en: "Operation: supply of goods and provision of services",
        fr: "Opération : livraison de biens et prestation de services")
    }
  }
}
