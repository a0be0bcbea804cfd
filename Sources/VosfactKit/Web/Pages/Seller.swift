/// Who is paid, as the pages say it.
package struct Seller: Equatable, Sendable {
  let name: String?
  /// Where customers may write to, the first of several addresses.
  var email: String?
  /// The account that a customer may pay into without these pages.
  var iban: String?
  var bic: String?
  /// The address of the logo: `data:`, so that the page needs nothing else.
  var logo: String?
  var accent = Accent.standard
  /// The time zone that dates follow, as the system names it.
  var timeZone = "UTC"

  /// A colour of the seller's, and the one of black and white that can be read on it.
  struct Accent: Equatable, Sendable {
    let background: String
    let text: String

    static let standard = Accent(background: "#1d4f91", text: "#fff")
  }

  /// The date of a moment where the seller is.
  func date(of time: UnixTime) -> CalendarDate {
    LocalTime.date(of: time, in: timeZone)
  }

  /// The same without the account.
  var withoutAccount: Seller {
    Seller(name: name, email: email, logo: logo, accent: accent, timeZone: timeZone)
  }

  /// Nobody: where the settings cannot be read.
  static let unknown = Seller(name: nil)
}

extension Seller {
  /// The seller that the settings describe.
  ///
  /// A logo that cannot be read any more is left out: `settings check` tells of it, and customers go on.
  init(_ settings: Settings) throws(StorageError) {
    self.init(
      name: try settings.value(.companyName),
      email: try settings.value(.companyEmail)?.split(separator: ",").first.map(String.init),
      iban: try settings.value(.companyIBAN)?.code, bic: try settings.value(.companyBIC)?.code,
      logo: (try? Logo(settings))?.address, accent: Accent(try settings.value(.buttonColor)),
      timeZone: try settings.value(.timeZone))
  }
}

extension Seller.Accent {
  init(_ color: CSSColor) {
    self.init(background: color.hexadecimal, text: color.readableText.hexadecimal)
  }
}
