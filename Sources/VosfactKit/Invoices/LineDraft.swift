package import Localization

/// A line of a document that is about to be issued.
package struct LineDraft: Equatable, Sendable {
  let name: String
  let quantity: ExactDecimal
  let unitPrice: ExactDecimal
  let taxRate: TaxRate

  /// Reads `NAME;QUANTITY;UNIT PRICE;VAT RATE`; the name may hold semicolons itself.
  ///
  /// - Throws: `Fault`, which names the field that is wrong.
  package init(_ text: String) throws(Fault) {
    let fields = text.split(separator: ";", omittingEmptySubsequences: false)
    guard fields.count >= 4 else {
      let number = Text(
        counting: fields.count, one: Text(en: "\(fields.count) field", fr: "\(fields.count) champ"),
        many: Text(en: "\(fields.count) fields", fr: "\(fields.count) champs"))
      throw Fault(
        .badValue,
        en: """
          the line has \(number.en); four are needed; write it 'NAME;QUANTITY;UNIT PRICE;VAT RATE'
          """,
        fr: """
          la ligne a \(number.fr) ; il en faut quatre ; écrivez-la « NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE \
          TVA »
          """)
    }
    let last = fields.suffix(3).map(\.trimmingSpaces)
    let name = fields.dropLast(3).joined(separator: ";").trimmingSpaces
    guard !name.isEmpty, name.count <= Self.maximumNameLength else {
      throw Fault(
        .badValue, en: "the line has no name, or one over 2,000 characters; say what is sold",
        fr:
          "la ligne n’a pas de nom, ou un nom de plus de 2 000 caractères ; dites ce qui est vendu")
    }
    guard let quantity = ExactDecimal(last[0]) else {
      throw Fault(
        .badValue,
        en:
          "'\(last[0].shown)' is not a quantity; it is the line's second field; write it as 2 or 1.25",
        fr:
          "« \(last[0].shown) » n’est pas une quantité ; c’est le deuxième champ de la ligne ; écrivez-la 2 ou 1,25"
      )
    }
    guard let unitPrice = ExactDecimal(last[1]) else {
      throw Fault(
        .badValue,
        en:
          "'\(last[1].shown)' is not a unit price; it is the line's third field; write it as 95.00",
        fr:
          "« \(last[1].shown) » n’est pas un prix unitaire ; c’est le troisième champ de la ligne ; écrivez-le 95,00"
      )
    }
    guard let taxRate = TaxRate(last[2]) else {
      throw Fault(
        .badValue,
        en:
          "'\(last[2].shown)' is not a VAT rate; it is the line's fourth field; write 20, 5.5, np or disabled",
        fr:
          "« \(last[2].shown) » n’est pas un taux de TVA ; c’est le quatrième champ de la ligne ; écrivez 20, 5,5, np ou disabled"
      )
    }
    self.name = name
    self.quantity = quantity
    self.unitPrice = unitPrice
    self.taxRate = taxRate
  }

  static let maximumNameLength = 2000
}
