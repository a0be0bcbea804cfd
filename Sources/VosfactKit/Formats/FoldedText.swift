extension String {
  /// The text as a search compares it: lower case, and Latin letters without their accents, so that
  /// "lefevre" finds "Lefèvre".
  var foldedForSearch: String {
    if isPlainASCII { return lowercased() }
    var folded = ""
    folded.reserveCapacity(utf8.count)
    for character in lowercased() {
      if character.isASCII {
        // Most letters: they need no look-up.
        folded.append(character)
      } else if let plain = Self.plainLetters[character] {
        folded += plain
      } else {
        // Accents that are characters of their own, after a letter that the table does not have.
        folded.unicodeScalars += character.unicodeScalars.lazy
          .filter { !("\u{300}"..."\u{36F}").contains($0) }
      }
    }
    return folded
  }

  private static let plainLetters: [Character: String] = {
    let accented: [(String, String)] = [
      ("a", "àáâãäåāăąạảấầẩẫậắằẳẵặ"), ("c", "çćĉċč"), ("d", "ďđð"),
      ("e", "èéêëēĕėęěẹẻẽếềểễệ"), ("g", "ĝğġģ"), ("h", "ĥħ"), ("i", "ìíîïĩīĭįıỉị"),
      ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŋ"),
      ("o", "òóôõöøōŏőơọỏốồổỗộớờởỡợ"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťŧț"),
      ("u", "ùúûüũūŭůűųưụủứừửữự"), ("w", "ŵ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżž"),
      ("ss", "ß"), ("ae", "æ"), ("oe", "œ"), ("th", "þ"), ("'", "’"),
    ]
    var letters: [Character: String] = [:]
    for (plain, characters) in accented {
      for character in characters { letters[character] = plain }
    }
    return letters
  }()
}
