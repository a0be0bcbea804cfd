extension String {
  /// The text with a capital at its beginning, as a heading has it.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
