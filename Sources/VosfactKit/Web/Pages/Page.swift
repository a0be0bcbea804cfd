public import Localization

/// A page as it is sent to a customer's browser.
public struct Page: Equatable, Sendable {
  /// The status of HTTP that goes with it.
  public let status: Int
  /// The language that it is written in, for the header `Content-Language`.
  public let language: Language
  /// The whole document.
  public let html: HTML
  /// What the browser may load for it.
  public let policy: ContentPolicy
}

/// What answers a request for a page.
public enum PageAnswer: Equatable, Sendable {
  case page(Page)
  /// The customer goes on to another address, by 303.
  case redirect(to: String)
}
