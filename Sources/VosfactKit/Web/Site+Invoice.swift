extension Site {
  /// The document itself.
  func invoicePage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document = try kit.payLinks.verify(token).document
    let base = try settings.required(.payLinkBase)
    let html = HTML(
      markup: String(
        decoding: try kit.documentDesk().html(
          of: document, pdfAddress: "\(base)/invoice/\(token).pdf"), as: UTF8.self))
    return CGIResponse(
      Page(
        status: HTTPStatus.ok.rawValue, language: document.content.readingLanguage, html: html,
        policy: ContentPolicy(styles: html.styles)))
  }

  /// The document as a file to print.
  func invoiceFile(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document = try kit.payLinks.verify(token).document
    return CGIResponse(
      file: try kit.documentDesk().pdf(of: document), type: "application/pdf",
      name: "\(document.number).pdf")
  }
}

extension HTML {
  /// The texts of its style elements: texts from outside cannot begin one, as they are escaped.
  var styles: [String] {
    markup.split(separator: "<style>", omittingEmptySubsequences: false).dropFirst().compactMap {
      piece in piece.firstRange(of: "</style>").map { String(piece[..<$0.lowerBound]) }
    }
  }
}
