import Glibc
import Localization

/// The engine Chromium, without a window, on a file in a folder of its own.
///
/// The page is kept from the network and from other files by a policy that stands before anything else in it,
/// and by a resolver that finds no host.
struct Chromium {
  let program: String
  let environment: [String: String]

  /// What stands before the page: a second document type and the tags that follow are read as if they were not
  /// there (HTML Standard, section 13.2.6.4.4, "The 'in head' insertion mode").
  private static let policy = """
    <!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" \
    content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; \
    base-uri 'none'; form-action 'none'">
    """

  func run(of page: PDFPage) throws -> PDFRun {
    guard !page.html.hasRefresh else {
      throw Fault(
        .badValue,
        en: "no PDF; the template holds a meta refresh, which leads elsewhere; take it out",
        fr: "pas de PDF ; le modèle contient un meta refresh, qui mène ailleurs ; retirez-le")
    }
    let folder = try TemporaryFolder(environment: environment)
    let (input, output) = (folder.file("page.html"), folder.file("page.pdf"))
    do throws(SystemError) {
      try File.make(input, holding: Array(Self.policy.utf8) + page.html)
    } catch {
      folder.remove()
      throw StorageError.cannotOpen(path: input, reason: error.reason)
    }
    var variables = PDFEngine.variables(environment)
    variables["HOME"] = folder.path
    let process = Subprocess(
      program: program,
      arguments: [
        "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
        "--disable-background-networking", "--disable-sync", "--hide-scrollbars",
        "--host-resolver-rules=MAP * ~NOTFOUND",
        "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer",
        "--print-to-pdf=\(output)",
      ] + (geteuid() == 0 ? ["--no-sandbox"] : []) + ["file://\(input)"],
      environment: variables, searchPath: PDFEngine.searchPath(environment),
      timeLimit: PDFEngine.timeLimit, outputLimit: 1 << 20, errorLimit: 1 << 20)
    return PDFRun(process: process, engine: program, folder: folder) { _ in
      let pdf = try? BoundedFile.content(of: output, limit: PDFEngine.sizeLimit)
      return [pdf.map { Self.dated($0, page.date) }]
    }
  }

  /// The PDF with the time of the page in the place of the moment that it was made at: as many digits, so that
  /// nothing in it moves (ISO 32000-1, section 7.9.4).
  private static func dated(_ pdf: [UInt8], _ time: UnixTime) -> [UInt8] {
    let digits = time.description.filter(\.isNumber).prefix(14)
    var pdf = pdf
    for name in ["/CreationDate (D:", "/ModDate (D:"] {
      guard let place = pdf.firstRange(of: Array(name.utf8)),
        pdf.count > place.upperBound + digits.utf8.count
      else { continue }
      pdf.replaceSubrange(
        place.upperBound..<place.upperBound + digits.utf8.count, with: digits.utf8)
    }
    return pdf
  }
}

extension [UInt8] {
  /// Whether a `meta` element tells a browser to go elsewhere. Texts from outside cannot look so: their angle
  /// brackets are escaped.
  fileprivate var hasRefresh: Bool {
    let text = String(decoding: self, as: UTF8.self).lowercased()
    return text.split(separator: "<meta", omittingEmptySubsequences: false).dropFirst().contains {
      $0.prefix { $0 != ">" }.contains("refresh")
    }
  }
}
