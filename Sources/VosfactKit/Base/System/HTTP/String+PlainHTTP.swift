extension String {
  /// Whether the address is `http` and leads to another machine, so that whoever is on the way reads what goes there.
  var isPlainHTTP: Bool { lowercased().hasPrefix("http:") && !isOfThisMachine }

  /// Whether the address is one of this very machine.
  var isOfThisMachine: Bool { (try? HTTPRequest(.get, self))?.isLoopback == true }
}
