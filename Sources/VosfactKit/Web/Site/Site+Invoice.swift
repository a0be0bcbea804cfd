extension Site {
  /// The document itself.
  func invoicePage(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document = try links.verify(token).document
    let html = HTML(
      markup: String(
        decoding: try renderer().html(
          of: document, pdfAddress: "\(try pageAddress(token)).pdf"), as: UTF8.self))
    return CGIResponse(
      Page(
        status: .ok, language: document.content.readingLanguage, html: html,
        policy: ContentPolicy(styles: html.styles)))
  }

  private func pageAddress(_ token: String) throws -> String {
    "\(try settings.required(.payLinkBase))/invoice/\(token)"
  }

  /// The document as a file to print. Who asks for the headers alone has no engine started.
  func invoiceFile(_ token: String, for request: CGIRequest) throws -> CGIResponse {
    let document = try links.verify(token).document
    let renderer = try self.renderer()
    do {
      let pdf =
        request.method == "HEAD"
        ? try renderer.keptPDF(forVisitorOf: document) : try renderer.pdf(forVisitorOf: document)
      return CGIResponse(file: pdf, type: "application/pdf", name: "\(document.number).pdf")
    } catch PDFError.tooLong {
      return try page(
        .fileTooLong, of: PageSubject(document), documentAddress: pageAddress(token), for: request)
    } catch PDFError.crowded {
      return try page(
        .fileDelayed, of: PageSubject(document), documentAddress: pageAddress(token), for: request
      ).with("Retry-After", "30")
    }
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
