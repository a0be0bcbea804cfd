import Foundation
import Testing

@testable import VosfactKit

/// A shop in which a fault is made and met, and what was there before and after.
struct FaultScene {
  /// How a fault was met.
  struct Encounter {
    let ending: Workplace.Ending
    /// The files that the fault left, with a digest of each, and those that were there in the end.
    let before: [String: String]
    let after: [String: String]
  }

  /// More than any of the runs may take for its data, whatever it is given to read.
  private static let memory = 96 * 1024 * 1024

  /// How many entries the shop's journal has.
  static let journalEntries = 21

  let workplace: Workplace
  /// Where notes on the files are taken, and where the program is found: they are not in their way.
  private let notes: Workplace

  init() throws {
    workplace = try Workplace()
    for (name, content) in try Self.original.get().files {
      try workplace.write(content, to: name)
      try #require(chmod(workplace.file(name), 0o600) == 0)
    }
    notes = try Workplace()
  }

  /// What every fault is made in: invoices of which one was issued here, a payment under way and one that
  /// was made.
  struct Original {
    /// The files that hold it, each by its name.
    let files: [String: [UInt8]]
    /// The payment that is under way.
    let payment: String
    /// What is recorded.
    let books: [String]
  }

  /// All that the law has an invoice say of its seller, so that there is nothing to be found.
  private static let seller = [
    ("company.name", "Maison Kervella"), ("company.street", "1 rue Haute"),
    ("company.post-code", "29000"), ("company.city", "Quimper"), ("company.siren", "732829320"),
    ("company.vat-id", "FR44732829320"), ("legal.late-penalty", "12"),
    ("legal.early-payment-discount", "0"), ("legal.operation-kind", "services"),
  ]

  /// Made once, as hundreds of runs need it.
  static let original = Result<Original, any Error> {
    let shop = try Shop(invoices: 3, hasAddresses: true)
    let workplace = shop.workplace
    for (key, value) in seller { try workplace.succeed("settings", "set", key, value) }
    try workplace.succeed(
      "invoice", "create", "--buyer", "Aline", "--street", "1 rue A", "--city", "Brest", "--line",
      "Work;1;10;20", "--issued-on", "2026-01-05")
    try shop.simulate("paid", of: shop.start("F-3"), to: "paid.http")
    try #require(try shop.receive("paid.http")["result"] == "applied")
    let payment = try shop.start("F-1")
    try workplace.writeOlderDatabase(to: "older.db")
    let entries = try workplace.succeed("payment", "audit", "--format", "json").json["entries"]
    try #require(entries?.text == "\(journalEntries)")
    let names = ["vosfact.db", "vosfact.db-head", "older.db"]
    return Original(
      files: try Dictionary(uniqueKeysWithValues: names.map { ($0, try workplace.read($0)) }),
      payment: payment, books: try workplace.books)
  }

  /// Whether a small disk can be made; under continuous integration it must be.
  static let canMount: Bool = {
    if ExternalTool.isRequired { return true }
    let words = ["--mount", "--map-root-user", "mount", "-t", "tmpfs", "tmpfs", "."]
    return (try? Workplace().run("unshare", words))?.status == 0
  }()

  /// Makes the fault and runs the command that meets it.
  ///
  /// - Parameter language: the locale, as `fr_FR.UTF-8`.
  func meet(_ fault: Fault, in language: String) throws -> Encounter {
    try FileManager.default.createSymbolicLink(
      atPath: notes.file("vosfact"),
      withDestinationPath: fault.command.contains("faketime")
        ? Workplace.preloadable : Workplace.executable)
    var program = ["sh", "-c", Self.script(fault)]
    if geteuid() == 0 || fault.place != .folder {
      // Root may do anything to any file, which would hide what others meet.
      program = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] + program
    }
    if fault.place != .folder { program = ["unshare", "--mount", "--map-root-user"] + program }
    let ending = try workplace.run(
      program[0], Array(program.dropFirst()),
      with: [
        "VOSFACT_DB": "vosfact.db", "LC_ALL": language, "PAYMENT": try Self.original.get().payment,
        "NOTES": notes.path, "PATH": "\(notes.path):\(Subprocess.systemSearchPath)",
      ])
    let hasEnded = try notes.names.contains("after")
    let making = (try? notes.read("making")).map { String(decoding: $0, as: UTF8.self) } ?? ""
    try #require(hasEnded, "\(making)\(ending.errors)")
    return Encounter(ending: ending, before: try inventory("before"), after: try inventory("after"))
  }

  /// Makes the fault, and meets it with no more memory than it may take.
  private static func script(_ fault: Fault) -> String {
    let enter =
      switch fault.place {
      case .folder: ""
      case .disk(let size):
        """
        mkdir disk
        mount -t tmpfs -o size=\(size)k,mode=700 tmpfs disk
        cp --preserve vosfact.db* disk
        cd disk
        """
      }
    let leave =
      switch fault.place {
      case .folder: ""
      case .disk: "cp --preserve vosfact.db* .."
      }
    return """
      inventory() {
        find . -mindepth 1 -type f -exec sha256sum {} + 2>&1 || true
        find . -mindepth 1 ! -type f -printf '%y  %p\\n'
      }
      set -e
      {
      \(enter)
      \(fault.made)
      inventory > "$NOTES/before"
      } > /dev/null 2> "$NOTES/making"
      set +e
      ulimit -d \(memory / 1024)
      \(fault.command)
      status=$?
      exec 3>&-
      wait
      inventory > "$NOTES/after"
      \(leave)
      exit $status
      """
  }

  /// The digests of the files that a note lists, by their names.
  private func inventory(_ name: String) throws -> [String: String] {
    let lines = String(decoding: try notes.read(name), as: UTF8.self).split(separator: "\n")
    return lines.reduce(into: [:]) { files, line in
      let parts = line.split(separator: "  ", maxSplits: 1)
      if parts.count == 2 { files[String(parts[1].dropFirst(2))] = String(parts[0]) }
    }
  }
}
