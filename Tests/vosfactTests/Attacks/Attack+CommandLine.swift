extension Attack {
  /// Names that a script was given from outside, and that mean more than a file.
  static let commandLine = [
    Attack(
      name: "a database named as an address of SQLite's, which keeps nothing",
      answeredBy: "every path is given to SQLite as a path",
      tried: """
        vosfact --db 'file:shop.db?mode=memory' settings set company.name Mallory
        vosfact --db 'file:shop.db?mode=memory' settings get company.name
        ls 'file:shop.db?mode=memory'
        """,
      answer: "Mallory\nfile:shop.db?mode=memory"),
    Attack(
      name:
        "a database that others may read, named so that the permissions of another are looked at",
      answeredBy: "every path is given to SQLite as a path",
      made: """
        vosfact --db real.db settings set company.name Shop
        chmod 644 real.db
        """,
      tried: """
        : > file:real.db && chmod 600 file:real.db
        vosfact --db file:real.db settings set company.name Mallory
        chmod 600 real.db && vosfact --db real.db settings get company.name
        """,
      answer: "Shop"),
  ]
}
