import Localization

extension CurlTransport {
  /// What comes of each of `requests`, by one process that has `limit` of them under way at once; those whose
  /// body cannot stand among curl's options are sent one by one.
  func send(_ requests: [HTTPRequest], atOnce limit: Int) -> [Result<HTTPResponse, HTTPError>] {
    var results = [Result<HTTPResponse, HTTPError>?](repeating: nil, count: requests.count)
    let together = requests.indices.filter { CurlConfiguration.canQuote(requests[$0]) }
    if together.count > 1 {
      for (index, result) in zip(together, sendTogether(together.map { requests[$0] }, limit)) {
        results[index] = result
      }
    }
    return requests.indices.map { index in
      results[index] ?? Result { () throws(HTTPError) in try send(requests[index]) }
    }
  }

  private func sendTogether(
    _ requests: [HTTPRequest], _ limit: Int
  ) -> [Result<HTTPResponse, HTTPError>] {
    let folder: TemporaryFolder
    do throws(StorageError) {
      folder = try TemporaryFolder(environment: environment)
    } catch {
      let reason = SubprocessError.cannotStart(program: "curl", reason: error.text.en)
      return requests.map { _ in .failure(.curlFailed(reason)) }
    }
    defer { folder.remove() }
    let configuration = CurlConfiguration(
      for: requests, atOnce: limit, in: folder.path, connectLimit: connectLimit,
      responseLimit: responseLimit)
    let longest = requests.map(\.timeLimit).max() ?? .zero
    let rounds = (requests.count + limit - 1) / limit
    let curl = subprocess(reading: configuration.bytes, timeLimit: longest * rounds + .seconds(2))
    let report: [Int: Ending]
    do throws(SubprocessError) {
      report = Self.endings(in: try curl.run().errorOutput)
    } catch {
      return requests.map { .failure(HTTPError(error, $0, responseLimit: responseLimit)) }
    }
    return requests.enumerated().map { number, request in
      Result { () throws(HTTPError) in
        try answer(to: request, report[number], in: folder.file(String(number)))
      }
    }
  }

  /// What curl says of one exchange.
  private struct Ending {
    let status: Int32
    let bodyCount: Int
    let reason: String
  }

  /// The lines of `CurlConfiguration` on standard error, by their numbers; curl's own messages stand between.
  private static func endings(in messages: [UInt8]) -> [Int: Ending] {
    var endings: [Int: Ending] = [:]
    for line in String(decoding: messages, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: false)
      guard parts.count == 4, let number = Int(parts[0]), let status = Int32(parts[1]),
        let bodyCount = Int(parts[2])
      else { continue }
      endings[number] = Ending(
        status: status, bodyCount: bodyCount, reason: HTTPError.shown(parts[3]))
    }
    return endings
  }

  private func answer(
    to request: HTTPRequest, _ ending: Ending?, in path: String
  ) throws(HTTPError) -> HTTPResponse {
    guard let ending else {
      throw .unreachable(host: request.host, reason: "curl gave no reason", status: 0)
    }
    guard ending.status == 0 else {
      throw HTTPError(
        curlStatus: ending.status, reason: ending.reason, request, responseLimit: responseLimit)
    }
    guard ending.bodyCount <= responseLimit else {
      throw .tooLarge(host: request.host, limit: responseLimit)
    }
    let limit = responseLimit + Self.headLimit
    guard let transcript = try? File.content(of: path, .unlinked, upTo: limit + 1),
      transcript.count <= limit,
      let response = HTTPResponse(transcript: transcript, bodyCount: ending.bodyCount)
    else { throw .malformed(host: request.host) }
    return response
  }
}
