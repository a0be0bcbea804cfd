extension Int64 {
  /// `part` of `whole` of it, rounded half away from zero.
  func share(_ part: Int64, of whole: Int64) -> Int64 {
    let product = Int128(self) * Int128(part)
    let size = (2 * product.magnitude + UInt128(whole.magnitude)) / (2 * UInt128(whole.magnitude))
    return (product < 0) == (whole < 0) ? Int64(size) : -Int64(size)
  }

  /// It in parts that are to each other as `weights`, which together are no less than it: by the largest remainder, so
  /// that they sum to it and none is over its weight.
  func shares(as weights: [Int64]) -> [Int64] {
    let sum = weights.reduce(Int128(0)) { $0 + Int128($1) }
    guard sum > 0 else { return weights.map { _ in 0 } }
    let products = weights.map { Int128(self) * Int128($0) }
    let remainders = products.map { ($0 % sum + sum) % sum }
    var shares = zip(products, remainders).map { Int64(($0 - $1) / sum) }
    let order = weights.indices.sorted { left, right in
      (remainders[left], -left) > (remainders[right], -right)
    }
    let rest = Int(self - shares.reduce(0, +))
    for place in order.prefix(rest) { shares[place] += 1 }
    return shares
  }
}
