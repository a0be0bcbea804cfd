/// The known name nearest to a word that is not one.
enum Suggestion {
  /// The name among `names` at the least distance from `word`, the first of equals; `nil` if none is
  /// near enough to be what was meant. Case does not count.
  static func nearest(to word: String, among names: [String]) -> String? {
    let word = Array(word.lowercased().unicodeScalars)
    // One letter is near to nothing in particular.
    guard word.count > 1 else { return nil }
    var nearest: (name: String, distance: Int)?
    for name in names {
      let scalars = Array(name.lowercased().unicodeScalars)
      // A third of a name may be wrong, and one slip is forgiven in any name. A word that is longer
      // or shorter by more cannot be near, so hostile lengths are never compared.
      let limit = max(1, scalars.count / 3)
      guard abs(scalars.count - word.count) <= limit else { continue }
      let distance = distance(word, scalars)
      if distance <= limit, distance < nearest?.distance ?? .max {
        nearest = (name, distance)
      }
    }
    return nearest?.name
  }

  /// The Damerau-Levenshtein distance in its restricted form: the fewest insertions, deletions,
  /// replacements and swaps of neighbours, none edited twice.
  static func distance(_ one: [Unicode.Scalar], _ other: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...other.count)
    for i in one.indices {
      var current = [i + 1]
      for j in other.indices {
        let replaced = previous[j] + (one[i] == other[j] ? 0 : 1)
        var least = min(replaced, previous[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, one[i] == other[j - 1], one[i - 1] == other[j] {
          least = min(least, beforePrevious[j - 1] + 1)
        }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[other.count]
  }
}
