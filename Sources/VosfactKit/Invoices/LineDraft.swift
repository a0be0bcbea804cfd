package import Localization

/// A line of a document that is about to be issued.
package struct LineDraft: Equatable, Sendable {
  let name: String
  let quantity: ExactDecimal
  let unitPrice: ExactDecimal
  let taxRate: TaxRate

  /// Reads `NAME;QUANTITY;UNIT PRICE;VAT RATE`; the name may hold semicolons itself.
  ///
  /// - Throws: `LineError`, which names the field that is wrong.
  package init(_ text: String) throws(LineError) {
    let fields = text.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count >= 4 else { throw .fields(fields.count) }
    let last = fields.suffix(3).map(\.trimmingSpaces)
    let name = fields.dropLast(3).joined(separator: ";").trimmingSpaces
    guard !name.isEmpty, name.count <= Self.maximumNameLength else { throw .name }
    guard let quantity = ExactDecimal(last[0]) else { throw .quantity(last[0]) }
    guard let unitPrice = ExactDecimal(last[1]) else { throw .unitPrice(last[1]) }
    guard let taxRate = TaxRate(last[2]) else { throw .taxRate(last[2]) }
    self.name = name
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.taxRate = taxRate
  }

  static let maximumNameLength = 2000
}

/// Which field of a line is wrong.
package enum LineError: Error, Equatable, Sendable {
  case fields(Int)
  case name
  case quantity(String)
  case unitPrice(String)
  case taxRate(String)
}

extension LineError: ExplainedError {
  package var nature: FaultNature { .badValue }

  package var text: Text {
    switch self {
    case .fields(let count):
      let fields = Text(
        counting: count, one: Text(en: "\(count) field", fr: "\(count) champ"),
        many: Text(en: "\(count) fields", fr: "\(count) champs"))
      return Text(
        en: """
          the line has \(fields.en); four are needed; write it 'NAME;QUANTITY;UNIT PRICE;VAT RATE'
          """,
        fr: """
          la ligne a \(fields.fr) ; il en faut quatre ; écrivez-la « NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE \
          TVA »
          """)
    case .name:
      return Text(
        en: "the line has no name, or one over 2,000 characters; say what is sold",
        fr:
          "la ligne n’a pas de nom, ou un nom de plus de 2 000 caractères ; dites ce qui est vendu")
    case .quantity(let text):
      let shown = text.shown
      return Text(
        en: "'\(shown)' is not a quantity; it is the line's second field; write it as 2 or 1.25",
        fr:
          "« \(shown) » n’est pas une quantité ; c’est le deuxième champ de la ligne ; écrivez-la 2 ou 1,25"
      )
    case .unitPrice(let text):
      let shown = text.shown
      return Text(
        en: "'\(shown)' is not a unit price; it is the line's third field; write it as 95.00",
        fr:
          "« \(shown) » n’est pas un prix unitaire ; c’est le troisième champ de la ligne ; écrivez-le 95,00"
      )
    case .taxRate(let text):
      let shown = text.shown
      return Text(
        en:
          "'\(shown)' is not a VAT rate; it is the line's fourth field; write 20, 5.5, np or disabled",
        fr:
          "« \(shown) » n’est pas un taux de TVA ; c’est le quatrième champ de la ligne ; écrivez 20, 5,5, np ou disabled"
      )
    }
  }
}
