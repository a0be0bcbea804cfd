extension String {
  /// The text as a search compares it: lower case, and Latin letters without their accents, so that
  /// "lefevre" finds "Lefèvre".
  var foldedForSearch: String {
    if isPlainASCII { return lowercased() }
    var folded: [UInt8] = []
    folded.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      if scalar.value < Self.foldedLetters.count {
        folded += Self.foldedLetters[Int(scalar.value)]
      } else {
        folded += Self.folded(scalar)
      }
    }
    return String(decoding: folded, as: UTF8.self)
  }

  /// What each of the first characters, which most names are written in, is folded to.
  private static let foldedLetters: [[UInt8]] = (0..<0x180).map { value in
    Unicode.Scalar(value).map(folded) ?? []
  }

  private static func folded(_ scalar: Unicode.Scalar) -> [UInt8] {
    var folded: [UInt8] = []
    for scalar in scalar.properties.lowercaseMapping.unicodeScalars {
      if let plain = plainLetters[scalar] {
        folded += plain.utf8
      } else if !("\u{300}"..."\u{36F}").contains(scalar) {
        // Not an accent that is a character of its own.
        folded += String(scalar).utf8
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
