package import Localization

/// A page as it is sent to a customer's browser.
package struct Page: Equatable, Sendable {
  /// The status of HTTP that goes with it.
  let status: HTTPStatus
  /// The language that it is written in, for the header `Content-Language`.
  package let language: Language
  /// The whole document.
  package let html: HTML
  /// What the browser may load for it.
  package let policy: ContentPolicy
}
