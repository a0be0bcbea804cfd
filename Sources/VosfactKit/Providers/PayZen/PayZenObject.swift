/// An object of PayZen's REST API, read strictly.
struct PayZenObject: APIObject {
  let json: JSONValue
  let path: String

  /// - Throws: `ShapeError` if `json` is no object.
  init(_ json: JSONValue?, at path: String) throws(ShapeError) {
    guard let json, json.members != nil else { throw ShapeError(path: path) }
    self.json = json
    self.path = path
  }

  /// The object in the member `name`; `nil` if it is absent or null.
  func object(_ name: String) throws(ShapeError) -> PayZenObject? {
    guard let member = json[name], member != .null else { return nil }
    return try PayZenObject(member, at: "\(path).\(name)")
  }

  /// The transactions in the member `transactions`.
  ///
  /// - Parameter reference: that of their order.
  func transactions(
    _ channel: PayZenTransaction.Channel, reference: String?
  ) throws(ShapeError) -> [PayZenTransaction] {
    var transactions: [PayZenTransaction] = []
    for (index, element) in try required("transactions", as: \.array).enumerated() {
      let object = try PayZenObject(element, at: "\(path).transactions[\(index)]")
      if let transaction = try object.transaction(channel, reference: reference) {
        transactions.append(transaction)
      }
    }
    return transactions
  }

  /// The transaction that the object is; `nil` if its operation is none that is known.
  ///
  /// Source: PayZen's REST API, "PaymentTransaction".
  func transaction(
    _ channel: PayZenTransaction.Channel, reference: String?
  ) throws(ShapeError) -> PayZenTransaction? {
    let word = try required("operationType", as: \.string)
    guard let operation = PayZenTransaction.Operation(rawValue: word) else { return nil }
    let uuid = try required("uuid") { member in
      member.string.flatMap { $0.isPayZenID ? $0 : nil }
    }
    let card = try object("transactionDetails")?.object("cardDetails")
    let result = try card?.object("authorizationResponse")?
      .optional("authorizationResult", as: \.string)
    let code = try required("currency", as: \.string)
    return PayZenTransaction(
      channel: channel, id: uuid, status: try required("detailedStatus", as: \.string),
      operation: operation,
      amount: PayZenAmount.amount(try required("amount", as: \.int64), code: code),
      createdAt: try required("creationDate") { member in
        member.string.flatMap { UnixTime(rfc3339: $0) }
      },
      isAuthorized: result == "0" || result == "00", reference: reference,
      identifiers: operation == .debit ? [uuid] : [],
      reason: try optional("detailedErrorCode") { $0.string ?? $0.int64.map { String($0) } })
  }
}

extension String {
  /// Whether it is an id of a transaction of PayZen's: 32 hexadecimal digits.
  var isPayZenID: Bool {
    utf8.count == 32
      && utf8.allSatisfy { byte in
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
          || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
      }
  }
}
