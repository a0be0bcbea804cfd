/// A colour as style sheets write it, opaque, in sRGB.
package struct CSSColor: Equatable, Sendable {
  package let red: UInt8
  package let green: UInt8
  package let blue: UInt8

  package static let black = CSSColor(red: 0, green: 0, blue: 0)
  package static let white = CSSColor(red: 255, green: 255, blue: 255)

  package init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads a named colour, `#rgb`, `#rrggbb`, `rgb(…)` or `hsl(…)`, in either syntax of the last two (CSS Color
  /// Module Level 4, sections 5 to 7); `nil` for anything else. One that lets the background through is
  /// refused: on it, nothing could be said of the contrast.
  package init?(_ text: some StringProtocol) {
    let text = text.trimmingSpaces.lowercased()
    guard text.utf8.count <= 64, text.isPlainASCII else { return nil }
    if text.hasPrefix("#") {
      self.init(hexadecimal: text.dropFirst())
    } else if text.hasSuffix(")") {
      self.init(function: text.dropLast())
    } else if let number = Self.named[text] {
      self.init(number: number)
    } else {
      return nil
    }
  }

  private init(number: UInt32) {
    self.init(
      red: UInt8(number >> 16 & 0xFF), green: UInt8(number >> 8 & 0xFF), blue: UInt8(number & 0xFF))
  }

  private init?(hexadecimal digits: Substring) {
    var values = digits.compactMap { $0.hexDigitValue.map(UInt32.init) }
    guard values.count == digits.count else { return nil }
    if values.count == 3 || values.count == 4 { values = values.flatMap { [$0, $0] } }
    if values.count == 8 {
      guard values[6...] == [15, 15] else { return nil }
      values.removeLast(2)
    }
    guard values.count == 6 else { return nil }
    self.init(number: values.reduce(0) { $0 << 4 | $1 })
  }

  /// The colour as `#rrggbb`.
  package var hexadecimal: String { "#" + [red, green, blue].hexadecimal }
}

// MARK: - Functions

extension CSSColor {
  /// Reads `rgb(255, 0, 0`, `rgb(100% 0% 0% / 1`, `hsl(0deg 100% 50%`, without the closing parenthesis.
  private init?(function text: Substring) {
    let parts = text.split(separator: "(", omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let arguments = parts[1].split { " ,/".contains($0) }
    guard arguments.count == 3 || arguments.count == 4 && Self.isOpaque(arguments[3]) else {
      return nil
    }
    switch parts[0] {
    case "rgb", "rgba":
      let values = arguments.prefix(3).compactMap { Self.share(of: $0, whole: 255) }
      guard values.count == 3 else { return nil }
      self.init(shares: values)
    case "hsl", "hsla":
      guard let hue = Self.turns(arguments[0]), arguments[1].hasSuffix("%"),
        arguments[2].hasSuffix("%"), let saturation = Self.share(of: arguments[1], whole: 100),
        let lightness = Self.share(of: arguments[2], whole: 100)
      else { return nil }
      self.init(hue: hue, saturation: saturation, lightness: lightness)
    default: return nil
    }
  }

  private static func isOpaque(_ alpha: Substring) -> Bool {
    share(of: alpha, whole: 1) == 1
  }

  /// The share of `whole`, from 0 to 1, that a number or a percentage is; beyond it is brought back to it.
  private static func share(of text: Substring, whole: Double) -> Double? {
    let isPercentage = text.hasSuffix("%")
    guard let number = number(isPercentage ? text.dropLast() : text) else { return nil }
    return min(max(number / (isPercentage ? 100 : whole), 0), 1)
  }

  /// The part of a whole turn that a hue is, from 0 to 1.
  private static func turns(_ text: Substring) -> Double? {
    let units: [(String, Double)] = [("deg", 360), ("grad", 400), ("rad", 2 * .pi), ("turn", 1)]
    let unit = units.first { text.hasSuffix($0.0) }
    guard let number = number(text.dropLast(unit?.0.count ?? 0)) else { return nil }
    let turns = number / (unit?.1 ?? 360)
    return turns - turns.rounded(.down)
  }

  /// A number in plain decimal notation.
  private static func number(_ text: Substring) -> Double? {
    guard !text.isEmpty, text.allSatisfy({ "0123456789.+-".contains($0) }) else { return nil }
    return Double(text)
  }

  private init(shares: [Double]) {
    let parts = shares.map { UInt8(($0 * 255).rounded()) }
    self.init(red: parts[0], green: parts[1], blue: parts[2])
  }

  /// By the algorithm of CSS Color Module Level 4, section 7.1.
  private init(hue: Double, saturation: Double, lightness: Double) {
    let part = { (offset: Double) -> Double in
      let place = (offset + hue * 12).truncatingRemainder(dividingBy: 12)
      let chroma = saturation * min(lightness, 1 - lightness)
      return lightness - chroma * max(-1, min(place - 3, 9 - place, 1))
    }
    self.init(shares: [part(0), part(8), part(4)])
  }
}

// MARK: - Contrast

extension CSSColor {
  /// The relative luminance, from 0 for black to 1 for white (WCAG 2.2, "relative luminance").
  var luminance: Double {
    let linear = { (part: UInt8) in Self.linear[Int(part)] }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast between two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
  package func contrast(to other: CSSColor) -> Double {
    let (light, dark) = (max(luminance, other.luminance), min(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  /// Black or white, whichever is read more easily on the colour; the contrast is never below 4.58.
  package var readableText: CSSColor {
    contrast(to: .white) >= contrast(to: .black) ? .white : .black
  }
}

extension SettingType<CSSColor> {
  /// A colour as style sheets write it, stored as it is written.
  static let color = SettingType(
    en: "a colour as navy, #1d4f91, rgb(29 79 145) or hsl(210 65% 45%), without transparency",
    fr: "une couleur comme navy, #1d4f91, rgb(29 79 145) ou hsl(210 65% 45%), sans transparence",
    normalForm: { CSSColor($0) == nil ? nil : $0.trimmingSpaces.lowercased() },
    read: { CSSColor($0) })
}
