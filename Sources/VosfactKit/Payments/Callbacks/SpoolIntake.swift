import Localization

/// Takes in the callbacks that wait in the spool folder.
struct SpoolIntake {
  let payments: Payments
  /// Only this provider's; all of them if it is `nil`.
  let provider: String?
  let isRehearsal: Bool

  /// Takes in each file in a transaction of its own, and moves it once that is committed.
  ///
  /// It throws `StorageError`; anything else is among the report's problems, and its file stays.
  ///
  /// - Parameter progress: is called after each file that was taken in.
  func run(_ report: inout ReconcileReport, progress: () -> Void) throws {
    guard let folder = try payments.settings.value(.spool) else { return }
    let spool = CallbackSpool(folder: folder)
    var receivers: [String: CallbackIntake] = [:]
    do {
      let files = try spool.files(providers: Providers.descriptions.map(\.name))
      if !isRehearsal, !files.isEmpty { try spool.prepare() }
      for file in files {
        do {
          guard let outcome = try take(file, of: spool, &receivers) else { continue }
          if !isRehearsal { try spool.move(file, to: outcome) }
          report.callbacks += 1
          progress()
        } catch let error as any ExplainedError where !(error is StorageError) {
          report.failed += 1
          report.add(error)
        }
      }
      if !isRehearsal {
        try spool.prune(providers: Providers.descriptions.map(\.name), at: payments.clock.now)
      }
    } catch let error as Fault {
      report.failed += 1
      report.problems.append(error)
    }
  }

  /// Takes in one file, and says where it goes; `nil` if it is another provider's than asked for.
  private func take(
    _ file: CallbackSpool.Entry, of spool: CallbackSpool,
    _ receivers: inout [String: CallbackIntake]
  ) throws -> CallbackSpool.Outcome? {
    let (bytes, time) = try spool.read(file)
    let parsed = try? CallbackRequest(parsing: bytes)
    guard let name = file.provider ?? parsed.flatMap(Self.provider) else {
      return provider == nil ? .refused : nil
    }
    guard provider == nil || name == provider else { return nil }
    guard let request = parsed else { return .refused }
    let receiver = try receivers[name] ?? payments.receiver(for: name)
    receivers[name] = receiver
    // A callback is as old as it was when it came, not as long as it waited here.
    let receive = { try receiver.receive(request, at: min(time, payments.clock.now)) }
    // Not within a transaction when it counts: a provider may be asked first.
    let received =
      isRehearsal ? try payments.database.transaction(rehearsing: true, receive) : try receive()
    return received.result == .refused ? .refused : .done
  }

  /// The provider that the request was sent for: the last part of `/callback/PROVIDER`.
  private static func provider(of request: CallbackRequest) -> String? {
    let path = request.target.prefix { $0 != "?" }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[parts.count - 2] == "callback" else { return nil }
    return Providers.descriptions.map(\.name).first { $0 == parts[parts.count - 1] }
  }
}
