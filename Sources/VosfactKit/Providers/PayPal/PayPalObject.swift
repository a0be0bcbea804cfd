/// An object of PayPal's API, read strictly: a member that is not as documented is told by its path.
struct PayPalObject: APIObject {
  let json: JSONValue
  let path: String

  /// - Throws: `ShapeError` if `json` is no object.
  init(_ json: JSONValue?, at path: String) throws(ShapeError) {
    guard let json, json.members != nil else { throw ShapeError(path: path) }
    self.json = json
    self.path = path
  }
}

/// The facts of orders, captures, refunds and disputes, which all have them alike.
extension PayPalObject {
  /// The id in the member `name`.
  func id(_ name: String = "id") throws(ShapeError) -> String {
    try required(name) { $0.string.flatMap { $0.isPayPalID ? $0 : nil } }
  }

  /// The text in the member `name`; `nil` if it is not there.
  ///
  /// - Throws: `ShapeError` if it is longer than any of PayPal's.
  func text(_ name: String) throws(ShapeError) -> String? {
    try optional(name) { $0.string.flatMap { $0.utf8.count <= 1024 ? $0 : nil } }
  }

  var status: String {
    get throws(ShapeError) { try required("status", as: \.string) }
  }

  /// The object in the member `name`; `nil` if it is not there.
  func object(_ name: String) throws(ShapeError) -> PayPalObject? {
    guard let member = json[name], member != .null else { return nil }
    return try PayPalObject(member, at: "\(path).\(name)")
  }

  /// The objects in the array of the member `name`; none if it is not there.
  func objects(_ name: String) throws(ShapeError) -> [PayPalObject] {
    var objects: [PayPalObject] = []
    for (index, element) in try (optional(name, as: \.array) ?? []).enumerated() {
      objects.append(try PayPalObject(element, at: "\(path).\(name)[\(index)]"))
    }
    return objects
  }

  /// The amount in the member `name`.
  func amount(_ name: String = "amount") throws(ShapeError) -> Amount {
    try required(name, as: PayPalAmount.amount)
  }

  /// When it was made.
  var createdAt: UnixTime {
    get throws(ShapeError) { try required("create_time", as: Self.time) }
  }

  /// When it last changed, which may be when it was made.
  var updatedAt: UnixTime {
    get throws(ShapeError) {
      if let time = try optional("update_time", as: Self.time) { return time }
      return try createdAt
    }
  }

  private static func time(_ member: JSONValue) -> UnixTime? {
    member.string.flatMap { UnixTime(rfc3339: $0) }
  }

  /// Our reference, which orders, captures and refunds carry.
  var reference: String? {
    get throws(ShapeError) { try text("custom_id") }
  }

  /// Why it stands as it does, in PayPal's own word.
  var statusReason: String? {
    get throws(ShapeError) {
      try object("status_details")?.text("reason")
    }
  }

  /// The id at the end of the address that is linked as `up`, in the folder `folder`: of a refund, its capture.
  func parent(in folder: String) throws(ShapeError) -> String? {
    for link in try objects("links") where link.json["rel"]?.string == "up" {
      let parts = (link.json["href"]?.string ?? "").split(
        separator: "/", omittingEmptySubsequences: false)
      if parts.count > 2, parts[parts.count - 2] == folder,
        let id = parts.last.map(String.init), id.isPayPalID
      {
        return id
      }
    }
    return nil
  }
}

extension String {
  /// Whether it is an id of PayPal's: capitals, digits and dashes only, so that it can stand in an address.
  var isPayPalID: Bool {
    (1...64).contains(utf8.count)
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }
}

/// What PayPal calls a payment: orders and captures have ids of the same form, so that each is kept with its kind.
enum PayPalName {
  static func order(_ id: String) -> String { "order:\(id)" }
  static func capture(_ id: String) -> String { "capture:\(id)" }

  /// The ids of the orders among `names`.
  static func orders(_ names: [String]) -> [String] { ids(names, after: "order:") }

  /// The ids of the captures among `names`.
  static func captures(_ names: [String]) -> [String] { ids(names, after: "capture:") }

  private static func ids(_ names: [String], after prefix: String) -> [String] {
    names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .filter(\.isPayPalID)
  }
}
