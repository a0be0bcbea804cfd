import Localization

/// Makes PDF of pages, several runs of the engine at a time.
struct PDFPrinter {
  let engine: PDFEngine
  /// Where engines run.
  let places: PDFPlaces
  /// How many runs there are at a time.
  var jobs = 1
  /// What may be spent; without limit if it is `nil`.
  var allowance: PDFAllowance?

  /// What is to be made in one run.
  private struct Batch<Subject> {
    var subjects: [Subject] = []
    var pages: [PDFPage] = []
  }

  /// A run under way, and what its pages stand for.
  private struct Work<Subject> {
    let run: PDFRun
    let process: RunningSubprocess
    let subjects: [Subject]
    let place: RunLock
  }

  /// Prints every page that `next` gives until it gives none, and hands each PDF to `done` with what its page
  /// stands for, in whatever order they come. It waits until there is a place for each run.
  ///
  /// It throws `Fault`, `SubprocessError`, `StorageError`, or what the closures throw; what is under way is
  /// stopped then.
  ///
  /// - Parameter count: how many pages there are, if that is known, so that each job has its share of few.
  func print<Subject>(
    count: Int? = nil, _ next: () throws -> (Subject, PDFPage)?,
    done: (Subject, [UInt8]) throws -> Void
  ) throws {
    let jobs = min(jobs, PDFPlaces.count)
    let share = count.map { max(1, ($0 + jobs - 1) / jobs) } ?? engine.pagesPerRun
    let size = min(engine.pagesPerRun, share)
    var works: [Work<Subject>] = []
    defer {
      for work in works {
        work.process.stop()
        work.run.folder?.remove()
      }
    }
    var batch = try batch(size, next)
    var turn: RunLock?
    var patience = Patience()
    while batch != nil || !works.isEmpty {
      while let ready = batch, works.count < jobs, let place = try places.place(&turn) {
        works.append(try start(ready, in: place))
        batch = try self.batch(size, next)
      }
      if works.isEmpty {
        if let allowance, allowance.isOver { throw PDFError.crowded }
      } else {
        // Whoever has no place comes first.
        turn = nil
      }
      var isIdle = true
      for (index, work) in works.enumerated().reversed() {
        switch try work.process.advance() {
        case .none: continue
        case .some: isIdle = false
        case .ended(let outcome):
          isIdle = false
          works.remove(at: index)
          defer { work.run.folder?.remove() }
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

  /// The next pages; `nil` if there are none.
  private func batch<Subject>(
    _ size: Int, _ next: () throws -> (Subject, PDFPage)?
  ) throws -> Batch<Subject>? {
    var batch = Batch<Subject>()
    while batch.pages.count < size, let (subject, page) = try next() {
      batch.subjects.append(subject)
      batch.pages.append(page)
    }
    return batch.pages.isEmpty ? nil : batch
  }

  private func start<Subject>(_ batch: Batch<Subject>, in place: RunLock) throws -> Work<Subject> {
    let run = try engine.run(of: batch.pages)
    var process = run.process
    // A web server may end us while the engine goes on: its place is taken until it ends as well.
    process.held = place.held
    if let allowance { allowance.limit(&process) }
    do {
      return Work(run: run, process: try process.start(), subjects: batch.subjects, place: place)
    } catch {
      run.folder?.remove()
      guard case .notFound = error else { throw error }
      throw Fault.pdfEngineMissing(run.engine, package: run.engine == "chromium" ? "chromium" : nil)
    }
  }
}

/// What is spent on a PDF for a visitor: nobody knows how many of them there are.
struct PDFAllowance {
  /// Until when a place is waited for.
  private let deadline: MonotonicTime

  /// - Parameter duration: how long a place is waited for.
  init(waiting duration: Duration = .seconds(10)) {
    deadline = MonotonicTime.now + duration
  }

  /// Whether there was no place in time.
  var isOver: Bool { MonotonicTime.now >= deadline }

  /// Web servers wait for a minute; an engine of which more is asked than `pdf.web-limit` lets through would have
  /// gone wrong.
  func limit(_ process: inout Subprocess) {
    process.timeLimit = .seconds(45)
    process.memoryLimit = 1 << 30
    // It may run on several processors.
    process.processorLimit = 45 * PDFPlaces.count
  }
}
