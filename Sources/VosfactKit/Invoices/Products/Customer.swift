package import Localization

/// Who buys a product online, as the page's form said it.
package struct Customer: Equatable, Sendable {
  package let name: String
  /// One address.
  package let email: String
  /// ISO 3166-1, two upper-case letters; `nil` if it is not asked for or not told.
  package let country: String?

  static let maximumNameLength = 200

  /// Whether the country is asked for.
  package enum CountryField: String, CaseIterable, Sendable {
    case off, optional, required
  }

  /// The one address that `text` gives.
  ///
  /// One `+` parts a mailbox from a detail (RFC 5233, section 4). Nobody's address has several; who types such a one means
  /// the texts in which a provider puts that sign between values that it signs.
  ///
  /// - Throws: `CustomerError.email`.
  static func checkedEmail(_ text: String) throws(CustomerError) -> String {
    let address = text.trimmed
    guard !address.contains(","), !address.contains(";"), address.isVisible,
      address.utf8.count(where: { $0 == UInt8(ascii: "+") }) <= 1,
      let email = EmailAddresses.normalized(address)
    else { throw .email }
    return email
  }

  /// By what two purchases of one customer are known: the address, in whatever case it was typed.
  var identity: String { email.lowercased() }

  /// Whom the document of a purchase is addressed to.
  var buyer: Buyer { Buyer(name: name, email: email, country: country) }
}

extension Customer {
  /// - Parameter field: whether `country` is asked for; where it is not, it is passed over.
  /// - Throws: `CustomerFaults`, with every field that cannot be taken.
  package init(
    name: String, email: String, country: String?, asking field: CountryField
  ) throws(CustomerFaults) {
    var faults: [CustomerError] = []
    let name = name.trimmed
    if name.isEmpty || !name.isVisible || name.unicodeScalars.count > Self.maximumNameLength {
      faults.append(.name)
    }
    var address = ""
    do throws(CustomerError) {
      address = try Self.checkedEmail(email)
    } catch {
      faults.append(error)
    }
    var code: String?
    if field != .off, let country = country?.trimmed, !country.isEmpty {
      code = SettingType.country.normalized(country)
      if code == nil { faults.append(.country) }
    } else if field == .required {
      faults.append(.countryMissing)
    }
    guard faults.isEmpty else { throw CustomerFaults(faults: faults) }
    self.init(name: name, email: address, country: code)
  }
}

/// A field of a customer's details that cannot be taken.
package struct CustomerError: ExplainedError, Equatable {
  /// The name of the form's field.
  package let field: String
  package let text: Text

  package var nature: FaultNature { .badValue }

  private init(_ field: String, en: String, fr: String) {
    (self.field, text) = (field, Text(en: en, fr: fr))
  }

  static let name = CustomerError(
    "name",
    en:
      "the customer's name cannot be kept; it is empty, over 200 characters, or does not show; give another",
    fr:
      "le nom du client ne peut être gardé ; il est vide, de plus de 200 caractères ou invisible ; donnez-en un autre"
  )
  static let email = CustomerError(
    "email",
    en:
      "the customer has no such e-mail address; one address is needed; write it as name@example.org",
    fr:
      "ce n’est pas l’adresse électronique d’un client ; il en faut une ; écrivez-la comme nom@example.org"
  )
  static let country = CustomerError(
    "country",
    en: "the customer's country is unknown; it is none of ISO 3166; write two letters, as FR",
    fr:
      "le pays du client est inconnu ; il n’est pas dans ISO 3166 ; écrivez deux lettres, comme FR")
  static let countryMissing = CustomerError(
    "country",
    en:
      "the customer's country is missing; the setting online-payments.country-field asks for it; give it as FR",
    fr:
      "le pays du client manque ; le réglage online-payments.country-field le demande ; donnez-le comme FR"
  )
}

/// Every field of a customer's details that cannot be taken, in the form's order.
package struct CustomerFaults: ExplainedError, Equatable {
  package let faults: [CustomerError]

  package var nature: FaultNature { .badValue }
  package var text: Text { faults.first?.text ?? Text(verbatim: "") }
}

extension Setting<Customer.CountryField> {
  package static let countryField = Setting(
    "online-payments.country-field", .choice(Customer.CountryField.allCases), default: "off",
    en: "Whether the payment form asks for the country",
    fr: "Demande ou non du pays dans le formulaire de paiement")
}
