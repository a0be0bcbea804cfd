extension Fault {
  /// A document with one value that is out of range, on its way in.
  private static func imported(
    _ name: String, quantity: String = "1", price: String = "10", date: String = "2026-01-05",
    _ reason: String
  ) -> Fault {
    Fault(
      name: name,
      command: #"""
        echo '{"kind": "vat", "number": "G-1", "issue_date": "\#(date)", "buyer_name": "Zoë",
        "positions": [{"name": "A", "quantity": "\#(quantity)", "price_net": "\#(price)", "tax": "20"}]}' |
          vosfact invoice import -
        """#, line: "vosfact: -:1: \(reason)", status: 65)
  }

  private static func noNumber(_ text: String) -> String {
    """
    '\(text)' is not a number of at most 15 digits, 9 of them after the point; write it as 1234.5
    """
  }

  private static func noDate(_ text: String) -> String {
    "issue_date: '\(text)' is no date of the calendar; write it as 2026-01-31"
  }

  /// A value of an option that is refused before anything is done.
  private static func option(
    _ name: String, _ option: String, _ value: String, of command: String, give allowed: String
  ) -> Fault {
    Fault(
      name: name, command: "vosfact \(command) --\(option) \(value)",
      line: "vosfact: '\(value)' is wrong for --\(option); nothing was done; give \(allowed)",
      status: 64)
  }

  private static let create = "invoice create --buyer Aline --line 'Work;1;10;20'"
  private static let date = "a date as 2026-11-23"
  private static let duration = "a number and s, m, h, d or w, as 90d"

  /// Amounts, counts and dates out of range.
  static let values = [
    imported(
      "a price with an exponent", price: "1e30", "positions[0].price_net: \(noNumber("1e30"))"),
    imported(
      "a price of 31 digits", price: "1000000000000000000000000000000",
      "positions[0].price_net: \(noNumber("1000000000000000000000000000000"))"),
    imported(
      "a line of more than all the money", quantity: "1000000000", price: "999999999999",
      """
      positions[0].price_net: the amounts are too large; at most 15 digits in minor units are kept; \
      correct them
      """),
    imported(
      "a quantity that is no number", quantity: "NaN", "positions[0].quantity: \(noNumber("NaN"))"),
    imported("the year 0", date: "0000-01-01", noDate("0000-01-01")),
    imported("the year 10000", date: "10000-01-01", noDate("10000-01-01")),
    imported("the day 99", date: "9999-99-99", noDate("9999-99-99")),
    imported("a leap day in a common year", date: "2026-02-29", noDate("2026-02-29")),
    Fault(
      name: "a document of more than all the money",
      command: "vosfact invoice create --buyer Aline --line 'Work;999999999999;999999999999;20'",
      line: """
        vosfact: the document's total is too large; at most 15 digits in minor units are kept; split it
        """,
      status: 65),
    Fault(
      name: "a payment of 31 digits",
      command: """
        vosfact payment record F-2 --method cash --amount 1000000000000000000000000000000
        """,
      line: """
        vosfact: 1000000000000000000000000000000 is too large an amount; at most 15 digits in minor \
        units are kept; correct it
        """,
      status: 65),
    option("an issue in the year 0", "issued-on", "0000-01-01", of: create, give: date),
    option("an issue on the day 99", "issued-on", "9999-99-99", of: create, give: date),
    option("a list from the year 10000", "since", "10000-01-01", of: "invoice list", give: date),
    option(
      "a count beyond all numbers", "limit", "99999999999999999999", of: "invoice list",
      give: "a whole number above zero"),
    option(
      "a link for longer than the calendar", "expires", "99999999999999d",
      of: "pay-link create F-2", give: duration),
    Fault(
      name: "a delay beyond all numbers",
      command: "vosfact settings set reconcile.after 99999999999999999999d",
      line: "vosfact: wrong value for reconcile.after; nothing was changed; give \(duration)",
      status: 65),
    Fault(
      name: "a provider's amount beyond all money",
      command: "vosfact provider set stripe max-amount 1e30",
      line: """
        vosfact: wrong value for stripe max-amount; nothing was changed; give a number above zero, as \
        1500.00
        """,
      status: 65),
  ]
}
