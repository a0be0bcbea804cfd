import Synchronization

/// A transport that knows the answers to the first requests of a conversation, and stops it at the first one
/// that it does not know.
///
/// So many conversations can be led at once without threads: each is begun again from its start when its next
/// answer is there, and the requests at which they stopped are sent together.
final class ReplayedTransport: HTTPTransport {
  private struct Conversation {
    var results: [Result<HTTPResponse, HTTPError>] = []
    var next = 0
    var wanted: HTTPRequest?
  }

  private let conversation = Mutex(Conversation())

  /// The request at which the conversation stopped; `nil` if it came to its end.
  var wanted: HTTPRequest? { conversation.withLock { $0.wanted } }

  /// Begins the conversation again.
  func rewind() {
    conversation.withLock { conversation in
      conversation.next = 0
      conversation.wanted = nil
    }
  }

  /// Adds what came of the request at which it stopped.
  func add(_ result: Result<HTTPResponse, HTTPError>) {
    conversation.withLock { $0.results.append(result) }
  }

  func send(_ request: HTTPRequest) throws(HTTPError) -> HTTPResponse {
    let known = conversation.withLock { conversation -> Result<HTTPResponse, HTTPError>? in
      guard conversation.wanted == nil, conversation.next < conversation.results.count else {
        conversation.wanted = conversation.wanted ?? request
        return nil
      }
      conversation.next += 1
      return conversation.results[conversation.next - 1]
    }
    guard let known else {
      // Whoever leads the conversation asks for `wanted` before what came of it.
      throw .unreachable(host: request.host, reason: "not asked yet", status: 0)
    }
    return try known.get()
  }
}
