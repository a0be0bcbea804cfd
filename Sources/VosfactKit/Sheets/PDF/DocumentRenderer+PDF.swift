extension DocumentRenderer {
  /// The page of `document` that is to become PDF; its PDF says that it was made on the day of issue.
  private func page(of document: Document) throws -> PDFPage {
    PDFPage(html: try html(of: document), date: UnixTime(startOf: document.content.issuedOn))
  }

  private func kept() throws -> KeptPDFs? {
    KeptPDFs(beside: database, limit: try settings.value(.pdfKept).count)
  }

  private func key(of page: PDFPage) throws -> KeptPDFs.Key {
    KeptPDFs.Key(of: page, by: try settings.value(.pdfEngine).description)
  }

  private func printer(jobs: Int = 1, allowance: PDFAllowance? = nil) throws -> PDFPrinter {
    PDFPrinter(
      engine: try PDFEngine(settings, environment: environment), places: places,
      jobs: jobs, allowance: allowance)
  }

  private var places: PDFPlaces {
    PDFPlaces(database: database, isRehearsal: database.isRehearsing)
  }

  /// The document as PDF, as it was kept or made now, however long that takes.
  ///
  /// It throws `Fault`, or what `html(of:)` throws.
  package func pdf(of document: Document) throws -> [UInt8] {
    try pdf(of: page(of: document), allowing: nil)
  }

  /// The document as PDF for somebody who holds a link to it.
  ///
  /// It throws `PDFError`, or what `pdf(of:)` throws.
  func pdf(forVisitorOf document: Document) throws -> [UInt8] {
    let page = try page(of: document)
    try checkLength(of: page)
    return try pdf(of: page, allowing: PDFAllowance())
  }

  /// The same as far as it is made already; `nil` if it is not.
  ///
  /// It throws `PDFError.tooLong`, or what `html(of:)` throws.
  func keptPDF(forVisitorOf document: Document) throws -> [UInt8]? {
    let page = try page(of: document)
    try checkLength(of: page)
    return try kept()?.pdf(key(of: page))
  }

  private func checkLength(of page: PDFPage) throws {
    let length = page.html.count - (try logoLength())
    guard length <= (try settings.value(.pdfLimit).count) else { throw PDFError.tooLong }
  }

  /// The kept PDF, or one that is made now; what another process is making is waited for.
  private func pdf(of page: PDFPage, allowing allowance: PDFAllowance?) throws -> [UInt8] {
    let kept = try kept()
    let key = try key(of: page)
    if let pdf = kept?.pdf(key) { return pdf }
    let printer = try printer(allowance: allowance)
    let leave = allowance == nil ? nil : try places.visitor()
    guard allowance == nil || leave != nil else { throw PDFError.crowded }
    defer { withExtendedLifetime(leave) {} }
    var patience = Patience()
    while true {
      let right = try places.page(key)
      defer { withExtendedLifetime(right) {} }
      if let pdf = kept?.pdf(key) { return pdf }
      if right != nil {
        var bytes: [UInt8] = []
        var pages = [page]
        try printer.print(count: 1, { pages.popLast().map { ((), $0) } }) { _, pdf in bytes = pdf }
        if !database.isRehearsing { kept?.keep(bytes, as: key) }
        return bytes
      }
      if let allowance, allowance.isOver { throw PDFError.crowded }
      patience.pause()
    }
  }

  /// Makes PDF of every document that `next` gives until it gives none, several at a time, and hands each to
  /// `done`, in whatever order they come; those that are kept are not made again.
  ///
  /// It throws `Fault`, what `html(of:)` throws, or what the closures throw.
  ///
  /// - Parameters:
  ///   - count: how many documents there are, if that is known.
  ///   - jobs: how many runs of the engine there are at a time, if there is place for as many.
  package func printPDF(
    count: Int? = nil, jobs: Int = 1, _ next: () throws -> Document?,
    done: (Document, [UInt8]) throws -> Void
  ) throws {
    let kept = try kept()
    try printer(jobs: jobs).print(
      count: count,
      {
        while let document = try next() {
          let page = try page(of: document)
          let key = try key(of: page)
          guard let pdf = kept?.pdf(key) else { return ((document, key), page) }
          try done(document, pdf)
        }
        return nil
      },
      done: { made, pdf in
        let (document, key) = made
        if !database.isRehearsing { kept?.keep(pdf, as: key) }
        try done(document, pdf)
      })
  }
}
