import Testing

@testable import VosfactKit

@Suite(.waiting) struct BraintreeCommandTests {
  private let place: Workplace

  init() throws {
    place = try Workplace()
    try place.succeed("settings", "set", "pay-link.base-url", "https://pay.example")
    try place.succeed("settings", "set", "online-payments.enabled", "true")
    try place.succeed("provider", "enable", "braintree", "--mode", "simulated")
  }

  @Test("a payment leads to a page of ours, and an altered notification settles nothing")
  func altered() throws {
    let document = try #require(
      place.succeed(
        "invoice", "create", "--line", "Work;1;100;20", "--buyer", "Zoé", "--format", "json"
      ).json["number"]?.string)
    let started = try place.succeed(
      "payment", "start", document, "--provider", "braintree", "--format", "json"
    ).json
    #expect(started["next"]?["kind"] == "page")
    let payment = try #require(started["payment"]?["id"]?.string)
    try place.succeed(
      "provider", "simulate", "braintree", "--payment", payment, "--outcome", "paid", "--output",
      "paid.http")
    var request = try place.read("paid.http")
    request[request.count - 40] ^= 1
    try place.write(request, to: "altered.http")
    let ending = try place.vosfact(
      "payment", "receive", "--provider", "braintree", "altered.http", "--format", "json")
    #expect(ending.status == 1)
    #expect(try ending.json.array?.first?["result"] == "refused")
    let invoice = try place.succeed("invoice", "show", document, "--format", "json").json
    #expect(invoice["state"] == "issued")
  }

  @Test("Braintree's question to the address is answered with the public key and a code")
  func challenge() throws {
    try place.write(
      "GET /callback/braintree?bt_challenge=20f9f8ed05f77439fe955c977e4c8a53 HTTP/1.1\r\n\r\n",
      to: "challenge.http")
    let answer = try #require(
      place.succeed(
        "payment", "receive", "--provider", "braintree", "challenge.http", "--format", "json"
      ).json.array?.first)
    #expect(answer["result"] == "ignored")
    let reply = try #require(answer["reply"]?.string)
    #expect(reply.hasPrefix("simulated|"))
    #expect(reply.utf8.count == "simulated|".utf8.count + 40)
  }
}
