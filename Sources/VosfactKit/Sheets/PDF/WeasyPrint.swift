import Localization

/// The engine WeasyPrint, run by its own Python through a script that lets it fetch nothing but what a page has
/// within itself.
///
/// Many pages go through one run: each comes as its length in a line, the time that it says it was made at, and
/// its bytes; each PDF goes back as its length in a line and its bytes.
struct WeasyPrint {
  let environment: [String: String]

  func run(of pages: [PDFPage]) throws -> PDFRun {
    let interpreter = try interpreter()
    var variables = PDFEngine.variables(environment)
    // The names of embedded fonts depend on the order of sets.
    variables["PYTHONHASHSEED"] = "0"
    let input = pages.flatMap { page in
      Array("\(page.html.count) \(page.date.seconds)\n".utf8) + page.html
    }
    let process = Subprocess(
      program: interpreter[0], arguments: interpreter.dropFirst() + ["-c", Self.script],
      environment: variables, searchPath: PDFEngine.searchPath(environment), input: input,
      timeLimit: PDFEngine.timeLimit * pages.count, outputLimit: PDFEngine.sizeLimit)
    return PDFRun(process: process, engine: "weasyprint") { Self.pdfs(in: $0.output) }
  }

  /// The program of Python that the script `weasyprint` begins with, and its arguments.
  ///
  /// - Throws: `Fault` if it is not installed, or is no script of Python.
  private func interpreter() throws(Fault) -> [String] {
    let path: String
    do throws(SubprocessError) {
      path = try Subprocess(
        program: "weasyprint", searchPath: PDFEngine.searchPath(environment),
        timeLimit: PDFEngine.timeLimit, outputLimit: 0
      ).locate()
    } catch {
      throw .pdfEngineMissing("weasyprint", package: "weasyprint")
    }
    var words: [String] = []
    if let head = Self.firstLine(of: path), head.hasPrefix("#!"), head.contains("python") {
      words = head.dropFirst(2).split(separator: " ").map(String.init)
      if words.first?.hasSuffix("/env") == true { words.removeFirst() }
    }
    guard !words.isEmpty else {
      throw Fault(
        .misconfigured,
        en:
          "no PDF; \(path.shown) is not WeasyPrint as known; set pdf.engine to '\(path.shown) - -'",
        fr:
          "pas de PDF ; \(path.shown) n’est pas le WeasyPrint connu ; réglez pdf.engine à « \(path.shown) - - »"
      )
    }
    return words
  }

  private static func firstLine(of path: String) -> String? {
    guard let bytes = try? File.content(of: path, upTo: 512), !bytes.isEmpty else { return nil }
    return String(decoding: bytes.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  private static func pdfs(in output: [UInt8]) -> [[UInt8]?] {
    var pdfs: [[UInt8]?] = []
    var rest = output[...]
    while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
      let count = Int(String(decoding: rest[..<end], as: UTF8.self)) ?? 0
      let pdf = rest[(end + 1)...].prefix(count)
      guard count > 0, pdf.count == count else { return pdfs + [nil] }
      pdfs.append(Array(pdf))
      rest = rest[(end + 1 + count)...]
    }
    return pdfs
  }

  /// Modules are never taken from the folder that we happen to be in.
  private static let script = """
    import sys
    sys.path[:] = [folder for folder in sys.path if folder]
    import logging, os, weasyprint
    logging.getLogger('weasyprint').setLevel(100)
    def fetch(address, *arguments, **options):
        if address[:5].lower() == 'data:':
            return weasyprint.default_url_fetcher(address, *arguments, **options)
        raise ValueError('nothing is fetched')
    pages, pdfs = sys.stdin.buffer, sys.stdout.buffer
    while True:
        head = pages.readline().split()
        if not head:
            break
        page = pages.read(int(head[0])).decode()
        os.environ['SOURCE_DATE_EPOCH'] = head[1].decode()
        html = weasyprint.HTML(string=page, base_url='about:blank', url_fetcher=fetch)
        pdf = html.write_pdf()
        pdfs.write(b'%d\\n' % len(pdf))
        pdfs.write(pdf)
    pdfs.flush()

    """
}
