package import VosfactKit

extension MustacheValue: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByArrayLiteral
{
  package init(stringLiteral text: String) {
    self = .text(text)
  }

  package init(booleanLiteral isTrue: Bool) {
    self = .boolean(isTrue)
  }

  package init(arrayLiteral values: MustacheValue...) {
    self = .list(values)
  }
}
