import Localization

/// Where calls to a webhook go: its host with the addresses that were found for it, which stay the same from the
/// check to the call.
struct WebhookTarget {
  /// The option by which curl is told them; `nil` where there is nothing to hold to.
  let resolution: String?

  /// Looks the host of `url` up, unless private networks are allowed: there is nothing to be checked then.
  ///
  /// It throws `Fault`.
  init(of url: String, allowingPrivate isPrivateAllowed: Bool) throws(Fault) {
    guard let request = try? HTTPRequest(.post, url) else { throw .notCallable }
    guard !isPrivateAllowed else {
      resolution = nil
      return
    }
    let bare = request.host.hasPrefix("[") ? request.host.dropFirst().dropLast() : request.host[...]
    if let address = NetworkAddress(bare) {
      guard address.isPublic else { throw Self.isPrivate(request.host, address) }
      resolution = nil
      return
    }
    let addresses = Self.addresses(of: request.host)
    guard !addresses.isEmpty else {
      throw Fault(
        .unreachable,
        en:
          "\(request.host.shown) was not called; no address is known of it; check its name and the network",
        fr:
          "\(request.host.shown) n’a pas été appelé ; on ne lui connaît pas d’adresse ; vérifiez son nom et le réseau"
      )
    }
    if let address = addresses.first(where: { !$0.isPublic }) {
      throw Self.isPrivate(request.host, address)
    }
    let list = addresses.map(\.bracketed).joined(separator: ",")
    resolution = "\(request.host):\(Self.port(of: url)):\(list)"
  }

  /// What the system says of a host's name, by its own program: an executable that holds all its libraries
  /// cannot load those that look names up.
  private static func addresses(of host: String) -> [NetworkAddress] {
    let getent = Subprocess(
      program: "getent", arguments: ["ahosts", host], timeLimit: .seconds(10), outputLimit: 65_536)
    guard let outcome = try? getent.run(), outcome.termination == .exited(0) else { return [] }
    var addresses: [NetworkAddress] = []
    for line in String(decoding: outcome.output, as: UTF8.self).split(separator: "\n") {
      guard let word = line.split(separator: " ").first, let address = NetworkAddress(word),
        !addresses.contains(address)
      else { continue }
      addresses.append(address)
    }
    return addresses
  }

  /// The port that a sound address names, or its scheme's own (RFC 9110, section 4.2).
  private static func port(of url: String) -> String {
    let scheme = url.prefix { $0 != ":" }
    let authority = url.dropFirst(scheme.count + 3).prefix { !"/?#".contains($0) }
    if let colon = authority.lastIndex(of: ":"), !authority[colon...].contains("]") {
      return String(authority[authority.index(after: colon)...])
    }
    return scheme.lowercased() == "http" ? "80" : "443"
  }

  private static func isPrivate(_ host: String, _ address: NetworkAddress) -> Fault {
    Fault(
      .misconfigured,
      en:
        "\(host.shown) was not called; \(address.text) is on a private network; set notifications.webhook.allow-private if it is yours",
      fr:
        "\(host.shown) n’a pas été appelé ; \(address.text) est sur un réseau privé ; réglez notifications.webhook.allow-private s’il est à vous"
    )
  }
}
