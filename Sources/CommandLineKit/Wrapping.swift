extension String {
  /// The string cut at its spaces into lines of at most `width` columns.
  ///
  /// A word wider than that has a line of its own and is never cut, so that it can be copied. A line
  /// does not end before a French high punctuation mark or inside guillemets, which a space
  /// separates from the words that they belong to. A line feed in the string begins a new line.
  package func wrapped(to width: Int) -> [String] {
    split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { Self.filled($0.unbreakablePieces, width: width) }
  }

  /// Lines of at most `width` columns made of `pieces`, none of which is cut.
  static func filled(_ pieces: [String], width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    var lineWidth = 0
    for piece in pieces {
      let pieceWidth = piece.displayWidth
      if !line.isEmpty, lineWidth + 1 + pieceWidth > width {
        lines.append(line)
        line = ""
        lineWidth = 0
      }
      if !line.isEmpty {
        line += " "
        lineWidth += 1
      }
      line += piece
      lineWidth += pieceWidth
    }
    lines.append(line)
    return lines
  }

  /// The string followed by as many spaces as bring it to `width` columns.
  package func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - displayWidth))
  }

  /// The string behind as many spaces as bring it to `width` columns.
  package func leftPadded(to width: Int) -> String {
    String(repeating: " ", count: max(0, width - displayWidth)) + self
  }
}

extension Substring {
  /// The words, those that must share a line joined by their space.
  fileprivate var unbreakablePieces: [String] {
    var pieces: [String] = []
    for word in split(separator: " ") {
      let joinsPrevious =
        pieces.last?.last == "«" || word.first.map { ":;!?»".contains($0) } == true
      if joinsPrevious, let previous = pieces.popLast() {
        pieces.append(previous + " " + word)
      } else {
        pieces.append(String(word))
      }
    }
    return pieces
  }
}
