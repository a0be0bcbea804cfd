/// What a notification says, once its signature was accepted. It is read as far as it can be: it is as authentic where it
/// cannot.
///
/// Source: Braintree's guide "Webhooks", section "Notification kinds".
struct BraintreeNotification {
  /// `nil` if the payload is no XML.
  private let root: XMLElement?
  /// Tells one notification from another: they have no id of their own.
  private let digest: String

  /// - Parameter payload: the text that was signed.
  init(_ payload: [UInt8]) {
    let xml = Base64.decode(digits: payload.filter { $0 != UInt8(ascii: "\n") })
    root = xml.flatMap { try? XMLElement(parsing: $0) }
    digest = SHA256.digest(xml ?? payload).hexadecimal
  }

  /// In Braintree's own word, if it can be read.
  var kind: String? { root?.value("kind") }

  /// The merchant it is about, where that is another than the one whose address this is.
  var merchant: String? { root?.value("source-merchant-id") }

  /// Our reference, and the name of the transaction that the subject is or is about, as far as they can be read.
  var payment: (reference: String?, identifiers: [String]) {
    func transaction(in element: XMLElement) -> XMLElement? {
      element.only("transaction")
        ?? element.children.lazy.compactMap { transaction(in: $0) }.first
    }
    guard let found = root?.only("subject").flatMap({ transaction(in: $0) }) else {
      return (nil, [])
    }
    return (found.value("order-id"), [found.value("id")].compactMap(\.self))
  }

  /// What happened to a payment; nothing if the kind is of no concern.
  ///
  /// - Throws: `ProviderError.refused(.malformed)` if it, or its subject, is not as documented.
  func paymentEvents() throws(ProviderError) -> [PaymentEvent] {
    guard let root else {
      throw .malformed(en: "its payload is not XML", fr: "sa charge n’est pas du XML")
    }
    guard root.name == "notification", let kind,
      let at = root.value("timestamp").flatMap({ UnixTime(rfc3339: $0) }),
      let subject = root.only("subject")
    else { throw BraintreeNews.malformed("notification") }
    return try BraintreeNews(kind: kind, at: at, subject: subject, digest: digest).paymentEvents()
  }
}

extension XMLElement {
  /// The text of the only child of this name; `nil` if there is none, if it is null or empty, or longer than any
  /// that Braintree writes.
  func value(_ name: String) -> String? {
    guard let child = only(name), child.attribute("nil") != "true", child.children.isEmpty,
      !child.text.isEmpty, child.text.utf8.count <= 255
    else { return nil }
    return child.text
  }
}
