/// Markup of a page, in which every text from outside is escaped unless it is markup already.
///
/// It is written as a literal, where interpolating a `String` escapes it for text and for attributes in double
/// or single quotes; an attribute without quotes, a script and a style are no place for it. What has no
/// meaning in markup does not compile.
///
/// ```swift
/// let page: HTML = "<p title=\"\(number)\">\(buyer.name)</p>"
/// ```
package struct HTML: Equatable, Hashable, Sendable {
  /// The characters as a browser reads them.
  package private(set) var markup: String

  /// Markup that is known to be good: it is not escaped.
  package init(markup: String) {
    self.markup = markup
  }

  /// A text as it may stand in markup.
  package init(escaping text: some StringProtocol) {
    markup = text.escapedForHTML
  }

  /// Pieces, one after another.
  package init(_ pieces: some Sequence<HTML>) {
    markup = pieces.reduce(into: "") { $0 += $1.markup }
  }

  package static func + (left: HTML, right: HTML) -> HTML {
    HTML(markup: left.markup + right.markup)
  }

  package static func += (left: inout HTML, right: HTML) {
    left.markup += right.markup
  }

  /// UTF-8, as a page is sent.
  package var bytes: [UInt8] { Array(markup.utf8) }
}

extension HTML: ExpressibleByStringInterpolation {
  package init(stringLiteral value: String) {
    markup = value
  }

  package init(stringInterpolation: StringInterpolation) {
    markup = stringInterpolation.markup
  }

  /// Puts a literal's pieces together.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var markup = ""

    package init(literalCapacity: Int, interpolationCount: Int) {
      markup.reserveCapacity(literalCapacity + interpolationCount * 16)
    }

    package mutating func appendLiteral(_ literal: String) {
      markup += literal
    }

    /// A text, escaped.
    package mutating func appendInterpolation(_ text: some StringProtocol) {
      markup += text.escapedForHTML
    }

    package mutating func appendInterpolation(_ number: some BinaryInteger) {
      markup += String(number)
    }

    /// Markup as it is; nothing if there is none.
    package mutating func appendInterpolation(_ html: HTML?) {
      if let html { markup += html.markup }
    }

    /// Pieces of markup as they are, one after another.
    package mutating func appendInterpolation(_ pieces: [HTML]) {
      for piece in pieces { markup += piece.markup }
    }
  }
}
