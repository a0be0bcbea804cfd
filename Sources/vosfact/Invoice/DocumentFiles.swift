import CommandLineKit
import Localization
import VosfactKit

/// Documents as customers get them, written to standard output or as files into a folder.
struct DocumentFiles {
  private let environment: Environment
  private let kit: Kit
  private let renderer: DocumentRenderer
  private let form: DocumentForm
  private let folder: FolderWriter?
  private let jobs: Int

  init(
    _ environment: Environment, kit: Kit, form: DocumentForm, folder: String?, jobs: Int
  ) throws {
    self.environment = environment
    self.kit = kit
    self.form = form
    self.jobs = jobs
    renderer = try kit.documentRenderer()
    self.folder = try folder.map { try FolderWriter($0) }
  }

  /// Writes the documents that `references` name.
  ///
  /// It throws a `Fault` for several without a folder, and what finding, making and writing them throws; files
  /// that are written then stay.
  func write(_ references: [String]) throws {
    if folder == nil, form != .text {
      let isUnreadable = form == .pdf && environment.terminal.isTerminal
      guard references.count == 1, !isUnreadable else {
        throw Fault(
          .wrongUsage,
          en:
            "\(form.rawValue) needs a place to go; it is for one document in a pipe or file; give --output FOLDER",
          fr:
            "\(form.rawValue) doit aller quelque part ; c’est pour un seul document vers un fichier ; donnez --output DOSSIER"
        )
      }
    }
    var rest = references[...]
    let next = { try rest.popFirst().map { try kit.documents.named($0) } }
    guard form != .pdf else {
      try renderer.printPDF(count: references.count, jobs: jobs, next, done: put)
      return
    }
    try kit.snapshot { try write(next) }
  }

  /// Writes what `next` gives, as pages or text.
  private func write(_ next: () throws -> Document?) throws {
    var isFirst = true
    while let document = try next() {
      if form == .html {
        try put(document, renderer.html(of: document))
      } else {
        let text = DocumentText(try renderer.sheet(of: document), width: 78).text
        if folder == nil, !isFirst { try environment.output.line("") }
        isFirst = false
        try put(document, Array(text.utf8))
      }
    }
  }

  private func put(_ document: Document, _ bytes: [UInt8]) throws {
    defer { environment.progress.advance() }
    guard let folder else { return try environment.output.write(bytes) }
    let name = document.fileName + (form == .text ? ".txt" : ".\(form.rawValue)")
    try folder.write(bytes, to: name)
    try environment.output.write { bytes in
      let start = bytes.count
      bytes += folder.path.utf8
      bytes.append(UInt8(ascii: "/"))
      bytes += name.utf8
      bytes.escapeForTerminal(from: start)
      bytes.append(UInt8(ascii: "\n"))
    }
  }
}

extension Document {
  /// The number as a file may be named, without what paths and shells give a meaning to; a number that had to be
  /// changed is told apart from others by the document's id.
  fileprivate var fileName: String {
    if number.utf8.count <= 100, number.utf8.first != UInt8(ascii: "."),
      number.utf8.allSatisfy(\.isKeptInFileName)
    {
      return number
    }
    let name = number.prefix(100).map { character in
      character.utf8.allSatisfy(\.isKeptInFileName) ? character : "-"
    }
    return "document-\(String(name))-\(publicID)"
  }
}

extension UInt8 {
  fileprivate var isKeptInFileName: Bool {
    switch self {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"),
      UInt8(ascii: "."):
      true
    default: false
    }
  }
}
