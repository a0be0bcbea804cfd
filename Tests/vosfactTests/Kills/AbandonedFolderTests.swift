import Foundation
import Glibc
import Testing

@testable import VosfactKit

/// The temporary folder of a run that was killed, which the next one takes away, and nothing else.
@Suite(.waiting) struct AbandonedFolderTests {
  private let shop: Shop
  private var workplace: Workplace { shop.workplace }

  init() throws {
    shop = try Shop(invoices: 2)
  }

  /// Runs in which an engine called `chromium` runs `script`, and where temporary folders lie in `folder`.
  private func arrange(_ script: String) throws {
    try workplace.write("#!/bin/sh\n\(script)\n", to: "chromium")
    try #require(chmod(workplace.file("chromium"), 0o700) == 0)
    try workplace.succeed("settings", "set", "pdf.engine", workplace.file("chromium"))
  }

  /// Where temporary folders lie.
  private var place: String { workplace.file("temporary") }

  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: place).sorted() }
  }

  /// Starts a run whose engine never ends, and kills it; gives the name of the folder that it left.
  private func kill() throws -> String {
    try arrange("echo $$ > \"$HOME/made\"; mv \"$HOME/made\" \"$HOME/begun\"; exec sleep 600")
    let run = try RunningProgram(
      Workplace.executable, ["invoice", "show", "F-1", "--format", "pdf"], in: workplace.path,
      environment: workplace.variables.merging(["TMPDIR": place]) { $1 })
    var engine: pid_t?
    var left = ""
    while engine == nil {
      try #require(Glibc.kill(run.identifier, 0) == 0)
      for name in try names {
        guard let text = try? workplace.read("temporary/\(name)/begun") else { continue }
        (engine, left) = (pid_t(String(decoding: text, as: UTF8.self).dropLast()), name)
      }
      usleep(10_000)
    }
    try #require(Glibc.kill(run.identifier, SIGKILL) == 0)
    // It lives on in a group of its own.
    try #require(Glibc.kill(-(try #require(engine)), SIGKILL) == 0)
    return left
  }

  @Test("the next run takes away what a killed one left, whatever is in it")
  func taken() throws {
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let left = try kill()
    #expect(try names == [left])
    // A browser's profile has folders, and links that lead out.
    try FileManager.default.createDirectory(
      atPath: "\(place)/\(left)/profile/a/b", withIntermediateDirectories: true)
    try workplace.write("mine", to: "mine")
    try FileManager.default.createSymbolicLink(
      atPath: "\(place)/\(left)/profile/a/file", withDestinationPath: workplace.file("mine"))
    try FileManager.default.createSymbolicLink(
      atPath: "\(place)/\(left)/profile/folder", withDestinationPath: workplace.path)
    try arrange(
      "for word; do case $word in --print-to-pdf=*) echo %PDF- > \"${word#*=}\" ;; esac; done")
    let shown = try workplace.succeed(
      "invoice", "show", "F-2", "--format", "pdf", with: ["TMPDIR": place])
    #expect(shown.output == "%PDF-\n")
    #expect(try names == [])
    #expect(try workplace.names.contains("mine"))
  }

  @Test("what is in use, not ours, or only looks like it stays, and holds nobody up")
  func kept() throws {
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let used = try TemporaryFolder(environment: ["TMPDIR": place])
    // Of the same name, but without our mark in it.
    for name in ["vosfact.abcdef", "vosfact.Marked"] {
      try FileManager.default.createDirectory(
        atPath: "\(place)/\(name)", withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
      try workplace.write("mine", to: "temporary/\(name)/mine")
    }
    // Others may enter it, so that it is none of ours, whatever it holds.
    try workplace.write("", to: "temporary/vosfact.Marked/.vosfact-temporary")
    try #require(chmod("\(place)/vosfact.Marked", 0o755) == 0)
    try #require(mkfifo("\(place)/vosfact.fifo00", 0o600) == 0)
    try workplace.write("mine", to: "temporary/vosfact.file00")
    try FileManager.default.createSymbolicLink(
      atPath: "\(place)/vosfact.link00", withDestinationPath: workplace.path)
    let before = try names
    #expect(before.count == 6)
    try TemporaryFolder(environment: ["TMPDIR": place]).remove()
    #expect(try names == before)
    for name in ["vosfact.abcdef", "vosfact.Marked"] {
      #expect(try workplace.read("temporary/\(name)/mine") == Array("mine".utf8))
    }
    used.remove()
  }

  @Test(
    "another user's folder stays, even if it is marked as ours",
    .enabled(if: geteuid() == 0, "only root can give a folder away"))
  func otherUser() throws {
    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: false)
    let left = try kill()
    for name in ["", "/.vosfact-temporary", "/begun"] {
      try #require(chown("\(place)/\(left)\(name)", 65_534, 65_534) == 0)
    }
    try TemporaryFolder(environment: ["TMPDIR": place]).remove()
    #expect(try names == [left])
    try #require(chown("\(place)/\(left)", 0, 0) == 0)
    // Nor if only the mark is another's.
    try TemporaryFolder(environment: ["TMPDIR": place]).remove()
    #expect(try names == [left])
    try #require(chown("\(place)/\(left)/.vosfact-temporary", 0, 0) == 0)
    try TemporaryFolder(environment: ["TMPDIR": place]).remove()
    #expect(try names == [])
  }
}
