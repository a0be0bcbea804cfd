extension Payment {
  /// That its card is tried few enough times, on a page of ours: a stolen one is tried by who sells it.
  var cardLimits: [Limit] {
    var limits = [Limit(.cardTriesPerSite)]
    if let purchase {
      limits.append(Limit(.cardTriesPerProduct, of: String(purchase.productKey.rawValue)))
    }
    let document = documentKey.map { "document-\($0.rawValue)" }
    limits.append(Limit(.cardTriesPerDocument, of: document ?? "payment-\(key.rawValue)"))
    return limits
  }
}
