import Testing
import VosfactKit

@Suite(.waiting) struct InvoiceCreateFromTests {
  private static let file = """
    \u{FEFF}name;quantity;quantity_unit;price_net;tax;discount_percent;supplied_on;exemption;line_kind\r
    Conseil;2,5;h;95,00;20;10;2026-10-31;;\r
    "Suite; fin";;;;;;;;text_separator\r
    Formation;1;;300;np;;;261;\r

    """

  @Test("lines come from a file of CSV, or from standard input, before those of the command line")
  func lines() throws {
    let workplace = try Workplace()
    try workplace.write(Self.file, to: "lines.csv")
    let words = [
      "invoice", "create", "--buyer", "X", "--line", "Frais;1;12;20", "--format", "json",
    ]
    let made = try workplace.run(Workplace.executable, words + ["--from", "lines.csv"]).json
    let piped = try workplace.run(
      Workplace.executable, words + ["--from", "-"], input: Self.file
    ).json
    for document in [made, piped] {
      #expect(document["net"] == "525.75")
      let lines = try #require(document["lines"]?.array)
      #expect(lines.map { $0["name"]?.string } == ["Conseil", "Suite; fin", "Formation", "Frais"])
      #expect(lines[0]["unit"] == "h")
      #expect(lines[0]["net"] == "213.75")
      #expect(lines[0]["supplied_on"] == "2026-10-31")
      #expect(lines[1]["net"] == .null)
      #expect(lines[2]["exemption"] == "261")
      #expect(
        document["taxes"] == [
          ["rate": "20", "base": "225.75", "tax": "45.15", "exemption": .null],
          ["rate": "np", "base": "300.00", "tax": "0.00", "exemption": "261"],
        ])
    }
  }

  @Test(
    "a file that cannot be read as lines makes nothing, and each fault is told with its place",
    arguments: [
      ("name,quantity,price_net\nA,1,2\n", ["the header lacks tax"]),
      (
        "name;quantity;price_net;tax;total_price_net\nA;2;95;20;200\nB;une;10;20;\n",
        ["lines.csv:2: total_price_net", "lines.csv:3: quantity"]
      ), ("name;quantity;price_net;tax\n", ["a document needs a line"]),
      ("name;quantity;price_net;tax;remise\nA;1;1;20;5\n", ["remise is of no line"]),
      ("name;quantity;price_net;tax;exemption\nA;1;1;20;261\n", ["lines.csv:2: exemption"]),
      ("name;quantity;price_net;tax;deposit\nA;-1;1;20;FA-1\n", ["lines.csv:2: deposit"]),
    ])
  func faults(_ file: String, _ told: [String]) throws {
    let workplace = try Workplace()
    try workplace.write(file, to: "lines.csv")
    let ending = try workplace.vosfact("invoice", "create", "--buyer", "X", "--from", "lines.csv")
    #expect([64, 65].contains(ending.status))
    for text in told { #expect(ending.errors.contains(text), "\(ending.errors)") }
    #expect(try workplace.vosfact("invoice", "list", "--format", "jsonl").output.isEmpty)
  }

  @Test("a file that is not there is told, and no database is made")
  func missing() throws {
    let workplace = try Workplace()
    let ending = try workplace.vosfact("invoice", "create", "--buyer", "X", "--from", "none.csv")
    #expect(ending.status == 66)
    #expect(ending.errors.contains("none.csv"))
    #expect(try workplace.vosfact("invoice", "list").status == 66)
  }
}
