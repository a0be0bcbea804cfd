/// Makes PDF of pages, several runs of the engine at a time.
struct PDFPress {
  let engine: PDFEngine
  /// How many runs there are at a time.
  let jobs: Int

  /// A run under way, and what its pages stand for.
  private struct Work<Subject> {
    let run: PDFRun
    let process: RunningSubprocess
    let subjects: [Subject]
  }

  /// Prints every page that `next` gives until it gives none, and hands each PDF to `done` with what its page
  /// stands for, in whatever order they come.
  ///
  /// It throws `PDFError`, `SubprocessError`, or what the closures throw; what is under way is stopped then.
  ///
  /// - Parameter count: how many pages there are, if that is known, so that each job has its share of few.
  func print<Subject>(
    count: Int? = nil, _ next: () throws -> (Subject, PDFPage)?,
    done: (Subject, [UInt8]) throws -> Void
  ) throws {
    let share = count.map { max(1, ($0 + jobs - 1) / jobs) } ?? engine.pagesPerRun
    let size = min(engine.pagesPerRun, share)
    var works: [Work<Subject>] = []
    defer { for work in works { work.process.stop() } }
    var hasMore = true
    var patience = Patience()
    while true {
      while hasMore, works.count < jobs {
        guard let work = try start(size, next) else {
          hasMore = false
          break
        }
        works.append(work)
      }
      guard !works.isEmpty else { return }
      var isIdle = true
      for (index, work) in works.enumerated().reversed() {
        switch try work.process.advance() {
        case .none: continue
        case .some: isIdle = false
        case .ended(let outcome):
          isIdle = false
          works.remove(at: index)
          let pdfs = try work.run.pdfs(of: work.subjects.count, in: outcome)
          for (subject, pdf) in zip(work.subjects, pdfs) { try done(subject, pdf) }
        }
      }
      if isIdle {
        RunningSubprocess.pause(&patience)
      } else {
        patience = Patience()
      }
    }
  }

  /// Starts a run for the next pages; `nil` if there are none.
  private func start<Subject>(
    _ size: Int, _ next: () throws -> (Subject, PDFPage)?
  ) throws -> Work<Subject>? {
    var subjects: [Subject] = []
    var pages: [PDFPage] = []
    while pages.count < size, let (subject, page) = try next() {
      subjects.append(subject)
      pages.append(page)
    }
    guard !pages.isEmpty else { return nil }
    let run = try engine.run(of: pages)
    do {
      return Work(run: run, process: try run.process.start(), subjects: subjects)
    } catch SubprocessError.notFound {
      throw PDFError.notInstalled(
        engine: run.engine, package: run.engine == "chromium" ? "chromium" : nil)
    }
  }
}
