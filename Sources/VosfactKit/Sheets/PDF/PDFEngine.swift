import Localization

/// What makes PDF of pages: a program of the system, by the setting `pdf.engine`.
///
/// Whatever the engine, a page brings all that it needs within itself, and the engine is kept from files and
/// from the network as far as it can be: see each of them.
struct PDFEngine {
  /// How pages are given to the program, and PDF taken from it.
  enum Kind: Equatable {
    /// WeasyPrint's library, by a script of ours that fetches nothing.
    case weasyprint
    /// A browser without a window, on a file in a folder of its own.
    case chromium(program: String)
    /// A command that reads HTML and writes PDF, kept from the network and from files as far as `Confinement` can.
    case command(ProgramLine)
  }

  let kind: Kind
  let environment: [String: String]

  /// How long a page may take.
  static let timeLimit = Duration.seconds(120)
  /// How many bytes a PDF may have.
  static let sizeLimit = 64 << 20
  /// How many pages one run of WeasyPrint makes: its start takes as long as several of them.
  static let batchSize = 25

  /// The engine that the settings name.
  init(_ settings: Settings, environment: [String: String]) throws {
    self.init(try settings.value(.pdfEngine), environment: environment)
  }

  init(_ line: ProgramLine, environment: [String: String]) {
    let name = line.program.split(separator: "/").last.map(String.init) ?? line.program
    switch (name, line.arguments.isEmpty) {
    case ("weasyprint", true) where line.program == name: kind = .weasyprint
    case ("chromium", true), ("chromium-browser", true), ("google-chrome", true), ("chrome", true):
      kind = .chromium(program: line.program)
    default: kind = .command(line)
    }
    self.environment = environment
  }

  /// How many pages one run takes.
  var pagesPerRun: Int { kind == .weasyprint ? Self.batchSize : 1 }

  /// A run that is about to be started for some pages.
  func run(of pages: [PDFPage]) throws -> PDFRun {
    switch kind {
    case .weasyprint: try WeasyPrint(environment: environment).run(of: pages)
    case .chromium(let program):
      try Chromium(program: program, environment: environment).run(of: pages[0])
    case .command(let line): try commandRun(line, pages[0])
    }
  }

  private func commandRun(_ line: ProgramLine, _ page: PDFPage) throws -> PDFRun {
    var variables = Self.variables(environment)
    variables["SOURCE_DATE_EPOCH"] = String(page.date.seconds)
    var process = Subprocess(
      program: line.program, arguments: line.arguments, environment: variables,
      searchPath: Self.searchPath(environment), input: page.html, timeLimit: Self.timeLimit,
      outputLimit: Self.sizeLimit)
    if let confinement = Confinement.available {
      do {
        process = confinement.confining(process, at: try process.locate())
      } catch SubprocessError.notFound {
        throw Fault.pdfEngineMissing(line.program, package: nil)
      }
    }
    return PDFRun(process: process, engine: line.program) { outcome in [outcome.output] }
  }

  /// What an engine sees of our environment: where programs and the user's own folders are, and no proxy, by
  /// which it could reach out.
  static func variables(_ environment: [String: String]) -> [String: String] {
    var variables = ["LC_ALL": "C.UTF-8", "PATH": searchPath(environment)]
    for name in ["HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"] {
      variables[name] = environment[name]
    }
    return variables
  }

  static func searchPath(_ environment: [String: String]) -> String {
    environment["PATH"] ?? Subprocess.systemSearchPath
  }
}

/// A page that is to become PDF.
struct PDFPage: Sendable {
  let html: [UInt8]
  /// The time that the PDF says it was made at, so that it is the same whenever that is.
  let date: UnixTime
}

/// A run of an engine: a program, and how its outcome is read.
struct PDFRun {
  let process: Subprocess
  /// What errors name the engine by.
  let engine: String
  /// What must be there until the outcome was read, and is taken away then.
  var folder: TemporaryFolder?
  /// The PDF of each page, `nil` where there is none.
  let read: (Subprocess.Outcome) -> [[UInt8]?]

  /// The PDFs of `count` pages.
  func pdfs(of count: Int, in outcome: Subprocess.Outcome) throws(Fault) -> [[UInt8]] {
    guard outcome.termination == .exited(0) else {
      let message = String(decoding: outcome.errorOutput, as: UTF8.self)
      let last = message.split(separator: "\n").last.map { String($0.shown) } ?? ""
      let reason =
        last.isEmpty
        ? Text(en: "it gave no reason", fr: "sans dire pourquoi") : Text(verbatim: last.shown)
      throw Fault(
        .inputOutput,
        en: "no PDF; \(engine.shown) failed: \(reason.en); check the template, or set pdf.engine",
        fr:
          "pas de PDF ; \(engine.shown) a échoué : \(reason.fr) ; vérifiez le modèle, ou changez pdf.engine"
      )
    }
    let read = read(outcome)
    let pdfs = read.compactMap { $0 }
    guard read.count == count, pdfs.count == count,
      pdfs.allSatisfy({ $0.starts(with: "%PDF-".utf8) })
    else {
      throw Fault(
        .inputOutput,
        en: "no PDF; what \(engine.shown) wrote is none; check pdf.engine and the template",
        fr:
          "pas de PDF ; ce qu’a écrit \(engine.shown) n’en est pas un ; vérifiez pdf.engine et le modèle"
      )
    }
    return pdfs
  }
}

extension Fault {
  /// An engine that is not installed.
  ///
  /// - Parameter package: what Debian calls it; `nil` if it does not have it.
  static func pdfEngineMissing(_ engine: String, package: String?) -> Fault {
    let install =
      package.map {
        Text(
          en: "install it (Debian: apt install \($0))",
          fr: "installez-le (Debian : apt install \($0))")
      } ?? Text(en: "install it", fr: "installez-le")
    return Fault(
      .misconfigured,
      en: "no PDF; \(engine.shown) is not installed; \(install.en) or set pdf.engine to another",
      fr:
        "pas de PDF ; \(engine.shown) n’est pas installé ; \(install.fr) ou donnez un autre pdf.engine"
    )
  }
}
