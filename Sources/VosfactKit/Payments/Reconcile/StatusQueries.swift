import Localization

/// The providers that a reconciliation asks, each made ready once; one that answers nothing is not asked again in
/// the same run, and no payment is asked about twice.
struct StatusQueries {
  let payments: Payments
  /// Whether nothing may be changed at the providers either.
  let isRehearsal: Bool
  private var lines: [String: Line] = [:]
  /// The providers that answered in this run.
  private var answering: Set<String> = []
  private var asked: Set<PaymentKey> = []

  private enum Line {
    case open(StatusQuery)
    case closed
  }

  /// What came of a question.
  enum Answer {
    /// The provider told these events.
    case answered(StatusQuery, [PaymentEvent])
    /// It did not answer; the problem is told once.
    case silent((any ExplainedError)?)
    /// There is nobody to ask: nothing is asked in simulated mode, and in another mode than the payment's
    /// the provider would not know it.
    case nobody
    /// It was asked about the payment earlier in the run.
    case repeated
  }

  init(_ payments: Payments, rehearsing isRehearsal: Bool) {
    self.payments = payments
    self.isRehearsal = isRehearsal
  }

  /// A question about one payment, which can take several requests.
  private final class Question {
    let payment: Payment
    let query: StatusQuery
    let transport = ReplayedTransport()
    var outcome: Result<[PaymentEvent], ProviderError>?

    init(_ payment: Payment, _ query: StatusQuery) {
      self.payment = payment
      self.query = query
    }
  }

  /// Asks about `payments`, many at once; nothing is stored.
  ///
  /// It throws `StorageError`; what keeps a provider from answering is an answer.
  mutating func ask(about payments: [Payment]) throws -> [Answer] {
    var answers: [Answer?] = []
    var questions: [Question?] = []
    for payment in payments {
      let (answer, question) = try prepare(payment)
      answers.append(answer)
      questions.append(question)
    }
    for (name, questions) in Dictionary(grouping: questions.compactMap(\.self), by: \.query.name) {
      try ask(name, questions)
    }
    return zip(answers, questions).map { answer, question in
      if let answer { return answer }
      guard let question else { return .nobody }
      switch question.outcome {
      case .success(let events): return .answered(question.query, events)
      case .failure(let error): return .silent(error)
      case nil: return .silent(nil)
      }
    }
  }

  /// Asks one provider: a few questions first, so that one that is down does not keep us waiting for each.
  private mutating func ask(_ name: String, _ questions: [Question]) throws {
    var rest = questions[...]
    if !answering.contains(name) {
      let first = rest.prefix(Self.limit(of: questions))
      rest = rest.dropFirst(first.count)
      try lead(Array(first))
      judge(name, Array(first))
    }
    guard case .open = lines[name] else { return }
    try lead(Array(rest))
  }

  private static func limit(of questions: [Question]) -> Int {
    questions.first.map { type(of: $0.query.provider).description.queriesAtOnce } ?? 1
  }

  /// The question about a payment, or why it is not asked.
  private mutating func prepare(_ payment: Payment) throws -> (Answer?, Question?) {
    let name = payment.provider
    guard payment.mode != .simulated, let mode = payment.mode,
      Providers.descriptions.contains(where: { $0.name == name }),
      try payments.providers.named(name).mode == mode
    else { return (.nobody, nil) }
    guard asked.insert(payment.key).inserted else { return (.repeated, nil) }
    switch lines[name] {
    case .closed: return (.silent(nil), nil)
    case .open(let query): return (nil, Question(payment, query))
    case nil: break
    }
    do {
      let query = StatusQuery(
        payments: payments, provider: try payments.providers.provider(name), name: name, mode: mode,
        isRehearsal: isRehearsal)
      lines[name] = .open(query)
      return (nil, Question(payment, query))
    } catch let error as any ExplainedError where !(error is StorageError) {
      lines[name] = .closed
      return (.silent(error), nil)
    }
  }

  /// Leads all conversations with a provider to their end: in each round the next request of every one is sent,
  /// and one that several have in common once.
  private func lead(_ questions: [Question]) throws {
    var open = questions
    while !open.isEmpty {
      for question in open {
        question.transport.rewind()
        do {
          question.outcome = .success(
            try question.query.ask(about: question.payment, over: question.transport))
        } catch let error as ProviderError {
          question.outcome = .failure(error)
        }
      }
      open = open.filter { $0.transport.wanted != nil }
      send(open)
    }
  }

  /// Sends the next request of each conversation.
  private func send(_ waiting: [Question]) {
    var requests: [HTTPRequest] = []
    var places: [Int] = []
    for question in waiting {
      guard let request = question.transport.wanted else { continue }
      if request.isRepeatable, let place = requests.firstIndex(of: request) {
        places.append(place)
      } else {
        places.append(requests.count)
        requests.append(request)
      }
    }
    let results = payments.transport.send(requests, atOnce: Self.limit(of: waiting))
    for (question, place) in zip(waiting, places) { question.transport.add(results[place]) }
  }

  /// Closes the line to a provider that answered none of `questions` and does not take our credentials either:
  /// payments that it does not know must not keep it from being asked about the others.
  private mutating func judge(_ name: String, _ questions: [Question]) {
    let isHeard = questions.contains { question in
      if case .success = question.outcome { true } else { false }
    }
    do throws(ProviderError) {
      if !isHeard { try questions.first?.query.provider.checkCredentials(over: payments.transport) }
      answering.insert(name)
    } catch {
      lines[name] = .closed
      for question in questions { question.outcome = .failure(error) }
    }
  }
}
