/// One header field of a mail, its value encoded where it is not ASCII and its lines folded.
///
/// A field that is made here holds no line end but those of its folding, whatever the text: a name or a subject
/// from outside cannot add a field of its own.
struct MailHeader {
  /// The field, with a line feed at the end of each of its lines.
  let text: String

  /// The length that lines keep to (RFC 5322, section 2.1.1).
  private static let lineLimit = 78

  /// A field whose value is made of `tokens`, which stand apart by a space, and between which alone the lines are
  /// folded (section 2.2.3). The tokens are ASCII without control characters.
  init(_ name: String, tokens: [String]) {
    var text = "\(name):"
    var column = text.utf8.count
    for token in tokens {
      if column + 1 + token.utf8.count > Self.lineLimit, column > name.utf8.count + 1 {
        text += "\n"
        column = 0
      }
      text += " \(token)"
      column += 1 + token.utf8.count
    }
    self.text = text + "\n"
  }

  /// A field whose value the program itself makes: ASCII, without spaces that matter.
  init(_ name: String, _ value: String) {
    self.init(name, tokens: value.split(separator: " ").map(String.init))
  }

  /// A field of text for people, as the subject (RFC 5322, section 3.6.5).
  init(_ name: String, text value: String) {
    self.init(name, tokens: EncodedWords.tokens(ofText: value))
  }

  /// A field of addresses.
  init(_ name: String, addresses: [MailAddress]) {
    let lists = addresses.map(\.tokens)
    self.init(
      name,
      tokens: lists.enumerated().flatMap { index, tokens in
        index < lists.count - 1 ? tokens.dropLast() + ["\(tokens.last ?? ""),"] : tokens
      })
  }
}
