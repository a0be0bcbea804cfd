/// An object of PayZen's REST API.
typealias PayZenObject = APIObject<PayZenProvider>

extension PayZenObject {
  /// The transactions in the member `transactions`.
  ///
  /// - Parameter reference: that of their order.
  func transactions(
    _ channel: PayZenTransaction.Channel, reference: String?
  ) throws(ProviderError) -> [PayZenTransaction] {
    _ = try required("transactions", as: \.array)
    return try objects("transactions").map { object throws(ProviderError) in
      try object.transaction(channel, reference: reference)
    }.compactMap(\.self)
  }

  /// The transaction that the object is; `nil` if its operation is none that is known.
  ///
  /// Source: PayZen's REST API, "PaymentTransaction".
  func transaction(
    _ channel: PayZenTransaction.Channel, reference: String?
  ) throws(ProviderError) -> PayZenTransaction? {
    let word = try required("operationType", as: \.string)
    guard let operation = PayZenTransaction.Operation(rawValue: word) else { return nil }
    let uuid = try required("uuid", where: \.isPayZenID)
    let card = try object("transactionDetails")?.object("cardDetails")
    let result = try card?.object("authorizationResponse")?
      .optional("authorizationResult", as: \.string)
    let brand = try card?.optional("effectiveBrand", as: \.string)
    let means = try optional("paymentMethodType", as: \.string)
    let code = try required("currency", as: \.string)
    return PayZenTransaction(
      channel: channel, id: uuid, status: try required("detailedStatus", as: \.string),
      operation: operation,
      amount: PayZenAmount.amount(try required("amount", as: \.int64), code: code),
      createdAt: try time(rfc3339: "creationDate"),
      isAuthorized: result == "0" || result == "00", reference: reference,
      identifiers: operation == .debit ? [uuid] : [],
      reason: try optional("detailedErrorCode") { $0.string ?? $0.int64.map { String($0) } },
      brand: brand ?? means)
  }
}

extension String {
  /// Whether it is an id of a transaction of PayZen's: 32 hexadecimal digits.
  var isPayZenID: Bool { utf8.count == 32 && utf8.allSatisfy(\.isLowerHexadecimal) }
}
