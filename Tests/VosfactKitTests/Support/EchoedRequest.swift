/// What `http_server.py` tells of a request that it received at `/echo`.
struct EchoedRequest: Decodable {
  let method: String
  let path: String
  let headers: [[String]]
  /// In hexadecimal.
  let body: String

  func header(_ name: String) -> String? {
    headers.first { $0.first?.lowercased() == name.lowercased() }?.last
  }
}
