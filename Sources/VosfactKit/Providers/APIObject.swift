import Localization

/// An object in a message of a provider's, read strictly: a member that is not as documented is told by its path.
struct APIObject<Adapter: Provider> {
  let json: JSONValue
  /// Where it stands in the message: `data.object`.
  let path: String
  /// Whether it stands in an answer of the API; else in a callback.
  private let isAnswer: Bool

  /// An object in an answer of the API.
  ///
  /// - Throws: `ProviderError.unreadable` if it is none, as for whatever in it is not as documented.
  init(answer json: JSONValue?, at path: String) throws(ProviderError) {
    try self.init(json, at: path, isAnswer: true)
  }

  /// An object in a callback.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it is none, as for whatever in it is not as documented.
  init(callback json: JSONValue?, at path: String) throws(ProviderError) {
    try self.init(json, at: path, isAnswer: false)
  }

  private init(_ json: JSONValue?, at path: String, isAnswer: Bool) throws(ProviderError) {
    guard let json, json.members != nil else { throw Self.fault(at: path, isAnswer: isAnswer) }
    self.json = json
    self.path = path
    self.isAnswer = isAnswer
  }

  /// That the member `name`, or the object itself, is missing or not as documented.
  func fault(_ name: String? = nil) -> ProviderError {
    Self.fault(at: name.map { "\(path).\($0)" } ?? path, isAnswer: isAnswer)
  }

  private static func fault(at path: String, isAnswer: Bool) -> ProviderError {
    isAnswer
      ? .unusable(.wrongMember(path), provider: Adapter.name)
      : .refused(.malformed(.wrongMember(path)))
  }

  /// What the member `name` holds; `nil` if it is absent or null.
  ///
  /// - Throws: `fault` if it holds what `read` does not take.
  func optional<Value>(
    _ name: String, as read: (JSONValue) -> Value?
  ) throws(ProviderError) -> Value? {
    guard let member = json[name], member != .null else { return nil }
    guard let value = read(member) else { throw fault(name) }
    return value
  }

  /// What the member `name` holds.
  ///
  /// - Throws: `fault` if it is absent or null, or holds what `read` does not take.
  func required<Value>(
    _ name: String, as read: (JSONValue) -> Value?
  ) throws(ProviderError) -> Value {
    guard let value = try optional(name, as: read) else { throw fault(name) }
    return value
  }

  /// The text in the member `name`.
  ///
  /// - Throws: `fault` if it is none that `isGood` takes.
  func required(_ name: String, where isGood: (String) -> Bool) throws(ProviderError) -> String {
    try required(name) { member in member.string.flatMap { isGood($0) ? $0 : nil } }
  }

  /// The moment in the member `name`, in RFC 3339.
  func time(rfc3339 name: String) throws(ProviderError) -> UnixTime {
    try required(name) { member in member.string.flatMap { UnixTime(rfc3339: $0) } }
  }

  /// The object in the member `name`; `nil` if it is absent or null.
  func object(_ name: String) throws(ProviderError) -> Self? {
    guard let member = json[name], member != .null else { return nil }
    return try Self(member, at: "\(path).\(name)", isAnswer: isAnswer)
  }

  /// The objects in the array of the member `name`; none if it is absent or null.
  func objects(_ name: String) throws(ProviderError) -> [Self] {
    var objects: [Self] = []
    for (index, element) in try (optional(name, as: \.array) ?? []).enumerated() {
      objects.append(try Self(element, at: "\(path).\(name)[\(index)]", isAnswer: isAnswer))
    }
    return objects
  }
}

extension Text {
  /// That the member of a message at `path` is missing or of another type, as the middle part of a sentence.
  static func wrongMember(_ path: String) -> Text {
    Text(
      en: "its member \(path) is missing or not of the right type",
      fr: "son membre \(path) manque ou n’est pas du bon type")
  }
}
