extension CGIRequest {
  /// Whether a browser says that the page of another site sent this, in the name of whoever reads that page: its
  /// form would start a payment that nobody asked for.
  ///
  /// `Sec-Fetch-Site` (W3C, "Fetch Metadata Request Headers", section 2.3) tells how the page's site stands to the
  /// address that it sent this to; `same-site` is another host of the same domain, which need not be the seller's.
  /// `Origin` (RFC 6454, section 7; Fetch, section 3.2) names the page's origin, or `null` where its policy keeps that
  /// back, which those of ours with a form do not. No page can make a browser send others. What sends neither is no
  /// browser of these years, and nobody's name is misused by it.
  ///
  /// - Parameter home: the origin of `pay-link.base-url`, where customers are sent, whatever host or proxy hands their
  ///   requests on; `nil` if it is not set, and no link is good yet.
  func isSentByOtherSite(than home: WebOrigin?) -> Bool {
    let relation = headers["Sec-Fetch-Site"]
    guard relation != "cross-site", relation != "same-site" else { return true }
    guard let origin = headers["Origin"] else { return false }
    if origin == "null" { return relation != "same-origin" }
    guard let home else { return false }
    return WebOrigin(of: origin)?.withoutDefaultPort != home.withoutDefaultPort
  }
}
