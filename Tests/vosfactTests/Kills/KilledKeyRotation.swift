import Testing

@testable import VosfactKit

/// `pay-link rotate-key`, which leaves the older links good or refuses them from now on.
struct KilledKeyRotation: KilledCommand {
  let isRetiring: Bool

  var testDescription: String {
    isRetiring ? "pay-link rotate-key --retire-older" : "pay-link rotate-key"
  }
  var words: [String] {
    ["pay-link", "rotate-key", "--format", "json"] + (isRetiring ? ["--retire-older"] : [])
  }

  func makeWorkplace(small isSmall: Bool) throws -> Workplace {
    let workplace = try Shop(invoices: 1).workplace
    try workplace.write(workplace.succeed("pay-link", "create", "F-1").output, to: "link")
    return workplace
  }

  private func isValid(_ link: String, in workplace: Workplace) throws -> Bool {
    try workplace.vosfact("pay-link", "verify", link).status == 0
  }

  /// Whether the link that was made before is good still.
  private func isOlderValid(in workplace: Workplace) throws -> Bool {
    let link = String(decoding: try workplace.read("link").dropLast(), as: UTF8.self)
    return try isValid(link, in: workplace)
  }

  func inspect(_ workplace: Workplace, printed: [String]) throws -> String {
    let link = String(try workplace.succeed("pay-link", "create", "F-1").output.dropLast())
    #expect(try isValid(link, in: workplace))
    // The second byte of a token is the number of its key; what seals its end is none of it.
    let token = link.split(separator: "/").last?.dropLast() ?? ""
    let key = try #require(Base64URL.decode(token)?[1])
    for answer in try answers(printed) {
      let told = try #require(answer["key"]?.int64)
      #expect(told <= Int64(key))
    }
    #expect(try isOlderValid(in: workplace) == (key == 1 || !isRetiring))
    return "key \(key) signs"
  }

  func outcome(in workplace: Workplace) throws -> [String] {
    [try isOlderValid(in: workplace) ? "the older link is good" : "the older link is refused"]
  }
}
