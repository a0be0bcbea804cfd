import Testing

@testable import VosfactKit

@Suite struct SiteCountryTests {
  private let site: SiteShop
  private let document: Document
  private let path: String

  init() throws {
    site = try SiteShop()
    document = try site.shop.document()
    path = "/p/\(try site.token(document))"
  }

  private func country(_ field: String, sending form: String) throws -> (HTTPStatus, String?) {
    try site.set(.countryField, field)
    let answer = try site.answer("POST", path, form: "provider=stripe" + form)
    return (answer.status, try site.payments(document).last?.payerCountry)
  }

  @Test("a country that is required must be there, and is kept with the payment")
  func required() throws {
    #expect(try country("required", sending: "") == (.badRequest, nil))
    #expect(try country("required", sending: "&country=") == (.badRequest, nil))
    #expect(try country("required", sending: "&country=FR") == (.seeOther, "FR"))
  }

  @Test("an optional country may be missing, and one that is none is refused")
  func optional() throws {
    #expect(try country("optional", sending: "&country=France") == (.badRequest, nil))
    #expect(try country("optional", sending: "") == (.seeOther, nil))
  }

  @Test("what was not asked for is not kept")
  func off() throws {
    #expect(try country("off", sending: "&country=FR") == (.seeOther, nil))
  }

  @Test("the country that is told when the attempt is offered again is the one that counts")
  func corrected() throws {
    #expect(try country("required", sending: "&country=FR") == (.seeOther, "FR"))
    #expect(try country("required", sending: "&country=BE") == (.seeOther, "BE"))
    #expect(try site.payments(document).count == 1)
  }
}
