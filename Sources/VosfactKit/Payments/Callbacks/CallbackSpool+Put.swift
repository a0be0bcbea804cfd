import Localization

extension CallbackSpool {
  /// Puts a request that came at `time` in the provider's sub-folder, whole and forced to the disk, so that it can
  /// be answered as taken in: it is there after a power cut, and is never seen half written.
  ///
  /// - Parameter sender: whose share of the room it takes, as `SpoolRoom` tells.
  func put(
    _ request: CallbackRequest, for provider: String, from sender: SpoolSender, at time: UnixTime,
    random: RandomSource = .system
  ) throws(Fault) {
    let place = "\(folder)/\(provider)"
    let isNew = try SystemError.explained(File.makeFolder(place)) {
      Fault.spoolFolder(place, $0)
    }
    if isNew { try force(folder) }
    let bytes = request.serialized()
    let name = SpoolName(at: time, size: bytes.count, sender: sender)
      .text(random.name(ofLength: 16))
    let unfinished = "\(place)/.\(name)"
    let draft = try Self.draft(
      unfinished, for: "\(place)/\(name)", of: bytes.count, in: place, from: sender, at: time)
    try SystemError.explained(draft.put(bytes, forced: true)) {
      Fault.spoolFile(unfinished, $0)
    }
    try force(place)
  }

  /// Makes an empty file in the folder at `place` once there is room for `size` bytes in it, and opens it. Its name
  /// says so from then on, so that of two processes at once the second sees what the first will write.
  private static func draft(
    _ path: String, for target: String, of size: Int, in place: String, from sender: SpoolSender,
    at time: UnixTime
  ) throws(Fault) -> FileDraft {
    // The lock goes with the folder, also if the process dies.
    let folder: File
    do throws(SystemError) {
      folder = try File(place, .folder)
      _ = try folder.lock(waiting: true)
    } catch {
      throw .spoolFolder(place, error.reason)
    }
    defer { withExtendedLifetime(folder) {} }
    try makeRoom(for: size, in: place, from: sender, at: time)
    return try SystemError.explained(FileDraft(path, for: target)) {
      Fault.spoolFile(path, $0)
    }
  }

  private static func makeRoom(
    for size: Int, in place: String, from sender: SpoolSender, at time: UnixTime
  ) throws(Fault) {
    let entries = try SystemError.explained(FolderEntries(place)) {
      Fault.spoolFolder(place, $0)
    }
    let files = entries.map { SpoolRoom.File(name: $0, at: time) }
    guard let displaced = SpoolRoom.displaced(among: files, by: size, from: sender) else {
      throw Fault(
        .cannotWrite,
        en:
          "a callback was not kept; \(place.shown) is full of those that wait; have 'vosfact payment reconcile' take them in",
        fr:
          "un rappel n’a pas été gardé ; \(place.shown) est plein de ceux qui attendent ; faites-les reprendre par « vosfact payment reconcile »"
      )
    }
    // One that a reconciliation has taken in meanwhile has made room as well.
    for file in displaced {
      try? File.remove("\(place)/\(String(decoding: file.name, as: UTF8.self))")
    }
  }

  /// Forces to the disk what stands in a folder.
  private func force(_ path: String) throws(Fault) {
    try SystemError.explained(File.forceFolder(path)) {
      Fault.spoolFolder(path, $0)
    }
  }
}

extension Fault {
  /// A folder that cannot be made or written. What is sent again later may fit then.
  fileprivate static func spoolFolder(_ path: String, _ reason: String) -> Fault {
    Fault(
      .cannotWrite,
      en: "a callback was not kept; \(path.shown): \(reason); make the folder, or check its owner",
      fr:
        "un rappel n’a pas été gardé ; \(path.shown) : \(reason) ; créez le dossier, ou vérifiez son propriétaire"
    )
  }

  fileprivate static func spoolFile(_ path: String, _ reason: String) -> Fault {
    Fault(
      .cannotWrite,
      en: "a callback was not kept; \(path.shown): \(reason); check the disk and the folder",
      fr:
        "un rappel n’a pas été gardé ; \(path.shown) : \(reason) ; vérifiez le disque et le dossier"
    )
  }
}
