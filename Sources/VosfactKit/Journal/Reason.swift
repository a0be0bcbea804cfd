extension String {
  /// Whether it can be kept as the reason of what somebody did: it shows, and has at most 500 characters.
  var isReason: Bool { isVisible && !isBlank && unicodeScalars.count <= 500 }
}
