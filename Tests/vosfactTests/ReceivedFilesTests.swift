import Foundation
import Testing
import VosfactKit

/// Callbacks in a folder where not every file is one.
@Suite(.waiting) struct ReceivedFilesTests {
  @Test("a file that cannot be taken in is told, and keeps no other from being taken in")
  func mixed() throws {
    let shop = try Shop(invoices: 2)
    let spool = shop.workplace.file("spool")
    try FileManager.default.createDirectory(atPath: spool, withIntermediateDirectories: false)
    try shop.simulate("paid", of: shop.start("F-1"), to: "spool/1.http")
    try shop.workplace.write(Array(repeating: 0x20, count: 2_000_000), to: "spool/2-large.http")
    try shop.workplace.write("no request", to: "spool/3-noise.http")
    try shop.simulate("paid", of: shop.start("F-2"), to: "spool/4.http")

    let ending = try shop.workplace.vosfact(
      "payment", "receive", "--provider", "stripe", "spool", "--format", "json")
    #expect(ending.status == 65)
    #expect(
      try ending.json.array?.map { $0["file"]?.string } == ["spool/1.http", "spool/4.http"])
    let errors = ending.errors.split(separator: "\n")
    #expect(errors.count == 2)
    #expect(errors.first?.contains("2-large.http") == true)
    #expect(errors.last?.contains("3-noise.http") == true)
    let paid = try shop.workplace.succeed("invoice", "list", "--state", "paid", "--format", "json")
    #expect(try paid.json.array?.count == 2)
  }

  @Test("a callback that comes slowly on standard input keeps nobody else from writing")
  func slowInput() throws {
    let shop = try Shop(invoices: 1)
    // More than a pipe holds: once it is written, the command is reading.
    let ending = try shop.workplace.run(
      "sh",
      [
        "-c",
        """
        mkfifo pipe
        $VOSFACT payment receive --provider stripe - < pipe > answer 2>&1 &
        exec 3> pipe
        head -c 200000 /dev/zero >&3
        $VOSFACT settings set language en
        status=$?
        exec 3>&-
        wait
        exit $status
        """,
      ], with: ["VOSFACT": Workplace.executable])
    #expect(ending.status == 0, "\(ending.errors)")
  }

  @Test("files that are not there are told, and the others are taken in")
  func missing() throws {
    let shop = try Shop(invoices: 1)
    try shop.simulate("paid", of: shop.start("F-1"), to: "paid.http")
    let ending = try shop.workplace.vosfact(
      "payment", "receive", "--provider", "stripe", "none.http", "paid.http", "--format", "jsonl")
    #expect(ending.status == 66)
    let error = try JSONValue(parsing: Array(ending.errors.utf8))["error"]
    #expect(error?["message"]?.string?.hasPrefix("cannot read none.http; ") == true)
    #expect(try ending.json["result"]?.string == "applied")
  }
}
