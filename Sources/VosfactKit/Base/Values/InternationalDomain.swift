/// Names of domains with letters beyond ASCII, as servers know them: `café.example` is `xn--caf-dma.example` (IDNA 2008,
/// RFC 5890 to 5892). Foundation's would take six times the program's size.
enum InternationalDomain {
  /// How many bytes a label may have (RFC 1035, section 2.3.4).
  private static let labelLimit = 63

  /// `domain` in ASCII, labels of ASCII as they are; `nil` if one of the others cannot be a label.
  static func ascii(_ domain: String) -> String? {
    var labels: [String] = []
    for label in domain.unicodeScalars.split(separator: ".", omittingEmptySubsequences: false) {
      guard let ascii = ascii(label: String(label)) else { return nil }
      labels.append(ascii)
    }
    return labels.joined(separator: ".")
  }

  private static func ascii(label: String) -> String? {
    guard !label.isPlainASCII else { return label }
    let scalars = composed(label.lowercased())
    guard scalars.count <= labelLimit, scalars.allSatisfy(isAllowed) else { return nil }
    let encoded = "xn--" + punycode(scalars.map { Int($0.value) })
    return encoded.utf8.count <= labelLimit ? encoded : nil
  }

  /// Letters, digits, the marks that go with them, and hyphens; none that another stands for (RFC 5892, section 3).
  private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "-" || scalar == "ß" || scalar == "ς" { return true }
    return switch scalar.properties.generalCategory {
    case .lowercaseLetter, .otherLetter, .modifierLetter, .nonspacingMark, .spacingMark,
      .decimalNumber:
      !scalar.properties.changesWhenNFKCCaseFolded
    default: false
    }
  }

  /// The text with an accent that is a scalar of its own joined to its letter, where there is one scalar for both.
  private static func composed(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.reduce(into: []) { scalars, scalar in
      if let last = scalars.last, scalar.properties.generalCategory == .nonspacingMark,
        let both = accentedLetters.first(where: { String($0) == "\(last)\(scalar)" })
      {
        scalars[scalars.count - 1] = both
      } else {
        scalars.append(scalar)
      }
    }
  }

  /// The letters of Latin, Greek and Cyrillic, among which those with accents are.
  private static var accentedLetters: some Sequence<Unicode.Scalar> {
    [0xC0...0x52F, 0x1E00...0x1FFF].joined().lazy.compactMap(Unicode.Scalar.init)
  }

  // MARK: - Punycode (RFC 3492), with the parameters of section 5

  private static let (base, lowest, highest) = (36, 1, 26)

  private static func punycode(_ label: [Int]) -> String {
    var code = label.filter { $0 < 0x80 }.map { UInt8($0) }
    let plainCount = code.count
    if plainCount > 0 { code.append(UInt8(ascii: "-")) }
    var (point, delta, bias, done) = (0x80, 0, 72, plainCount)
    while let next = label.filter({ $0 >= point }).min() {
      delta += (next - point) * (done + 1)
      point = next
      for value in label where value <= point {
        guard value == point else {
          delta += 1
          continue
        }
        append(delta, bias, to: &code)
        done += 1
        bias = adapted(delta / (done == plainCount + 1 ? 700 : 2), count: done)
        delta = 0
      }
      delta += 1
      point += 1
    }
    return String(decoding: code, as: UTF8.self)
  }

  /// A number of digits whose weight follows from `bias`, the lowest first (section 3.3).
  private static func append(_ number: Int, _ bias: Int, to code: inout [UInt8]) {
    var rest = number
    for place in stride(from: base, to: .max, by: base) {
      let threshold = min(max(place - bias, lowest), highest)
      guard rest >= threshold else { break }
      let (quotient, digit) = (rest - threshold).quotientAndRemainder(dividingBy: base - threshold)
      code.append(self.digit(threshold + digit))
      rest = quotient
    }
    code.append(digit(rest))
  }

  private static func digit(_ value: Int) -> UInt8 {
    value < 26 ? UInt8(ascii: "a") + UInt8(value) : UInt8(ascii: "0") + UInt8(value - 26)
  }

  /// The next bias (section 6.1).
  private static func adapted(_ delta: Int, count: Int) -> Int {
    var (delta, bias) = (delta + delta / count, 0)
    while delta > (base - lowest) * highest / 2 {
      delta /= base - lowest
      bias += base
    }
    return bias + (base - lowest + 1) * delta / (delta + 38)
  }
}
