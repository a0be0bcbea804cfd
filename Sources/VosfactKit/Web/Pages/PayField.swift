import Localization

/// Something that a pay page asks the customer beside the provider.
struct PayField: Equatable, Sendable {
  enum Kind: Equatable, Sendable {
    /// A text, with what browsers may fill it in from (HTML Standard, section 4.10.18.7).
    case text(autocomplete: String)
    case email
    case country
    /// An amount of money, with what it may be.
    case amount(hint: Text)

    fileprivate var hint: Text? {
      if case .amount(let hint) = self { hint } else { nil }
    }
  }

  /// The name of the form's field, and the id of its element.
  let name: String
  let kind: Kind
  let label: Text
  let isRequired: Bool
  /// What was given before; for a country its code.
  var value: String?

  /// The field as the form has it, with what is wrong with it.
  func html(fault: PayPage.Fault? = nil, in language: Language) -> HTML {
    let optional: HTML =
      isRequired
      ? "" : " <span class=\"quiet\">\(Text(en: "(optional)", fr: "(facultatif)"), language)</span>"
    var attributes: HTML = isRequired ? " required" : ""
    if fault != nil { attributes += " aria-invalid=\"true\"" }
    let hint: HTML? = kind.hint.map { text in
      "<p class=\"quiet\" id=\"\(name)-hint\">\(text, language)</p>\n"
    }
    let hintID: String? = hint == nil ? nil : "\(name)-hint"
    let descriptions = [hintID, fault?.id].compactMap(\.self).joined(separator: " ")
    if !descriptions.isEmpty {
      attributes += " aria-describedby=\"\(descriptions)\""
    }
    return """
      <div class="field\(fault == nil ? "" : " wrong")"><label for="\(name)">\
      \(label, language)\(optional)</label>
      \(hint)\(fault?.html(in: language))\(control(attributes, in: language))</div>

      """
  }

  private func control(_ attributes: HTML, in language: Language) -> HTML {
    switch kind {
    case .text(let autocomplete):
      """
      <input type="text" id="\(name)" name="\(name)" value="\(value ?? "")" maxlength="200" \
      autocomplete="\(autocomplete)"\(attributes)>
      """
    case .amount:
      """
      <input type="text" inputmode="decimal" id="\(name)" name="\(name)" value="\(value ?? "")" maxlength="40" \
      autocomplete="off"\(attributes)>
      """
    case .email:
      """
      <input type="email" id="\(name)" name="\(name)" value="\(value ?? "")" maxlength="254" \
      autocomplete="email" spellcheck="false"\(attributes)>
      """
    case .country:
      """
      <select id="\(name)" name="\(name)" autocomplete="country"\(attributes)>\
      \(options(in: language))</select>
      """
    }
  }

  private func options(in language: Language) -> HTML {
    let none = Text(en: "Choose a country", fr: "Choisir un pays")
    // The end of an option may be left out (HTML Standard, section 13.1.2.4): there are many.
    return "<option value=\"\">\(none, language)"
      + HTML(
        Country.list(in: language).map { country in
          let mark: HTML = country.code == value ? " selected" : ""
          return "<option value=\(country.code)\(mark)>\(country.name[language])"
        })
  }
}
