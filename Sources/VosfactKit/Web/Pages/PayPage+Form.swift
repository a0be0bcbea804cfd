extension PayPage {
  /// What a form asks for.
  enum Wish {
    /// Of what a link for a part asks, so much; all of the claim if it is `nil`.
    case payment(of: Document, PartOfClaim, Amount?, by: Payer)
    case purchase(of: Product, by: Customer, order: String?)
    case statement(of: AccountStatement, by: Payer)
  }

  /// Takes over what a customer filled in, and what is wrong with it; gives what is asked for and the provider chosen, if
  /// nothing is.
  mutating func fill(with form: WebForm) -> (wish: Wish, offer: ProviderOffer)? {
    (name, email, country) = (form["name"], form["email"], form["country"])
    chosenProvider = form["provider"]
    let offer = offers.first { $0.name == chosenProvider }
    let unchosen: [Fault] = enter(form["amount"]) + (offer == nil ? [.provider] : [])
    let wish: Wish?
    // Faults stand in the order of the page's fields.
    switch item {
    case .document(let document, let part, _, _):
      let (payer, wrong) = payer
      faults = unchosen + wrong
      wish = .payment(of: document, part, part == .whole ? nil : amount, by: payer)
    case .statement(let list):
      let (payer, wrong) = payer
      faults = unchosen + wrong
      wish = .statement(of: list.statement, by: payer)
    case .product(let product, let order):
      wish = customer.map { .purchase(of: product, by: $0, order: order) }
      faults += unchosen
    }
    guard faults.isEmpty, let offer, let wish else { return nil }
    return (wish, offer)
  }

  /// Who pays a document, as far as that is asked, and what is wrong with it.
  private var payer: (Payer, [Fault]) {
    let told = countryField == .off ? nil : country
    let payer = Payer(country: told.flatMap(SettingType.country.normalized))
    let isWrong = payer.country == nil && (told != nil || countryField == .required)
    return (payer, isWrong ? [.country] : [])
  }

  /// Takes over the amount that a customer entered, if one is asked for, and gives what is wrong with it.
  private mutating func enter(_ text: String?) -> [Fault] {
    guard var entry else { return [] }
    entry.text = text ?? ""
    self.entry = entry
    guard let entered = Amount(entered: text ?? "", in: amount.currency) else {
      return [.amount(as: entry.most)]
    }
    guard entered.minorUnits <= entry.most.minorUnits else { return [.amountOver(entry.most)] }
    guard entered.minorUnits >= entry.least.minorUnits else { return [.amountUnder(entry.least)] }
    amount = entered
    return []
  }

  /// The customer that the fields tell of; `nil`, with the faults, if they do not.
  private var customer: Customer? {
    mutating get {
      // A code of two letters that no country has is as wrong as any other text.
      let code = country.map { Country.named($0.uppercased())?.code ?? "?" }
      do throws(CustomerFaults) {
        return try Customer(
          name: name ?? "", email: email ?? "", country: code, asking: countryField)
      } catch {
        let fields = Set(error.faults.map(\.field))
        faults = [.email, .name, .country].filter { $0.field.map(fields.contains) == true }
        return nil
      }
    }
  }
}
