import Localization

/// The way to Ingenico's DirectLink.
///
/// Source: Ingenico's guide "DirectLink", sections "Direct query" and "Direct maintenance". Its answers are XML: one
/// element with attributes.
struct IngenicoAPI: ProviderAPI {
  var client: APIClient
  /// Who asks: `PSPID`, `USERID`, `PSWD`.
  private let account: [(name: String, value: String)]
  private let signature: IngenicoSignature

  /// - Parameter signature: with the SHA-IN passphrase.
  ///
  /// It throws as `ProviderConfiguration.secret` does.
  init(
    _ configuration: ProviderConfiguration, isTest: Bool, shop: String, signature: IngenicoSignature
  ) throws {
    let password = try configuration.secret("api-password")
    client = try APIClient(
      configuration, at: "https://secure.ogone.com/ncol/\(isTest ? "test" : "prod")",
      secrets: [password], words: { _ in [] })
    account = [
      ("PSPID", shop), ("USERID", try configuration.needed("api-user")), ("PSWD", password.text),
    ]
    self.signature = signature
  }

  /// The merchant chooses what the feedback tells: without an amount it settles nothing by itself.
  var isAskedBeforeSettling: Bool { true }

  func status(of payment: KnownPayment, now: UnixTime) throws(ProviderError) -> [PaymentEvent] {
    try operations(on: payment).compactMap(\.event)
  }

  /// The operations on the payment with our reference, the payment itself first; none if Ingenico has no such
  /// payment, because the customer never came to its page.
  private func operations(on known: KnownPayment) throws(ProviderError) -> [IngenicoOperation] {
    guard let latest = try query([("ORDERID", known.reference)]) else { return [] }
    let last = try operation(latest, on: known)
    // Without a number the last operation is told; the payment and refunds before it have the numbers below.
    let count = last.number.flatMap { Int($0) } ?? 0
    var operations: [IngenicoOperation] = []
    for number in 0..<min(count, Self.operationLimit) {
      let fields = [("PAYID", last.payment), ("PAYIDSUB", String(number))]
      guard let answer = try query(fields) else { continue }
      operations.append(try operation(answer, on: known))
    }
    return operations + [last]
  }

  /// More than anybody refunds one payment.
  private static let operationLimit = 50

  func refund(
    _ refund: RefundRequest, of payment: KnownPayment
  ) throws(ProviderError) -> RefundAnswer {
    guard let paid = try operations(on: payment).first(where: { $0.event?.kind == .paid }) else {
      throw IngenicoProvider.nothingPaid(of: payment.reference)
    }
    let fields = [
      (name: "PAYID", value: paid.payment),
      // With all that is left no further refund can come.
      ("OPERATION", refund.isRest ? "RFS" : "RFD"),
      ("AMOUNT", String(try IngenicoAmount.written(refund.amount))),
    ]
    let code = try signature.signed(account + fields).suffix(1)
    guard
      let answer = try post("/maintenancedirect.asp", fields + code, isRepeatable: false)
    else { throw client.rejection("NCERROR \(Self.unknownOrder)") }
    let made = try operation(answer, on: payment)
    return RefundAnswer(
      providerReference: "\(made.payment)/\(made.number ?? "")",
      events: [made.event].compactMap(\.self))
  }

  /// Asks for a payment that is not there, which needs the right name and password.
  func checkCredentials() throws(ProviderError) {
    _ = try query([("ORDERID", "vosfact-test")])
  }

  /// The error by which a payment is said to be unknown.
  private static let unknownOrder = "50001130"

  private func query(
    _ fields: [(name: String, value: String)]
  ) throws(ProviderError) -> XMLElement? {
    try post("/querydirect.asp", fields, isRepeatable: true)
  }

  /// What Ingenico answers; `nil` if it knows no such payment. Errors too come with status 200.
  private func post(
    _ path: String, _ fields: [(name: String, value: String)], isRepeatable: Bool
  ) throws(ProviderError) -> XMLElement? {
    let response = try client.send(.post, path, .form(account + fields), isRepeatable: isRepeatable)
    guard response.isSuccess else { throw client.failure(response) }
    guard let answer = try? XMLElement(parsing: response.body), answer.name == "ncresponse" else {
      throw .unusable(
        Text(en: "it is not its XML", fr: "ce n’est pas son XML"), provider: client.provider)
    }
    let error = answer.attribute("NCERROR") ?? ""
    if error == Self.unknownOrder { return nil }
    // A refused payment has an error of its own, beside its status.
    let status = answer.attribute("STATUS") ?? ""
    guard !error.isEmpty || !status.isEmpty else { throw IngenicoProvider.unusable("STATUS") }
    guard status != "88", !status.isEmpty, status != "0" || !error.hasPrefix("5000") else {
      let words = [error, answer.attribute("NCERRORPLUS") ?? ""].filter { !$0.isEmpty }
      throw client.rejection("NCERROR \(words.joined(separator: ", "))")
    }
    return answer
  }

  /// The date of the payment stands for those of its operations, which are not told.
  private func operation(
    _ answer: XMLElement, on known: KnownPayment
  ) throws(ProviderError) -> IngenicoOperation {
    let isNumber = { (text: String) in text.utf8.count <= 20 && text.isDigits }
    let value = { (name: String) in answer.attribute(name).flatMap { $0.isEmpty ? nil : $0 } }
    let unusable = IngenicoProvider.unusable
    guard let payment = value("PAYID"), isNumber(payment) else { throw unusable("PAYID") }
    guard let status = value("STATUS"), let status = isNumber(status) ? Int(status) : nil else {
      throw unusable("STATUS")
    }
    if let told = value("orderID"), told != known.reference { throw unusable("orderID") }
    var amount: Amount?
    if let units = value("amount"), let currency = value("currency") {
      amount = IngenicoAmount.amount(units, currency: currency)
      guard amount != nil else { throw unusable("amount") }
    }
    let number = value("PAYIDSUB")
    if let number, !isNumber(number) { throw unusable("PAYIDSUB") }
    return IngenicoOperation(
      channel: .query, payment: payment, number: number ?? "0", status: status,
      date: known.startedAt.date, amount: amount, reference: known.reference, method: value("PM"),
      error: value("NCERROR").flatMap { $0 == "0" || !isNumber($0) ? nil : $0 })
  }
}
