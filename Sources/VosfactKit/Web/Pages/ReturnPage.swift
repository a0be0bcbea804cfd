import Localization

/// The page that a customer comes back to, which says what the database knows.
struct ReturnPage {
  enum Outcome: Equatable, Sendable {
    /// The payment counts.
    case paid
    /// Nothing final is known yet; the page asks again at the address `refreshAddress` after some seconds, unless it
    /// did so for long enough.
    case waiting(refreshAddress: String?)
    /// The provider did not take the money.
    case declined
    /// The customer gave up, or waited too long.
    case canceled
    /// No payment was ever started.
    case nothingStarted
  }

  let outcome: Outcome
  let seller: Seller
  let document: Document
  /// The payment that the page is about: the last one that was started.
  let payment: Payment?
  /// Where the customer can try again.
  let payAddress: String

  /// How long the page waits before it asks again, in seconds.
  static let refreshInterval = 10

  func page(in language: Language) -> Page {
    var head = ""
    if case .waiting(let address?) = outcome {
      head =
        "<meta http-equiv=\"refresh\" content=\"\(Self.refreshInterval); url=\(PlainPage.escaped(address))\">"
    }
    return PlainPage(
      title: "\(outcome)", paragraphs: [document.number, document.paid.text[language]],
      form: "<p><a href=\"\(PlainPage.escaped(payAddress))\">\(document.number)</a></p>", head: head
    ).page(in: language)
  }
}
