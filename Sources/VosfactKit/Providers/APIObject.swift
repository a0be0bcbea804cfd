import Localization

/// An object in a provider's message, read strictly: a member that is not as documented is told by its path.
protocol APIObject {
  var json: JSONValue { get }
  /// Where it stands in the message: `data.object`.
  var path: String { get }
}

extension APIObject {
  /// What the member `name` holds; `nil` if it is absent or null.
  ///
  /// - Throws: `ShapeError` if it holds what `read` does not take.
  func optional<Value>(
    _ name: String, as read: (JSONValue) -> Value?
  ) throws(ShapeError) -> Value? {
    guard let member = json[name], member != .null else { return nil }
    guard let value = read(member) else { throw ShapeError(path: "\(path).\(name)") }
    return value
  }

  /// What the member `name` holds.
  ///
  /// - Throws: `ShapeError` if it is absent or null, or holds what `read` does not take.
  func required<Value>(
    _ name: String, as read: (JSONValue) -> Value?
  ) throws(ShapeError) -> Value {
    guard let value = try optional(name, as: read) else {
      throw ShapeError(path: "\(path).\(name)")
    }
    return value
  }
}

/// A member of a message that is missing, or is not what the provider documents.
struct ShapeError: Error, Equatable {
  /// The member's path: `data.object.currency`.
  let path: String

  /// What is wrong, as the middle part of a sentence.
  var reason: Text {
    Text(
      en: "its member \(path) is missing or not of the right type",
      fr: "son membre \(path) manque ou n’est pas du bon type")
  }
}
