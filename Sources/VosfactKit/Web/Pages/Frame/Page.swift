package import Localization

/// A page as it is sent to a customer's browser.
package struct Page: Equatable, Sendable {
  /// The status of HTTP that goes with it.
  package let status: Int
  /// The language that it is written in, for the header `Content-Language`.
  package let language: Language
  /// The whole document.
  package let html: HTML
  /// What the browser may load for it.
  package let policy: ContentPolicy
}

/// What answers a request for a page.
package enum PageAnswer: Equatable, Sendable {
  case page(Page)
  /// The customer goes on to another address, by 303.
  case redirect(to: String)
}
