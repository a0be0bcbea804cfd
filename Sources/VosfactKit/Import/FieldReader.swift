import Localization

/// Reads the fields of one object, a document or one of its positions, and gathers what is wrong with them.
///
/// A field that is null or blank is absent. A faulty one is noted and reads as absent.
struct FieldReader {
  /// Faults and warnings so far, in the order in which they were met.
  private(set) var notices: [Importer.Notice] = []

  private let members: [JSONMember]
  private let line: Int
  private let position: Int?
  /// Behind the member that was asked for last: fields are mostly read in the order in which they stand.
  private var place = 0

  /// - Parameter position: the index of the position that `object` is, where fields are named by it.
  init(_ object: JSONValue, line: Int, position: Int? = nil) {
    members = object.members ?? []
    self.line = line
    self.position = position
  }

  /// What the object says of `field`.
  private mutating func value(of field: String) -> JSONValue? {
    guard let index = index(of: field) else { return nil }
    place = index + 1
    return members[index].value
  }

  private func index(of field: String) -> Int? {
    let span = members.span
    for index in place..<span.count where span[index].name.hasBytes(of: field) { return index }
    for index in 0..<place where span[index].name.hasBytes(of: field) { return index }
    return nil
  }

  /// Notes a fault of `field`.
  mutating func note(_ fault: ImportFault, _ field: String) {
    notices.append(.fault(line: line, field: name(of: field), reason: fault.text))
  }

  /// Notes a warning about `field`.
  mutating func note(_ warning: ImportWarning, _ field: String) {
    notices.append(.warning(line: line, field: name(of: field), reason: warning.text))
  }

  private func name(of field: String) -> String {
    position.map { "positions[\($0)].\(field)" } ?? field
  }

  /// Whether the field says nothing.
  mutating func isAbsent(_ field: String) -> Bool {
    switch value(of: field) {
    case nil, .null: true
    case .string(let text): text.isBlank
    case .bool, .number, .array, .object: false
    }
  }

  /// Notes that `field` is missing, if it says nothing.
  mutating func require(_ field: String) {
    if isAbsent(field) { note(.missing, field) }
  }

  /// What the field says, before control characters are replaced.
  mutating func rawText(_ field: String) -> String? {
    switch value(of: field) {
    case nil, .null: return nil
    case .string(let text): return text.isBlank ? nil : text.trimmed
    case .number(let literal): return literal
    case .bool, .array, .object:
      note(.notText, field)
      return nil
    }
  }

  /// One line of text, of at most `limit` characters.
  mutating func text(_ field: String, limit: Int) -> String? {
    guard let text = rawText(field) else { return nil }
    guard text.utf8.count <= limit || text.unicodeScalars.count <= limit else {
      note(.tooLong(limit: limit), field)
      return nil
    }
    return text.asOneLine
  }

  /// What `parse` makes of the field; where it makes nothing, `fault` is noted with the field's text.
  mutating func value<Value>(
    _ field: String, else fault: (String) -> ImportFault, _ parse: (String) -> Value?
  ) -> Value? {
    guard let text = rawText(field) else { return nil }
    let value = parse(text)
    if value == nil { note(fault(text), field) }
    return value
  }

  /// A decimal number, written as a number or a text, with a point or comma.
  mutating func decimal(_ field: String) -> ExactDecimal? {
    value(field, else: ImportFault.notANumber) { ExactDecimal($0) }
  }

  mutating func date(_ field: String) -> CalendarDate? {
    value(field, else: ImportFault.notADate) { CalendarDate($0) }
  }

  /// An amount in minor units of `currency`, which it must not be finer than.
  mutating func amount(_ field: String, in currency: Currency) -> Int64? {
    guard let text = rawText(field) else { return nil }
    do {
      return try Amount(text, currency: currency).minorUnits
    } catch {
      note(.money(error), field)
      return nil
    }
  }
}
