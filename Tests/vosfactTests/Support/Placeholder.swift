/// What stands in a transcript for a text that every run makes anew, such as `{time}` or `{payment2}`: a
/// kind of text, and perhaps a number. It matches a text of its kind; with a number, the same text
/// wherever it is met again, also in commands.
enum Placeholder: String, CaseIterable {
  case time
  case date
  /// A document's.
  case id
  /// A payment's.
  case payment
  /// A pay link's.
  case token
  /// That of one that asks for a part.
  case part
  /// What signs the query of a pay link.
  case signature
  /// A simulated event's.
  case event
  /// A temporary folder of the program's.
  case temporary

  /// Each character that the text has: `d` any digit, `x` any hexadecimal one, `A` any digit or capital,
  /// `w` any character of base64url, and every other one itself.
  private var shape: String {
    switch self {
    case .time: "dddd-dd-ddTdd:dd:ddZ"
    case .date: "dddd-dd-dd"
    case .id: String(repeating: "x", count: 16)
    case .payment: String(repeating: "A", count: 16)
    case .token: String(repeating: "w", count: 48) + "0"
    case .part: String(repeating: "w", count: 59) + "0"
    case .signature: String(repeating: "w", count: 22)
    case .event: "evt_" + String(repeating: "A", count: 24)
    case .temporary: "/tmp/vosfact.wwwwww"
    }
  }

  /// The beginning of `text` that is of this kind.
  func match(_ text: Substring) -> Substring? {
    let beginning = text.prefix(shape.count)
    guard beginning.count == shape.count,
      zip(shape, beginning).allSatisfy(Self.isOfShape)
    else { return nil }
    return beginning
  }

  private static func isOfShape(_ form: Character, _ character: Character) -> Bool {
    switch form {
    case "d": character.isASCII && character.isNumber
    case "x": character.isHexDigit && !character.isUppercase
    case "A": character.isASCII && (character.isNumber || character.isUppercase)
    case "w":
      character.isASCII
        && (character.isNumber || character.isLetter || character == "-" || character == "_")
    default: form == character
    }
  }
}

/// The texts that placeholders with a number have stood for so far.
struct Captures {
  private var texts: [String: String] = [:]

  /// `line` with every placeholder whose text is known replaced by it.
  func filled(_ line: String) -> String {
    Self.pieces(of: line).reduce(into: "") { text, piece in
      switch piece {
      case .literal(let literal): text += literal
      case .placeholder(let name, _): text += texts[name] ?? "{\(name)}"
      }
    }
  }

  /// Whether `actual` is what `expected` says; what placeholders stand for is then known.
  mutating func match(_ expected: String, _ actual: String) -> Bool {
    var rest = actual[...]
    var found = texts
    for piece in Self.pieces(of: expected) {
      let beginning: Substring?
      switch piece {
      case .literal(let literal): beginning = rest.hasPrefix(literal) ? literal[...] : nil
      case .placeholder(let name, let kind):
        if let known = found[name] {
          beginning = rest.hasPrefix(known) ? known[...] : nil
        } else {
          beginning = kind.match(rest)
          if name != kind.rawValue { found[name] = beginning.map(String.init) }
        }
      }
      guard let beginning else { return false }
      rest = rest.dropFirst(beginning.count)
    }
    guard rest.isEmpty else { return false }
    texts = found
    return true
  }

  private enum Piece {
    case literal(String)
    case placeholder(String, Placeholder)
  }

  private static func pieces(of line: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = line[...]
    while let open = rest.firstIndex(of: "{") {
      let name = rest[rest.index(after: open)...].prefix { $0.isLowercase || $0.isNumber }
      let kind = Placeholder(rawValue: String(name.prefix { !$0.isNumber }))
      let isClosed = name.endIndex < rest.endIndex && rest[name.endIndex] == "}"
      guard isClosed, let kind else {
        // A brace of the text itself, as JSON has them.
        pieces.append(.literal(String(rest[...open])))
        rest = rest[rest.index(after: open)...]
        continue
      }
      pieces.append(.literal(String(rest[..<open])))
      pieces.append(.placeholder(String(name), kind))
      rest = rest[rest.index(after: name.endIndex)...]
    }
    return pieces + [.literal(String(rest))]
  }
}
