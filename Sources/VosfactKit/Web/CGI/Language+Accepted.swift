import Localization

extension Language {
  /// The language that a header `Accept-Language` prefers among those spoken here (RFC 9110, section 12.5.4);
  /// `nil` if it accepts none of them.
  ///
  /// Of two with the same weight the first counts. `*` asks for nothing in particular.
  init?(accepted header: String) {
    var best: (language: Language, weight: Int)?
    for range in header.split(separator: ",").prefix(50) {
      let parts = range.split(separator: ";", maxSplits: 1)
      let tag = parts.first?.trimmingSpaces.lowercased() ?? ""
      let primary = tag.prefix { $0 != "-" }
      guard let language = Language(rawValue: String(primary)) else { continue }
      let weight = parts.count > 1 ? Self.thousandths(parts[1].trimmingSpaces) : 1000
      guard weight > 0, weight > best?.weight ?? 0 else { continue }
      best = (language, weight)
    }
    guard let best else { return nil }
    self = best.language
  }

  /// The weight `q=0.8` in thousandths; 0 if it is none.
  private static func thousandths(_ text: String) -> Int {
    guard text.lowercased().hasPrefix("q="), let number = ExactDecimal(text.dropFirst(2)),
      let weight = number.minorUnits(digits: 3), (0...1000).contains(weight)
    else { return 0 }
    return Int(weight)
  }
}
