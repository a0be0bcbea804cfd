import Testing

@testable import VosfactKit

@Suite struct CSSColorTests {
  @Test(
    "every notation of a colour is read",
    arguments: [
      ("red", "#ff0000"), ("RebeccaPurple", "#663399"), (" navy ", "#000080"), ("#f60", "#ff6600"),
      ("#1A73E8", "#1a73e8"), ("#1a73e8ff", "#1a73e8"), ("#f60f", "#ff6600"),
      ("rgb(26, 115, 232)", "#1a73e8"), ("rgb(26 115 232 / 100%)", "#1a73e8"),
      ("rgba(26,115,232,1)", "#1a73e8"), ("rgb(100%, 0%, 50%)", "#ff0080"),
      ("rgb(300, -5, 0)", "#ff0000"), ("hsl(120, 100%, 25%)", "#008000"),
      ("hsl(210 65% 45%)", "#2873bd"), ("hsl(-150deg 65% 45%)", "#2873bd"),
      ("hsl(0.5turn 100% 50%)", "#00ffff"), ("hsla(200grad, 100%, 50%, 1.0)", "#00ffff"),
      ("hsl(3.14159265rad 100% 50%)", "#00ffff"),
    ])
  func notations(_ text: String, _ hexadecimal: String) {
    #expect(CSSColor(text)?.hexadecimal == hexadecimal)
  }

  @Test(
    "what is no opaque colour is refused",
    arguments: [
      "", "#", "#12", "#12345", "#12345g", "#ff000080", "transparent", "currentcolor", "rouge",
      "rgb(1,2)", "rgb(1,2,3,0.5)", "rgb(1,2,3", "rgb(1e9,2,3)", "rgb(nan,2,3)", "hsl(1,2,3)",
      "hsl(x,2%,3%)", "red;}", "url(x)", "rgb(rgb(1,2,3))", "expression(1,2,3)",
      "#fff\u{0}", "réd", "rgb(--1,2,3)",
    ])
  func refused(_ text: String) {
    #expect(CSSColor(text) == nil)
  }

  @Test(
    "the contrast is that of WCAG",
    arguments: [
      ("white", "black", 21.0), ("white", "white", 1), ("#767676", "white", 4.54),
      ("#777", "white", 4.47), ("#1a73e8", "white", 4.5), ("yellow", "white", 1.07),
    ])
  func contrast(_ one: String, _ other: String, _ ratio: Double) throws {
    let (one, other) = (try #require(CSSColor(one)), try #require(CSSColor(other)))
    #expect((one.contrast(to: other) * 100).rounded(.down) / 100 == ratio)
    #expect(one.contrast(to: other) == other.contrast(to: one))
  }

  @Test("text on any colour stays readable")
  func readable() {
    for red in stride(from: UInt8(0), through: 255, by: 15) {
      for green in stride(from: UInt8(0), through: 255, by: 15) {
        for blue in stride(from: UInt8(0), through: 255, by: 15) {
          let color = CSSColor(red: red, green: green, blue: blue)
          #expect(color.contrast(to: color.readableText) >= 4.5)
        }
      }
    }
    #expect(CSSColor("yellow")?.readableText == .black)
    #expect(CSSColor("navy")?.readableText == .white)
  }
}
