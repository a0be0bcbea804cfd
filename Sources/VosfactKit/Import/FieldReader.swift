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

  /// Notes a fault of `field`: what; why; what to do.
  mutating func fault(_ field: String, en: String, fr: String) {
    fault(field, Text(en: en, fr: fr))
  }

  /// Notes a fault of `field`.
  mutating func fault(_ field: String, _ reason: Text) {
    notices.append(.fault(line: line, field: name(of: field), reason: reason))
  }

  /// Notes what somebody should look at in `field`, which is taken in all the same: what; why; what to do.
  mutating func warn(_ field: String, en: String, fr: String) {
    notices.append(.warning(line: line, field: name(of: field), reason: Text(en: en, fr: fr)))
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
    guard isAbsent(field) else { return }
    fault(
      field, en: "nothing is given; a document needs it; fill it in",
      fr: "rien n’est donné ; un document en a besoin ; renseignez-le")
  }

  /// What the field says, before control characters are replaced.
  mutating func rawText(_ field: String) -> String? {
    switch value(of: field) {
    case nil, .null: return nil
    case .string(let text): return text.isBlank ? nil : text.trimmed
    case .number(let literal): return literal
    case .bool, .array, .object:
      fault(
        field, en: "not a text or a number; nothing else stands here; correct it",
        fr: "ni texte ni nombre ; rien d’autre ne convient ici ; corrigez-le")
      return nil
    }
  }

  /// One line of text, of at most `limit` characters.
  mutating func text(_ field: String, limit: Int) -> String? {
    guard let text = rawText(field) else { return nil }
    guard text.utf8.count <= limit || text.unicodeScalars.count <= limit else {
      noteTooLong(field, limit: limit)
      return nil
    }
    return text.asOneLine
  }

  /// Notes that `field` has more than `limit` characters.
  mutating func noteTooLong(_ field: String, limit: Int) {
    fault(
      field, en: "the text is too long; at most \(limit) characters are kept; shorten it",
      fr: "le texte est trop long ; \(limit) caractères au plus sont gardés ; raccourcissez-le")
  }

  /// What `parse` makes of the field; where it makes nothing, `reason` of the text is noted as a fault.
  mutating func value<Value>(
    _ field: String, _ parse: (String) -> Value?, orNote reason: (String) -> Text
  ) -> Value? {
    guard let text = rawText(field) else { return nil }
    let value = parse(text)
    if value == nil { fault(field, reason(text)) }
    return value
  }

  /// A decimal number, written as a number or a text, with a point or comma.
  mutating func decimal(_ field: String) -> ExactDecimal? {
    value(field) {
      ExactDecimal($0)
    } orNote: {
      Text(
        en:
          "'\($0.shown)' is not a number of at most 15 digits, 9 of them after the point; write it as 1234.5",
        fr:
          "« \($0.shown) » n’est pas un nombre d’au plus 15 chiffres, dont 9 décimales ; écrivez-le 1234,5"
      )
    }
  }

  mutating func date(_ field: String) -> CalendarDate? {
    value(field) {
      CalendarDate($0)
    } orNote: {
      Text(
        en: "'\($0.shown)' is no date of the calendar; write it as 2026-01-31",
        fr: "« \($0.shown) » n’est pas une date du calendrier ; écrivez-la 2026-01-31")
    }
  }

  /// An amount in minor units of `currency`, which it must not be finer than.
  mutating func amount(_ field: String, in currency: Currency) -> Int64? {
    guard let text = rawText(field) else { return nil }
    do {
      return try Amount(text, currency: currency).minorUnits
    } catch {
      fault(field, error.text)
      return nil
    }
  }
}
