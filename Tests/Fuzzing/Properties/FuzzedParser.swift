/// A parser of what comes from outside, by the name of its corpus (`Corpora`).
enum FuzzedParser: String, CaseIterable, Sendable {
  case json
  case xml
  case csv
  case request
  case token
  case number
  case date
  case stripe
  case payzen
  case ingenico
  case paypal
  case braintree
  case bitpay
  /// What we sign, and what others can make of it.
  case recut

  /// Lets the parser read `bytes`, and checks what must hold whatever they are.
  ///
  /// - Throws: `BrokenProperty` with the first that does not hold.
  func check(_ bytes: [UInt8]) throws(BrokenProperty) {
    switch self {
    case .json: try JSONProperties.check(bytes)
    case .xml: try XMLProperties.check(bytes)
    case .csv: try CSVProperties.check(bytes)
    case .request: try CallbackRequestProperties.check(bytes)
    case .token: try PayLinkTokenProperties.check(bytes)
    case .number: try NumberProperties.check(bytes)
    case .date: try DateProperties.check(bytes)
    case .stripe: try FuzzedProvider.check(bytes, at: FuzzedProvider.stripe)
    case .payzen: try FuzzedProvider.check(bytes, at: FuzzedProvider.payzen)
    case .ingenico: try FuzzedProvider.check(bytes, at: FuzzedProvider.ingenico)
    case .paypal: try FuzzedProvider.check(bytes, at: FuzzedProvider.paypal)
    case .braintree: try FuzzedProvider.check(bytes, at: FuzzedProvider.braintree)
    case .bitpay: try FuzzedProvider.check(bytes, at: FuzzedProvider.bitpay)
    case .recut: try RecutProperties.check(bytes)
    }
  }
}

/// What must hold of every input, and does not of one.
struct BrokenProperty: Error {
  /// The property, as a sentence.
  let sentence: String
}

/// Demands that a property holds.
///
/// - Throws: `BrokenProperty` if it does not.
func require(_ holds: Bool, _ sentence: String) throws(BrokenProperty) {
  guard holds else { throw BrokenProperty(sentence: sentence) }
}
