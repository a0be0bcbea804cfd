/// An object in a message of Worldline's.
typealias WorldlineObject = APIObject<WorldlineProvider>

extension WorldlineObject {
  /// A text that is short enough to be kept.
  func text(_ name: String) throws(ProviderError) -> String? {
    try optional(name) { $0.string.flatMap { $0.utf8.count <= 255 ? $0 : nil } }
      .flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The amount in the member `name`; `nil` if it is absent or null.
  func amount(_ name: String) throws(ProviderError) -> Amount? {
    try optional(name, as: WorldlineAmount.amount)
  }

  /// The moment in the member `name`; `nil` if it is absent or null.
  func moment(_ name: String) throws(ProviderError) -> UnixTime? {
    try optional(name) { $0.string.flatMap(UnixTime.init(worldline:)) }
  }
}

extension UnixTime {
  /// The moment that Worldline writes in RFC 3339, of which the sister platforms' libraries show examples with a zone of
  /// four digits and no colon.
  init?(worldline text: String) {
    if let time = UnixTime(rfc3339: text) {
      self = time
    } else {
      self.init(rfc3339: "\(text.dropLast(2)):\(text.suffix(2))")
    }
  }
}
