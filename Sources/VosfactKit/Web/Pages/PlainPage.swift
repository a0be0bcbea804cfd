import Localization

/// The plainest page: a heading, paragraphs and perhaps a form.
struct PlainPage {
  let title: String
  let paragraphs: [String]
  /// Elements that stand after the paragraphs.
  var form = ""
  /// Elements of the head.
  var head = ""

  func page(
    _ status: HTTPStatus = .ok, in language: Language, policy: ContentPolicy = ContentPolicy()
  ) -> Page {
    let title = Self.escaped(title)
    let body = paragraphs.filter { !$0.isEmpty }.map { "<p>\(Self.escaped($0))</p>" }.joined()
    return Page(
      status: status.rawValue, language: language,
      html: HTML(
        markup: """
          <!doctype html>
          <html lang="\(language.rawValue)"><head><meta charset="utf-8">\
          <meta name="viewport" content="width=device-width, initial-scale=1">\
          <title>\(title)</title>\(head)</head><body><main><h1>\(title)</h1>\(body)\(form)</main></body></html>

          """), policy: policy)
  }

  /// The text as it may stand in an element or a quoted attribute.
  static func escaped(_ text: String) -> String {
    var escaped = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
