/// An object of PayPal's API. Orders, captures, refunds and disputes have their facts alike.
typealias PayPalObject = APIObject<PayPalProvider>

extension PayPalObject {
  /// The id in the member `name`.
  func id(_ name: String = "id") throws(ProviderError) -> String {
    try required(name, where: \.isPayPalID)
  }

  /// The text in the member `name`; `nil` if it is not there.
  ///
  /// - Throws: `fault` if it is longer than any of PayPal's.
  func text(_ name: String) throws(ProviderError) -> String? {
    try optional(name) { $0.string.flatMap { $0.utf8.count <= 1024 ? $0 : nil } }
  }

  var status: String {
    get throws(ProviderError) { try required("status", as: \.string) }
  }

  /// The amount in the member `name`.
  func amount(_ name: String = "amount") throws(ProviderError) -> Amount {
    try required(name, as: PayPalAmount.amount)
  }

  /// When it was made.
  var createdAt: UnixTime {
    get throws(ProviderError) { try time(rfc3339: "create_time") }
  }

  /// When it last changed, which may be when it was made.
  var updatedAt: UnixTime {
    get throws(ProviderError) {
      json["update_time"] ?? .null == .null ? try createdAt : try time(rfc3339: "update_time")
    }
  }

  /// Our reference, which orders, captures and refunds carry.
  var reference: String? {
    get throws(ProviderError) { try text("custom_id") }
  }

  /// Why it stands as it does, in PayPal's own word.
  var statusReason: String? {
    get throws(ProviderError) { try object("status_details")?.text("reason") }
  }

  /// The id at the end of the address that is linked as `up`, in the folder `folder`: of a refund, its capture.
  func parent(in folder: String) throws(ProviderError) -> String? {
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
        byte.isDigit || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
          || byte == UInt8(ascii: "-")
      }
  }
}

/// What PayPal calls a payment: orders, captures and what was taken back of them have ids of the same form, so that each
/// is kept with its kind.
enum PayPalName {
  static func order(_ id: String) -> String { "order:\(id)" }
  static func capture(_ id: String) -> String { "capture:\(id)" }
  static func reversal(_ id: String) -> String { "reversal:\(id)" }

  /// The ids of the orders among `names`.
  static func orders(_ names: [String]) -> [String] { ids(names, after: "order:") }

  /// The ids of the captures among `names`.
  static func captures(_ names: [String]) -> [String] { ids(names, after: "capture:") }

  /// The ids of the reversals among `names`.
  static func reversals(_ names: [String]) -> [String] { ids(names, after: "reversal:") }

  private static func ids(_ names: [String], after prefix: String) -> [String] {
    names.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) }
      .filter(\.isPayPalID)
  }
}
