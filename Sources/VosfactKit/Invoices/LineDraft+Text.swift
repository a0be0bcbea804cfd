package import Localization

extension LineDraft {
  /// Reads `NAME;QUANTITY;UNIT PRICE;VAT RATE`, and behind it fields that say what they are: `unit=h`, `discount=10`,
  /// `supplied-on=2026-11-05`, `exemption=261`. A field that begins with a double quote ends with one, and may hold
  /// semicolons, and quotes as two of them. There is one way to read each line, or none.
  ///
  /// - Throws: `Fault`, which names the field that is wrong.
  package init(_ text: String) throws(Fault) {
    let fields = try Self.fields(of: text)
    guard fields.count >= 4 else { throw .tooFewFields(fields.count) }
    let name = fields[0].asOneLine
    guard !name.isEmpty, name.unicodeScalars.count <= Self.maximumNameLength else {
      throw Fault(
        .badValue, en: "the line has no name, or one over 2,000 characters; say what is sold",
        fr:
          "la ligne n’a pas de nom, ou un nom de plus de 2 000 caractères ; dites ce qui est vendu")
    }
    guard let quantity = ExactDecimal(fields[1]) else {
      throw Fault(
        .badValue,
        en:
          "'\(fields[1].shown)' is not a quantity; it is the line's second field; write it as 2 or 1.25",
        fr: """
          « \(fields[1].shown) » n’est pas une quantité ; c’est le deuxième champ de la ligne ; écrivez-la 2 ou 1,25
          """)
    }
    guard let unitPrice = ExactDecimal(fields[2]) else {
      throw Fault(
        .badValue,
        en:
          "'\(fields[2].shown)' is not a unit price; it is the line's third field; write it as 95.00",
        fr: """
          « \(fields[2].shown) » n’est pas un prix unitaire ; c’est le troisième champ de la ligne ; écrivez-le 95,00
          """)
    }
    guard let taxRate = TaxRate(fields[3]) else {
      throw Fault(
        .badValue,
        en: """
          '\(fields[3].shown)' is not a VAT rate; it is the line's fourth field; write 20, 5.5, np or disabled
          """,
        fr: """
          « \(fields[3].shown) » n’est pas un taux de TVA ; c’est le quatrième champ de la ligne ; écrivez 20, 5,5, np \
          ou disabled
          """)
    }
    var item = Item(quantity: quantity, unitPrice: unitPrice, taxRate: taxRate)
    var given: Set<Field> = []
    for text in fields.dropFirst(4) {
      let field = try item.read(text)
      guard given.insert(field).inserted else {
        throw Fault(
          .badValue, en: "the line gives \(field.rawValue) twice; nothing was read; give it once",
          fr: "la ligne donne deux fois \(field.rawValue) ; rien n’est lu ; donnez-le une fois")
      }
    }
    (self.name, self.item) = (name, item)
  }

  /// The fields between semicolons, without the spaces around them.
  private static func fields(of text: String) throws(Fault) -> [String] {
    var fields: [String] = []
    var rest = text[...]
    while true {
      let begun = rest.drop { $0 == " " }
      guard begun.first == "\"" else {
        let end = rest.firstIndex(of: ";") ?? rest.endIndex
        fields.append(rest[..<end].trimmingSpaces)
        guard end < rest.endIndex else { return fields }
        rest = rest[rest.index(after: end)...]
        continue
      }
      var field = ""
      rest = begun.dropFirst()
      while let quote = rest.firstIndex(of: "\"") {
        field += rest[..<quote]
        rest = rest[rest.index(after: quote)...]
        guard rest.first == "\"" else { break }
        field += "\""
        rest = rest.dropFirst()
        if !rest.contains("\"") { throw .openQuote }
      }
      fields.append(field.trimmingSpaces)
      rest = rest.drop { $0 == " " }
      if rest.isEmpty, text.trimmingSpaces.last == "\"" { return fields }
      guard rest.first == ";" else { throw .openQuote }
      rest = rest.dropFirst()
    }
  }

  /// A field that says what it is.
  fileprivate enum Field: String, CaseIterable {
    case unit, discount, exemption
    case suppliedOn = "supplied-on"

    /// Reads the name in either language, with accents or without.
    init?(_ name: some StringProtocol) {
      switch name.trimmingSpaces.lowercased() {
      case "unit", "unité", "unite": self = .unit
      case "discount", "remise": self = .discount
      case "exemption", "exonération", "exoneration": self = .exemption
      case "supplied-on", "fourni-le": self = .suppliedOn
      default: return nil
      }
    }
  }
}

extension LineDraft.Item {
  /// Takes over what a field behind the fourth says, and gives what it is.
  ///
  /// - Throws: `Fault` if it does not say what it is, or cannot be read.
  fileprivate mutating func read(_ text: String) throws(Fault) -> LineDraft.Field {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let field = LineDraft.Field(parts[0]) else { throw .unnamedField(text) }
    let value = parts[1].trimmingSpaces
    let isRead =
      switch field {
      case .unit: read(value, into: \.unit) { $0.isUnit ? $0 : nil }
      case .discount: read(value, into: \.discountPercent) { ExactDecimal(discountPercent: $0) }
      case .exemption: read(value, into: \.exemption) { TaxExemption($0) }
      case .suppliedOn: read(value, into: \.suppliedOn) { CalendarDate($0) }
      }
    guard isRead else { throw .unreadable(field, value) }
    guard exemption == nil || taxRate.percentage.coefficient == 0 else { throw .taxedExemption }
    return field
  }

  private mutating func read<Value>(
    _ text: String, into place: WritableKeyPath<Self, Value?>, _ parse: (String) -> Value?
  ) -> Bool {
    self[keyPath: place] = parse(text)
    return self[keyPath: place] != nil
  }
}

extension String {
  /// Whether it can stand behind a quantity.
  fileprivate var isUnit: Bool {
    isVisible && !isBlank && unicodeScalars.count <= LineDraft.maximumUnitLength
  }
}

extension ExactDecimal {
  /// Reads what is taken off a price in percent, from 0 to 100: "12.5", "12,5 %".
  init?(discountPercent text: String) {
    let digits = text.hasSuffix("%") ? text.dropLast().trimmingSpaces : text
    guard let number = ExactDecimal(digits), case .percent? = TaxRate(number.description) else {
      return nil
    }
    self = number
  }
}

extension Fault {
  private static let form = (
    en: "'NAME;QUANTITY;UNIT PRICE;VAT RATE'", fr: "« NOM;QUANTITÉ;PRIX UNITAIRE;TAUX DE TVA »"
  )

  fileprivate static func tooFewFields(_ count: Int) -> Fault {
    let number = Text(
      counting: count, one: Text(en: "\(count) field", fr: "\(count) champ"),
      many: Text(en: "\(count) fields", fr: "\(count) champs"))
    return Fault(
      .badValue, en: "the line has \(number.en); four are needed; write it \(form.en)",
      fr: "la ligne a \(number.fr) ; il en faut quatre ; écrivez-la \(form.fr)")
  }

  fileprivate static func unnamedField(_ text: String) -> Fault {
    Fault(
      .badValue,
      en: """
        '\(text.shown)' is one field too many; behind \(form.en) come unit=, discount=, supplied-on= or exemption=; put \
        a name that holds semicolons between double quotes
        """,
      fr: """
        « \(text.shown) » est un champ de trop ; après \(form.fr) viennent unité=, remise=, fourni-le= ou exonération= ; \
        mettez un nom à points-virgules entre guillemets droits
        """)
  }

  fileprivate static func unreadable(_ field: LineDraft.Field, _ value: String) -> Fault {
    let shown = value.shown
    return switch field {
    case .unit:
      Fault(
        .badValue,
        en:
          "'\(shown)' is not a unit; it is empty, over 50 characters or does not show; write unit=h",
        fr:
          "« \(shown) » n’est pas une unité ; vide, de plus de 50 caractères ou invisible ; écrivez unité=h"
      )
    case .discount:
      Fault(
        .badValue,
        en: "'\(shown)' is not a discount; it takes off from 0 to 100 percent; write discount=12.5",
        fr: "« \(shown) » n’est pas une remise ; elle va de 0 à 100 pour cent ; écrivez remise=12,5"
      )
    case .suppliedOn:
      Fault(
        .badValue,
        en:
          "'\(shown)' is no date of the calendar; it tells the supply; write supplied-on=2026-01-31",
        fr:
          "« \(shown) » n’est pas une date du calendrier ; c’est la fourniture ; écrivez fourni-le=2026-01-31"
      )
    case .exemption:
      Fault(
        .badValue,
        en: "'\(shown)' tells no reason; it is empty or over 200 characters; write exemption=261",
        fr:
          "« \(shown) » n’est pas un motif ; vide ou de plus de 200 caractères ; écrivez exonération=261"
      )
    }
  }

  /// An exemption of what bears VAT.
  static let taxedExemption = Fault(
    .badValue,
    en: "the line bears VAT and says why it bears none; it is one or the other; leave one out",
    fr:
      "la ligne porte une TVA et dit pourquoi elle n’en porte pas ; c’est l’un ou l’autre ; retirez-en un"
  )

  fileprivate static let openQuote = Fault(
    .badValue,
    en:
      "a double quote opens a field of the line and does not end it; close it, or double those inside",
    fr:
      "un guillemet droit ouvre un champ de la ligne sans le finir ; fermez-le, ou doublez ceux du champ"
  )
}
