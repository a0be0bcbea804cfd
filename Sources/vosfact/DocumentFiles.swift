import CommandLineKit
import Glibc
import Localization
import VosfactKit

/// Documents as customers get them, written to standard output or as files into a folder.
struct DocumentFiles {
  private let environment: Environment
  private let kit: Kit
  private let desk: DocumentDesk
  private let form: DocumentForm
  private let folder: String?
  private let jobs: Int

  init(
    _ environment: Environment, kit: Kit, form: DocumentForm, folder: String?, jobs: Int
  ) throws {
    self.environment = environment
    self.kit = kit
    self.form = form
    self.folder = folder
    self.jobs = jobs
    desk = try kit.documentDesk()
  }

  /// Writes the documents that `references` name.
  ///
  /// It throws `CommandError.needsOutput` for several without a folder, and what finding, making and writing
  /// them throws; files that are written then stay.
  func write(_ references: [String]) throws {
    if let folder {
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw CommandError.unwritable(path: folder, reason: String(cString: strerror(errno)))
      }
    } else if form != .text {
      let isUnreadable = form == .pdf && environment.terminal.isTerminal
      guard references.count == 1, !isUnreadable else {
        throw CommandError.needsOutput(form: form.rawValue)
      }
    }
    var rest = references[...]
    let next = { try rest.popFirst().map { try kit.documents.named($0) } }
    guard form != .pdf else {
      try desk.printPDF(count: references.count, jobs: jobs, next, done: put)
      return
    }
    try kit.snapshot { try write(next) }
  }

  /// Writes what `next` gives, as pages or text.
  private func write(_ next: () throws -> Document?) throws {
    var isFirst = true
    while let document = try next() {
      if form == .html {
        try put(document, desk.html(of: document))
      } else {
        let text = DocumentText(try desk.sheet(of: document), width: 78).text
        if folder == nil, !isFirst { try environment.output.line("") }
        isFirst = false
        try put(document, Array(text.utf8))
      }
    }
  }

  private func put(_ document: Document, _ bytes: [UInt8]) throws {
    defer { environment.progress.advance() }
    guard let folder else { return try environment.output.write(bytes) }
    let path = "\(folder)/\(document.fileName).\(form == .text ? "txt" : form.rawValue)"
    // Under its name there is never half a document.
    let partial = path + ".part"
    try FileWriter.write(bytes, to: partial)
    guard rename(partial, path) == 0 else {
      throw CommandError.unwritable(path: path, reason: String(cString: strerror(errno)))
    }
    try environment.output.line(path.escapedForTerminal)
  }
}

extension Document {
  /// The number as a file may be named, without what paths and shells give a meaning to; a number that had to be
  /// changed is told apart from others by the document's id.
  fileprivate var fileName: String {
    let isKept = { (character: Character) in
      character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
    }
    let name = String(number.map { isKept($0) ? $0 : "-" }.prefix(100))
    return name == number && !name.hasPrefix(".") ? name : "document-\(name)-\(publicID)"
  }
}
