/// Where the customer goes to pay.
package enum NextStep: Equatable, Sendable {
  /// An address to be sent to.
  case redirect(url: String)
  /// A form to be posted, with its fields in their order.
  case form(url: String, fields: [(name: String, value: String)])
  /// A page of our own that yields what the provider needs.
  case page(url: String)

  package static func == (left: NextStep, right: NextStep) -> Bool {
    left.json == right.json
  }

  /// The step as scripts read it, and as it is stored.
  package var json: JSONValue {
    switch self {
    case .redirect(let url): ["kind": "redirect", "url": .string(url)]
    case .form(let url, let fields):
      [
        "kind": "form", "url": .string(url),
        "fields": .object(fields.map { JSONMember($0.name, .string($0.value)) }),
      ]
    case .page(let url): ["kind": "page", "url": .string(url)]
    }
  }

  /// The step that `json` gave.
  init?(_ value: JSONValue) {
    guard let url = value["url"]?.string else { return nil }
    switch value["kind"]?.string {
    case "redirect": self = .redirect(url: url)
    case "form":
      let fields = value["fields"]?.members ?? []
      self = .form(url: url, fields: fields.map { ($0.name, $0.value.string ?? "") })
    case "page": self = .page(url: url)
    default: return nil
    }
  }
}
