import Localization

/// What came back from a call.
struct WebhookAnswer: Equatable, Sendable {
  /// The status; `nil` if there was no answer.
  let status: Int?
  /// How the body begins.
  let text: String?
}

/// Calls a webhook: many calls at once, by one process of curl.
struct WebhookCaller {
  let webhooks: Webhooks
  let webhook: Webhook

  /// How long a receiver may take (Standard Webhooks, "Request timeouts").
  private static let timeLimit = Duration.seconds(20)

  /// How many calls are under way at once.
  static let limit = 32

  /// How much of an answer is kept.
  private static let answerLimit = 300

  /// Calls the webhook for each of `messages`, and says what came of each.
  ///
  /// It throws what keeps all of them from being made: `Fault`, `SecretError` or `StorageError`.
  func call(_ messages: [OutboxMessage]) throws -> [DeliveryOutcome] {
    let sign = try webhooks.signatures(of: webhook)
    let target = try WebhookTarget(
      of: webhook.url,
      allowingPrivate: Settings(database: webhooks.database).value(.allowPrivateWebhooks))
    let now = webhooks.clock.now
    let requests = try messages.map { message in
      let body = Array(message.payload.utf8)
      var request = try HTTPRequest(
        .post, webhook.url,
        headers: [
          ("Content-Type", "application/json"), ("webhook-id", message.name),
          ("webhook-timestamp", String(now.seconds)),
          ("webhook-signature", try sign(message.name, now, body)),
        ], body: body, timeLimit: Self.timeLimit)
      request.resolution = target.resolution
      return request
    }
    var transport = CurlTransport(environment: webhooks.environment)
    transport.responseLimit = 256 * 1024
    return transport.send(requests, atOnce: Self.limit).map(outcome)
  }

  private func outcome(_ result: Result<HTTPResponse, HTTPError>) -> DeliveryOutcome {
    switch result {
    case .success(let response):
      let text = String(decoding: response.body.prefix(Self.answerLimit * 4), as: UTF8.self)
      let answer = WebhookAnswer(
        status: response.status, text: text.isEmpty ? nil : text.shown(limit: Self.answerLimit))
      return outcome(response, answer)
    case .failure(let error):
      return .postponed(error.text, WebhookAnswer(status: nil, text: nil))
    }
  }

  /// What a status means (the specification, "Delivery success and failure").
  private func outcome(_ response: HTTPResponse, _ answer: WebhookAnswer) -> DeliveryOutcome {
    switch response.status {
    case 200..<300: return .delivered(answer)
    case 410: return .failed(Fault.webhookGone(webhook).text, answer)
    case 300..<400:
      return .postponed(
        Text(
          en: "it answered \(response.status); redirects are not followed; correct its address",
          fr:
            "il a répondu \(response.status) ; les redirections ne sont pas suivies ; corrigez son adresse"
        ), answer)
    default:
      let asked = response.headers["Retry-After"].flatMap { UInt32($0) }
      return .postponed(
        Text(en: "it answered \(response.status)", fr: "il a répondu \(response.status)"),
        after: asked.map { Seconds(Int64($0)) }, answer)
    }
  }
}
