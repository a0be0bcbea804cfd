/// A parser of what comes from outside, by the name of its corpus (`Corpora`).
struct FuzzedParser: CustomStringConvertible, Sendable {
  let name: String
  /// Lets the parser read bytes, and checks what must hold whatever they are.
  ///
  /// It throws `BrokenProperty` with the first that does not hold.
  let check: @Sendable ([UInt8]) throws(BrokenProperty) -> Void

  var description: String { name }

  /// Every one; the providers are those of their registry.
  static let all: [FuzzedParser] =
    [
      FuzzedParser(name: "json", check: JSONProperties.check),
      FuzzedParser(name: "xml", check: XMLProperties.check),
      FuzzedParser(name: "csv", check: CSVProperties.check),
      FuzzedParser(name: "request", check: CallbackRequestProperties.check),
      FuzzedParser(name: "token", check: PayLinkTokenProperties.check),
      FuzzedParser(name: "number", check: NumberProperties.check),
      FuzzedParser(name: "date", check: DateProperties.check),
    ]
    + TestedProvider.all.map { provider in
      FuzzedParser(name: provider.name) { bytes throws(BrokenProperty) in
        try FuzzedProvider.check(bytes, at: provider.name)
      }
    } + [
      // What we sign, and what others can make of it.
      FuzzedParser(name: "recut", check: RecutProperties.check)
    ]
}

/// What must hold of every input, and does not of one.
struct BrokenProperty: Error {
  /// The property, as a sentence.
  let sentence: String
}

/// Demands that a property holds.
///
/// - Throws: `BrokenProperty` if it does not.
func require(_ holds: Bool, _ sentence: String) throws(BrokenProperty) {
  guard holds else { throw BrokenProperty(sentence: sentence) }
}
