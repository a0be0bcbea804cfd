extension DocumentDesk {
  /// The page of `document` that is to become PDF; its PDF says that it was made on the day of issue.
  private func page(of document: Document) throws -> PDFPage {
    PDFPage(html: try html(of: document), date: UnixTime(startOf: document.content.issuedOn))
  }

  /// The document as PDF.
  ///
  /// It throws `PDFError`, or what `html(of:)` throws.
  public func pdf(of document: Document) throws -> [UInt8] {
    var bytes: [UInt8] = []
    var documents = [document][...]
    try printPDF(count: 1, { documents.popFirst() }) { _, pdf in bytes = pdf }
    return bytes
  }

  /// Makes PDF of every document that `next` gives until it gives none, several at a time, and hands each to
  /// `done`, in whatever order they come.
  ///
  /// It throws `PDFError`, what `html(of:)` throws, or what the closures throw.
  ///
  /// - Parameters:
  ///   - count: how many documents there are, if that is known.
  ///   - jobs: how many runs of the engine there are at a time.
  public func printPDF(
    count: Int? = nil, jobs: Int = 1, _ next: () throws -> Document?,
    done: (Document, [UInt8]) throws -> Void
  ) throws {
    let engine = try PDFEngine(kit.settings, environment: kit.environment)
    try PDFPress(engine: engine, jobs: jobs).print(
      count: count,
      {
        guard let document = try next() else { return nil }
        return (document, try page(of: document))
      }, done: done)
  }
}
