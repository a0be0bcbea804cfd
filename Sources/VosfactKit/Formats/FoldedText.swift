extension String {
  /// The text as a search compares it: lower case, and Latin letters without their accents, so that
  /// "lefevre" finds "Lefèvre".
  var foldedForSearch: String {
    if isPlainASCII { return lowercased() }
    var folded = ""
    folded.reserveCapacity(utf8.count)
    for scalar in lowercased().unicodeScalars {
      if scalar.isASCII {
        // Most letters: they need no look-up.
        folded.unicodeScalars.append(scalar)
      } else if let plain = Self.plainLetters[scalar] {
        folded += plain
      } else if !("\u{300}"..."\u{36F}").contains(scalar) {
        // Not an accent that is a character of its own.
        folded.unicodeScalars.append(scalar)
      }
    }
    return folded
  }

  private static let plainLetters: [Unicode.Scalar: String] = {
    let accented: [(String, String)] = [
      ("a", "àáâãäåāăąạảấầẩẫậắằẳẵặ"), ("c", "çćĉċč"), ("d", "ďđð"),
      ("e", "èéêëēĕėęěẹẻẽếềểễệ"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįıỉị"),
      ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"),
      ("o", "òóôõöøōŏőơọỏốồổỗộớờởỡợ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"),
      ("u", "ùúûüũūŭůűųưụủứừửữự"), ("w", "ŵ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżž"),
      ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("th", "þ"), ("'", "’"),
    ]
    var letters: [Unicode.Scalar: String] = [:]
    for (plain, characters) in accented {
      for letter in characters.unicodeScalars { letters[letter] = plain }
    }
    return letters
  }()
}
