import Glibc
import Testing

@testable import VosfactKit

/// As many engines run as there are places; visitors wait for a while, and are few enough.
@Suite(.waiting) struct PDFPlacesTests {
  private let shop: FileShop
  private let places: PDFPlaces

  init() throws {
    shop = try FileShop()
    places = PDFPlaces(database: shop.kit.database, isRehearsal: false)
  }

  /// Every place there is.
  private func allPlaces() throws -> [RunLock] {
    var held: [RunLock] = []
    var turn: RunLock?
    while let place = try places.place(&turn) { held.append(place) }
    return held
  }

  @Test("there are as many places as processors, and one that is given back is free")
  func count() throws {
    var held = try allPlaces()
    #expect(held.count == PDFPlaces.count)
    held.removeLast()
    #expect(try allPlaces().count == 1)
  }

  @Test("who waits for a place has the next one before those who come later")
  func turn() throws {
    var held = try allPlaces()
    var first: RunLock?
    #expect(try places.place(&first) == nil)
    held.removeLast()
    var second: RunLock?
    #expect(try places.place(&second) == nil)
    #expect(try places.place(&first) != nil)
  }

  @Test("a visitor who finds no place is told so; what is kept he gets all the same")
  func crowded() throws {
    defer { try? shop.remove() }
    let site = SiteShop(shop.shop)
    let path = "/invoice/\(try site.token(shop.document)).pdf"
    var held: [RunLock] = []
    while let leave = try places.visitor() { held.append(leave) }
    #expect(held.count == PDFPlaces.visitorCount)
    for (language, word) in [("en", "not ready"), ("fr", "pas encore prêt")] {
      let answer = try site.answer("GET", path, with: ["HTTP_ACCEPT_LANGUAGE": language])
      #expect(answer.status == .serviceUnavailable && answer.headers["Retry-After"] == "30")
      #expect(answer.text.contains(word))
      #expect(answer.text.contains("href=\"https://shop.test\(path.dropLast(4))\""))
    }
    let pdf = try shop.pdf()
    let answer = try site.answer("GET", path)
    #expect(answer.status == .ok && answer.headers["Content-Length"] == "\(pdf.count)")
    withExtendedLifetime(held) {}
  }

  @Test("who has waited long enough for a place gives up")
  func patience() throws {
    let held = try allPlaces()
    let printer = PDFPrinter(
      engine: PDFEngine(try #require(ProgramLine("cat")), environment: [:]), places: places,
      allowance: PDFAllowance(waiting: .zero))
    var pages = [PDFPage(html: [], date: Shop.noon)]
    #expect(throws: PDFError.crowded) {
      try printer.print({ pages.popLast().map { ((), $0) } }) { _, _ in }
    }
    withExtendedLifetime(held) {}
  }

  @Test(
    "a place is taken as long as its engine lives, even if whoever started it has gone",
    .timeLimit(.minutes(15)))
  func heldByEngine() throws {
    var place = try allPlaces().first
    var turn: RunLock?
    var engine = Subprocess(program: "cat", timeLimit: .seconds(60), outputLimit: 100)
    engine.input = [UInt8](repeating: 0, count: 1 << 20)
    engine.held = place?.held
    let running = try engine.start()
    // As the system closes the files of a process that was killed: the lock is not given back.
    let held = try #require(place?.held)
    let others = open("/dev/null", O_RDONLY | O_CLOEXEC)
    try #require(dup2(others, held) == held)
    close(others)
    place = nil
    var free: [RunLock] = []
    while let other = try places.place(&turn) { free.append(other) }
    #expect(free.count == PDFPlaces.count - 1)
    running.stop()
    // A program that another test is just starting has what is open here, until it is another program.
    while free.count < PDFPlaces.count {
      if let other = try places.place(&turn) { free.append(other) }
    }
    #expect(try places.place(&turn) == nil)
    withExtendedLifetime(free) {}
  }
}
