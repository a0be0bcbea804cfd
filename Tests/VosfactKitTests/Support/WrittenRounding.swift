/// Half-up rounding as done by hand on written digits, for comparison with what the program computes:
/// cut the digits that are too many, and add one to the last kept if the first cut is 5 or more.
func roundedByHand(_ magnitude: UInt128, isNegative: Bool, scale: Int, digits: Int) -> Int128 {
  var written = Array(String(magnitude))
  if digits >= scale {
    written += Array(repeating: "0", count: digits - scale)
  } else {
    let cut = scale - digits
    written = Array(repeating: "0", count: max(0, cut + 1 - written.count)) + written
    let isUp = written[written.count - cut] >= "5"
    written.removeLast(cut)
    if isUp {
      var place = written.count - 1
      while place >= 0, written[place] == "9" {
        written[place] = "0"
        place -= 1
      }
      if place < 0 {
        written.insert("1", at: 0)
      } else if let digit = written[place].wholeNumberValue {
        written[place] = Character(String(digit + 1))
      }
    }
  }
  let value = Int128(String(written)) ?? 0
  return isNegative ? -value : value
}
