import Foundation
import Testing
import VosfactKit

/// Sixteen processes that write and sixteen that read, all on one database: 32 threads, each of which starts
/// one after the other, for a minute under continuous integration.
@Suite(.waiting) struct ConcurrentProcessesTests {
  /// What a writer was told is done, and must find at the end.
  private enum Acknowledged {
    case created(document: String)
    case canceled(document: String)
    case recorded(payment: String)
    case started(payment: String)
    case revoked(link: String)
    case named(String)
  }

  private static let duration: Duration =
    ProcessInfo.processInfo.environment["CI"] == "true" ? .seconds(60) : .seconds(3)

  /// How many of the documents are paid by callbacks.
  private static let count = 60

  /// How many others there are, whose payments are only started.
  private static let others = 20

  private let shop: Shop
  private var workplace: Workplace { shop.workplace }
  private let callbacks: [String]

  init() throws {
    shop = try Shop(invoices: Self.count + Self.others)
    let payments = try shop.start(1...Self.count)
    try FileManager.default.createDirectory(
      atPath: shop.workplace.file("spool"), withIntermediateDirectories: false)
    // Two things are told of each payment, so that their order could matter.
    let told: [[SimulatedOutcome]] = [[.paid, .failed], [.paid, .disputed], [.expired, .paid]]
    var names: [String] = []
    for (number, payment) in payments.enumerated() {
      for outcome in told[number % told.count] {
        let name = "spool/\(number)-\(outcome.rawValue).http"
        let callback = try #require(try shop.simulate(outcome, of: [payment]).first)
        try shop.workplace.write(callback, to: name)
        names.append(name)
      }
    }
    callbacks = names
  }

  @Test("no command fails, no write is lost, and all comes to what one process makes of it")
  func together() throws {
    let alone = try Workplace(copying: workplace)
    let seed = UInt64.random(in: 0...(.max))
    let end = ContinuousClock.now + Self.duration
    let results = Threads.run(32) { index in
      var generator = SeededGenerator(seed: seed &+ UInt64(index))
      var acknowledged: [Acknowledged] = []
      var round = 0
      repeat {
        round += 1
        if index < 16 {
          acknowledged += try write(as: index, round, &generator)
        } else {
          try read(as: index - 16, &generator)
        }
      } while ContinuousClock.now < end
      return acknowledged
    }
    let acknowledged = try results.flatMap { try $0.get() }

    try receive(["spool"], in: workplace)
    try receive(["spool"], in: alone)
    #expect(try told(in: workplace) == told(in: alone), "seed \(seed)")
    try expectAll(acknowledged)
    #expect(try workplace.vosfact("payment", "audit").status == 0)
    #expect(try workplace.vosfact("settings", "check").status == 0)
  }

  /// What one round of the writer `index` did.
  private func write(
    as index: Int, _ round: Int, _ generator: inout SeededGenerator
  ) throws -> [Acknowledged] {
    switch index {
    case 0:
      try receive(["spool"], in: workplace)
      return []
    case 1...6:
      let some = Array(callbacks.shuffled(using: &generator).prefix(8))
      try receive(some + some.prefix(2), in: workplace)
      return []
    case 7, 8:
      let number = Self.count + Int.random(in: 1...Self.others, using: &generator)
      return [.started(payment: try shop.start("F-\(number)"))]
    case 9, 10:
      let document = try create()
      let payments = try workplace.succeed(
        "payment", "record", document, "--method", "transfer", "--amount", "5.00", "--reference",
        "\(index)-\(round)", "--format", "json"
      ).json.array
      let payment = try #require(payments?.first?["id"]?.string)
      return [.created(document: document), .recorded(payment: payment)]
    case 11, 12:
      return [.created(document: try create())]
    case 13:
      let document = try create()
      try workplace.succeed(
        "invoice", "cancel", document, "--never-delivered", "--reason", "an error")
      return [.created(document: document), .canceled(document: document)]
    case 14:
      let document = try create()
      let link = String(try workplace.succeed("pay-link", "create", document).output.dropLast())
      try workplace.succeed("pay-link", "revoke", document)
      return [.created(document: document), .revoked(link: link)]
    default:
      let name = "Shop \(round)"
      try workplace.succeed("settings", "set", "company.name", name)
      return [.named(name)]
    }
  }

  private func create() throws -> String {
    let created = try workplace.succeed(
      "invoice", "create", "--buyer", "Zoë", "--line", "Work;1;10.00;20", "--format", "json")
    return try #require(try created.json["number"]?.string)
  }

  private func receive(_ files: [String], in workplace: Workplace) throws {
    let ending = try workplace.run(
      Workplace.executable, ["payment", "receive", "--provider", "stripe"] + files)
    try #require(ending.status == 0, "\(ending.errors)")
  }

  private func read(as index: Int, _ generator: inout SeededGenerator) throws {
    let document = "F-\(Int.random(in: 1...Self.count, using: &generator))"
    switch index % 8 {
    case 0: try workplace.succeed("invoice", "list", "--format", "json")
    case 1: try workplace.succeed("invoice", "show", document)
    case 2: try workplace.succeed("invoice", "export", "--format", "csv")
    case 3: try workplace.succeed("payment", "audit")
    case 4: try workplace.succeed("payment", "list", "--document", document)
    case 5: try workplace.succeed("payment", "callbacks", "list")
    case 6: try workplace.succeed("settings", "backup", "copy-\(index).db", "--replace")
    default: try workplace.succeed("invoice", "history", document)
    }
  }

  /// How the documents stand that callbacks tell of, and their payments.
  private func told(in workplace: Workplace) throws -> [[JSONValue]] {
    let documents = Set((1...Self.count).map { "F-\($0)" })
    return try [
      workplace.rows("invoice", "list").filter { documents.contains($0["number"]?.string ?? "") },
      workplace.rows("payment", "list").filter { documents.contains($0["document"]?.string ?? "") },
    ]
  }

  private func expectAll(_ acknowledged: [Acknowledged]) throws {
    let documents = try workplace.rows("invoice", "list")
    let payments = Set(try workplace.rows("payment", "list").map { $0["id"]?.string ?? "" })
    var numbers: [String] = []
    var canceled: Set<String> = []
    var recorded: [String] = []
    for write in acknowledged {
      switch write {
      case .created(let document): numbers.append(document)
      case .canceled(let document): canceled.insert(document)
      case .started(let payment): #expect(payments.contains(payment))
      case .recorded(let payment):
        #expect(payments.contains(payment))
        recorded.append(payment)
      case .revoked(let link):
        #expect(try workplace.vosfact("pay-link", "verify", link).status == 1)
      case .named: break
      }
    }
    let imported = Set((1...(Self.count + Self.others)).map { "F-\($0)" })
    let issued = Set(documents.compactMap { $0["number"]?.string }).subtracting(imported)
    #expect(numbers.count == issued.count && Set(numbers) == issued, "every number is given once")
    let serials = numbers.compactMap { $0.split(separator: "-").last.flatMap { Int($0) } }.sorted()
    #expect(serials == Array(1...numbers.count), "and none is left out")
    let status = documents.filter { $0["state"] == "canceled" }
    #expect(Set(status.map { $0["number"]?.string ?? "" }) == canceled)
    #expect(documents.count { $0["state"] == "partially-paid" } == recorded.count)
    let names = acknowledged.compactMap { write in
      if case .named(let name) = write { name } else { nil }
    }
    let name = try workplace.succeed("settings", "get", "company.name").output
    #expect(name == (names.last ?? "") + "\n")
  }
}
