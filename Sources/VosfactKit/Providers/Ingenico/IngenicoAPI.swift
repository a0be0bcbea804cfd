import Localization

/// The way to Ingenico's DirectLink.
///
/// Source: Ingenico's guide "DirectLink", sections "Direct query" and "Direct maintenance". Its answers are XML: one
/// element with attributes.
struct IngenicoAPI {
  private let api: ProviderAPI
  /// Who asks: `PSPID`, `USERID`, `PSWD`.
  private let account: [(name: String, value: String)]
  private let signature: IngenicoSignature

  /// - Parameters:
  ///   - base: another address than Ingenico's, for tests and proxies.
  ///   - signature: with the SHA-IN passphrase.
  init(
    base: String?, isTest: Bool, shop: String, user: String, password: Secret,
    signature: IngenicoSignature
  ) {
    api = ProviderAPI(
      provider: IngenicoProvider.name,
      base: base ?? "https://secure.ogone.com/ncol/\(isTest ? "test" : "prod")",
      secrets: [password], words: { _ in [] })
    account = [
      (name: "PSPID", value: shop), (name: "USERID", value: user),
      (name: "PSWD", value: String(decoding: password.bytes, as: UTF8.self)),
    ]
    self.signature = signature
  }

  /// The operations on the payment with our reference, the payment itself first; none if Ingenico has no such
  /// payment, because the customer never came to its page.
  ///
  /// - Parameter date: stands for the dates of the operations, which are not told.
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func operations(
    on reference: String, date: CalendarDate, over transport: any HTTPTransport
  ) throws(ProviderError) -> [IngenicoOperation] {
    let path = "querydirect.asp"
    let order = [(name: "ORDERID", value: reference)]
    guard let latest = try post(path, order, over: transport) else { return [] }
    let last = try operation(latest, reference: reference, date: date)
    // Without a number the last operation is told; the payment and refunds before it have the numbers below.
    let count = last.number.flatMap { Int($0) } ?? 0
    var operations: [IngenicoOperation] = []
    for number in 0..<min(count, Self.operationLimit) {
      let fields = [
        (name: "PAYID", value: last.payment), (name: "PAYIDSUB", value: String(number)),
      ]
      guard let answer = try post(path, fields, over: transport) else { continue }
      operations.append(try operation(answer, reference: reference, date: date))
    }
    return operations + [last]
  }

  /// More than anybody refunds one payment.
  private static let operationLimit = 50

  /// Gives back money of a payment.
  ///
  /// - Parameter isRest: whether it is all that is left, so that no further refund can come.
  /// - Throws: `ProviderError.rejected`, `.unreachable` or `.unsupportedAmount`.
  func refund(
    _ payment: String, _ amount: Amount, isRest: Bool, reference: String, date: CalendarDate,
    over transport: any HTTPTransport
  ) throws(ProviderError) -> IngenicoOperation {
    let fields = [
      (name: "PAYID", value: payment), (name: "OPERATION", value: isRest ? "RFS" : "RFD"),
      (name: "AMOUNT", value: String(try IngenicoAmount.written(amount))),
    ]
    let signed = (account + fields).map { FormFields.Field($0.name, $0.value) }
    let signature = [(name: "SHASIGN", value: try self.signature.value(for: signed))]
    guard let answer = try post("maintenancedirect.asp", fields + signature, over: transport) else {
      throw api.rejection("NCERROR \(Self.unknownOrder)")
    }
    return try operation(answer, reference: reference, date: date)
  }

  /// Asks for a payment that is not there, which needs the right name and password.
  ///
  /// - Throws: `ProviderError.rejected` or `.unreachable`.
  func test(over transport: any HTTPTransport) throws(ProviderError) {
    _ = try post("querydirect.asp", [(name: "ORDERID", value: "vosfact-test")], over: transport)
  }

  /// The error by which a payment is said to be unknown.
  private static let unknownOrder = "50001130"

  /// What Ingenico answers; `nil` if it knows no such payment. Errors too come with status 200.
  private func post(
    _ path: String, _ fields: [(name: String, value: String)], over transport: any HTTPTransport
  ) throws(ProviderError) -> XMLElement? {
    let makeRequest = { () throws(HTTPError) in
      try HTTPRequest(
        .post, "\(api.base)/\(path)", headers: [("Content-Type", FormBody.contentType)],
        body: FormBody(account + fields).bytes, isRepeatable: path == "querydirect.asp")
    }
    let response = try api.send(makeRequest, over: transport)
    guard response.isSuccess else { throw api.failure(response) }
    guard let answer = try? XMLElement(parsing: response.body), answer.name == "ncresponse" else {
      throw api.unusable(Text(en: "it is not its XML", fr: "ce n’est pas son XML"))
    }
    let error = answer.attribute("NCERROR") ?? ""
    if error == Self.unknownOrder { return nil }
    // A refused payment has an error of its own, beside its status.
    let status = answer.attribute("STATUS") ?? ""
    guard status != "88", !status.isEmpty, status != "0" || !error.hasPrefix("5000") else {
      let words = [error, answer.attribute("NCERRORPLUS") ?? ""].filter { !$0.isEmpty }
      throw api.rejection("NCERROR \(words.joined(separator: ", "))")
    }
    return answer
  }

  private func operation(
    _ answer: XMLElement, reference: String, date: CalendarDate
  ) throws(ProviderError) -> IngenicoOperation {
    let isNumber = { (text: String) in text.utf8.count <= 20 && text.isDigits }
    let value = { (name: String) in answer.attribute(name).flatMap { $0.isEmpty ? nil : $0 } }
    return try api.reading { () throws(ShapeError) in
      guard let payment = value("PAYID"), isNumber(payment) else { throw ShapeError(path: "PAYID") }
      guard let status = value("STATUS"), let status = isNumber(status) ? Int(status) : nil else {
        throw ShapeError(path: "STATUS")
      }
      if let told = value("orderID"), told != reference { throw ShapeError(path: "orderID") }
      var amount: Amount?
      if let units = value("amount"), let currency = value("currency") {
        guard let read = IngenicoAmount.amount(units, currency: currency) else {
          throw ShapeError(path: "amount")
        }
        amount = read
      }
      let number = value("PAYIDSUB")
      if let number, !isNumber(number) { throw ShapeError(path: "PAYIDSUB") }
      return IngenicoOperation(
        channel: .query, payment: payment, number: number ?? "0", status: status, date: date,
        amount: amount, reference: reference, method: value("PM"),
        error: value("NCERROR").flatMap { $0 == "0" || !isNumber($0) ? nil : $0 })
    }
  }
}
