import Foundation
import Testing
import VosfactKit

/// `payment reconcile` with callbacks in its spool folder, one of which is forged, and attempts so old that
/// they are given up.
struct KilledReconcile: KilledCommand {
  let testDescription = "payment reconcile"
  let words = ["payment", "reconcile", "--format", "json"]

  private static let folders = ["spool", "spool/stripe", "spool/done", "spool/refused"]

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let count = isSmall ? 2 : 20
    let old = isSmall ? 1 : 10
    let shop = try Shop(invoices: count + old)
    let payments = try shop.start(1...count)
    _ = try shop.start((count + 1)...(count + old)) { .now - Seconds(3 * 86_400) }
    let workplace = shop.workplace
    try FileManager.default.createDirectory(
      atPath: workplace.file("spool/stripe"), withIntermediateDirectories: true)
    let callbacks = try shop.simulate(.paid, of: payments)
    for (number, (payment, callback)) in zip(payments, callbacks).enumerated() {
      try workplace.write(
        callback, to: number % 2 == 0 ? "spool/\(payment)" : "spool/stripe/\(payment)")
    }
    try workplace.write("POST /callback/stripe HTTP/1.1\r\n\r\n{}", to: "spool/forged")
    return workplace
  }

  func arrange(_ workplace: Workplace) throws {
    try workplace.succeed("settings", "set", "callbacks.spool", workplace.file("spool"))
  }

  /// The names of the files in each of the folders that there are.
  private func files(in workplace: Workplace) throws -> [String: [String]] {
    var files: [String: [String]] = [:]
    for folder in Self.folders where FileManager.default.fileExists(atPath: workplace.file(folder))
    {
      files[folder] = try FileManager.default.contentsOfDirectory(atPath: workplace.file(folder))
        .filter { !["stripe", "done", "refused"].contains($0) }.sorted()
    }
    return files
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    let payments = try workplace.rows("payment", "list")
    let files = try files(in: workplace)
    let done = Set(
      (files["spool/done"] ?? []).map { $0.split(separator: "-").last.map(String.init) ?? $0 })
    let waiting = Set((files["spool"] ?? []) + (files["spool/stripe"] ?? []))
    let refused = Set(files["spool/refused"] ?? [])
    // Each file is in one place, and none of those of callbacks that wait for it is missing.
    #expect(done.isDisjoint(with: waiting))
    #expect(waiting.union(refused).contains("forged"))
    let heard = payments.filter { $0["state"] == "paid" }.compactMap { $0["id"]?.string }
    let expired = payments.count { $0["state"] == "expired" }
    let silent = payments.filter { $0["state"] == "pending" }.compactMap { $0["id"]?.string }
    #expect(done.isSubset(of: heard), "what was moved was taken in")
    #expect(done.union(waiting).isSuperset(of: heard), "what was taken in is still there")
    if try !answers(printed).isEmpty { #expect(waiting.isEmpty && silent.isEmpty) }
    return "\(heard.count) callbacks taken in, \(done.count) moved, \(expired) expired"
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    try workplace.books
      + files(in: workplace).sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
  }
}
