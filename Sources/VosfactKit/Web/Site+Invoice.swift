extension Site {
  /// The document itself.
  func invoicePage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document = try kit.payLinks.verify(token).document
    let isPayable = (try? Payability(settings).check(document)) != nil
    let page = InvoicePage(
      seller: try Seller(settings), document: document,
      lines: try kit.documents.lines(of: document),
      payAddress: isPayable ? "\(try settings.required(.payLinkBase))/p/\(token)" : nil)
    return CGIResponse(page.page(in: try language(of: request, document)))
  }

  /// The document as a file to print.
  func invoiceFile(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    _ = try kit.payLinks.verify(token)
    return try page(.notFound, for: request)
  }
}
