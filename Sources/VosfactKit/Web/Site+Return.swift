extension Site {
  /// How many times the page asks again while nothing final is known: for five minutes.
  private static let refreshLimit = 30

  /// The page that a customer comes back to. Whatever a provider adds to its address is not looked at.
  func returnPage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document = try kit.payLinks.verify(token).document
    let payment = try kit.payments.payments(for: document).last { $0.mode != nil }
    let base = try settings.required(.payLinkBase)
    let page = ReturnPage(
      outcome: outcome(of: payment, document, refreshAddress(base, token, request)),
      seller: try Seller(settings), document: document, payment: payment,
      payAddress: "\(base)/p/\(token)")
    return CGIResponse(page.page(in: try language(of: request, document)))
  }

  private func outcome(
    of payment: Payment?, _ document: Document, _ refreshAddress: String?
  ) -> ReturnPage.Outcome {
    guard document.state != .paid else { return .paid }
    guard let payment else { return .nothingStarted }
    switch payment.standing.state {
    case .paid, .partiallyRefunded, .refunded, .disputed: return .paid
    case .pending, .authorized: return .waiting(refreshAddress: refreshAddress)
    case .failed: return .declined
    case .canceled, .expired: return .canceled
    }
  }

  /// Where the page asks again, which counts how often it did; `nil` once it was often enough.
  private func refreshAddress(_ base: String, _ token: String, _ request: CGIRequest) -> String? {
    let told = FormFields(parsing: request.query.utf8)?.text("wait")
    // What is no count at all asks no further either.
    guard let count = Int(told ?? "0"), (0..<Self.refreshLimit).contains(count) else { return nil }
    return "\(base)/r/\(token)?wait=\(count + 1)"
  }
}
