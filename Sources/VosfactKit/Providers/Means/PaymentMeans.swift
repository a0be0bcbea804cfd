package import Localization

/// By what a customer pays, whichever provider takes it.
package enum PaymentMeans: String, CaseIterable, Sendable {
  case card, paypal, bitcoin, wallet, installments, transfer
  /// The customer's bank is asked for the money: SEPA, Bacs, ACH.
  case bankDebit = "bank-debit"
  /// The customer orders a transfer at their bank, from the provider's page.
  case payByBank = "pay-by-bank"

  /// What a person calls it.
  package var name: Text {
    switch self {
    case .card: Text(en: "card", fr: "carte bancaire")
    case .paypal: Text(en: "PayPal", fr: "PayPal")
    case .bitcoin: Text(en: "bitcoin", fr: "bitcoin")
    case .wallet: Text(en: "wallet", fr: "portefeuille électronique")
    case .installments: Text(en: "instalments", fr: "paiement en plusieurs fois")
    case .transfer: Text(en: "bank transfer", fr: "virement")
    case .bankDebit: Text(en: "direct debit", fr: "prélèvement")
    case .payByBank: Text(en: "pay by bank", fr: "paiement par la banque")
    }
  }
}

/// A scheme of cards.
package enum CardScheme: String, CaseIterable, Sendable {
  case cb, visa, mastercard, amex, maestro, bancontact

  /// What it calls itself.
  package var name: String {
    switch self {
    case .cb: "CB"
    case .visa: "Visa"
    case .mastercard: "Mastercard"
    case .amex: "American Express"
    case .maestro: "Maestro"
    case .bancontact: "Bancontact"
    }
  }
}

/// By what a provider lets customers pay.
package struct TakenMeans: Equatable, Sendable {
  package let means: [PaymentMeans]
  /// Those of cards; none where it takes no cards.
  package let schemes: [CardScheme]

  /// What a person reads: `PayPal or card`.
  package var name: Text {
    Text(
      en: means.map(\.name.en).asAlternatives(" or "),
      fr: means.map(\.name.fr).asAlternatives(" ou "))
  }

  /// Cards of the schemes that are taken everywhere, and of the French one where `isFrench`.
  static func cards(isFrench: Bool = false) -> TakenMeans {
    TakenMeans(means: [.card], schemes: (isFrench ? [.cb] : []) + [.visa, .mastercard])
  }

  init(means: [PaymentMeans], schemes: [CardScheme] = []) {
    self.means = means
    self.schemes = means.contains(.card) ? schemes : []
  }
}

/// A provider's API that tells by what customers of the account can pay.
protocol MeansTeller {
  /// - Throws: `ProviderError.unreachable` or `.rejected`.
  func takenMeans() throws(ProviderError) -> TakenMeans
}

extension ProviderKey {
  /// The keys that say by what a customer can pay, where the provider's API does not.
  static let means = [
    ProviderKey(
      "means", .plain(.words(PaymentMeans.self)),
      en: "Means of payment taken, separated by commas; as its API tells, else the usual ones",
      fr:
        "Moyens de paiement acceptés, séparés par des virgules ; ce que dit son API, sinon les usuels"
    ),
    ProviderKey(
      "schemes", .plain(.words(CardScheme.self)),
      en: "Schemes of cards taken, separated by commas; as its API tells, else the usual ones",
      fr:
        "Réseaux de cartes acceptés, séparés par des virgules ; ce que dit son API, sinon les usuels"
    ),
  ]
}

extension ProviderConfiguration {
  /// By what customers can pay: what the user said, else what the API told last, else what is usual.
  package var taken: TakenMeans {
    get throws(StorageError) {
      let means: [PaymentMeans]? = try words("means")
      let schemes: [CardScheme]? = try words("schemes")
      let usual = description.taken
      return TakenMeans(means: means ?? usual.means, schemes: schemes ?? usual.schemes)
    }
  }

  private func words<Word: RawRepresentable<String>>(
    _ key: String
  ) throws(StorageError) -> [Word]? {
    let own = try value(key)
    let told = try settings(told: key)
    return (own ?? told)?.split(separator: ",").compactMap { Word(rawValue: String($0)) }
  }

  /// Asks the API by what customers can pay, and keeps the answer; `nil` if it does not tell.
  ///
  /// It throws `ProviderError.unreachable` or `.rejected`, else `StorageError`.
  func learnMeans() throws -> TakenMeans? {
    let teller = try providers.provider(name).api((any MeansTeller).self, providers.transport)
    guard let taken = try teller?.takenMeans() else { return nil }
    try database.transaction {
      try keep(taken.means.map(\.rawValue), told: "means")
      try keep(taken.schemes.map(\.rawValue), told: "schemes")
    }
    return taken
  }
}

extension [String] {
  /// The last one apart from those before by `word`, those by commas.
  fileprivate func asAlternatives(_ word: String) -> String {
    guard let last, count > 1 else { return first ?? "" }
    return dropLast().joined(separator: ", ") + word + last
  }
}

extension SettingType {
  /// Words of an enumeration, separated by commas.
  static func words<Word: RawRepresentable<String> & CaseIterable>(
    _ type: Word.Type
  ) -> SettingType<[Word]> where Value == [Word] {
    let all = Word.allCases.map(\.rawValue).joined(separator: ", ")
    return SettingType<[Word]>(
      en: "words of these, separated by commas: \(all)",
      fr: "des mots parmi ceux-ci, séparés par des virgules : \(all)",
      write: { $0.map(\.rawValue).joined(separator: ",") }
    ) { text in
      let words = text.split(separator: ",").map { Word(rawValue: $0.trimmingSpaces) }
      let known = words.compactMap(\.self)
      return known.isEmpty || known.count < words.count ? nil : known
    }
  }
}
