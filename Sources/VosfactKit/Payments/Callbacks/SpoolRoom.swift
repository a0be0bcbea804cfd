/// The room that one provider's files have in the spool folder, and how senders share it.
///
/// Where nothing can be verified anybody can post what looks like a callback, and it has to be kept. So the room is
/// bounded, and who takes the most of it gives way. It is promised, for each provider apart from the others:
///
/// * No more is kept than `capacity`, 64 MiB for each provider.
/// * What was answered as taken in stays until it is taken in, if its sender's files take no more than `share`, 1 MiB
///   (256 callbacks of the usual size), whatever others send and from however many addresses.
/// * What a sender has above that can be displaced, the newest first, only by senders who have less than it: with files
///   of N senders in a full room nobody has any displaced who has no more than one Nth of it.
/// * A callback is turned away (503, and its provider sends it again) only if its own sender has the most of all, or
///   if the room is full of senders of whom nobody has more than a share, which takes 64 of them.
/// * What was verified before it was put there is displaced by nothing.
///
/// It is not promised where the web server tells no address, or that of a proxy in the place of clients': all of these
/// are one sender, whose own rubbish, once it fills the room, keeps its own callbacks out; none is lost by it.
struct SpoolRoom {
  /// What a file takes: file systems give room out in blocks of this size. Thus many small files are bounded too.
  static let block = 4_096
  /// How many blocks there are.
  static let capacity = 16_384
  /// How many blocks a sender has to itself.
  static let share = 256
  /// After how long a file that is still being written was left by a process that died.
  static let writingTime = Seconds(600)

  /// A file that takes room.
  struct File {
    /// Its name, with a point before it while it is being written.
    let name: [UInt8]
    let sender: SpoolSender
    let blocks: Int
    /// When it came; 0 if its name does not say.
    let seconds: Int64
    /// Whether whoever wrote it died at it.
    let isAbandoned: Bool

    /// - Parameter name: one that is none of ours takes a block.
    init(name: [UInt8], at time: UnixTime) {
      let isUnfinished = name.first == UInt8(ascii: ".")
      let parsed = SpoolName(isUnfinished ? name.dropFirst() : name[...])
      self.name = name
      sender = parsed?.sender ?? .other
      blocks = SpoolRoom.blocks(of: parsed?.size ?? 0)
      seconds = parsed?.seconds ?? 0
      isAbandoned =
        isUnfinished && parsed.map { $0.seconds < (time - SpoolRoom.writingTime).seconds } == true
    }
  }

  static func blocks(of size: Int) -> Int { max(1, (size + block - 1) / block) }

  /// The files that give way to a new one; `nil` if there are none, and no room for it.
  ///
  /// - Parameters:
  ///   - files: all that are there.
  ///   - size: of the new one, in bytes.
  ///   - sender: whose it is.
  static func displaced(among files: [File], by size: Int, from sender: SpoolSender) -> [File]? {
    let wanted = blocks(of: size)
    var excess = files.reduce(wanted - capacity) { $0 + $1.blocks }
    guard excess > 0 else { return [] }
    var displaced = files.filter(\.isAbandoned)
    excess -= displaced.reduce(0) { $0 + $1.blocks }
    var usage: [SpoolSender: Int] = [:]
    for file in files where !file.isAbandoned { usage[file.sender, default: 0] += file.blocks }
    let own = usage[sender, default: 0] + wanted
    let givesWay = { (other: SpoolSender, blocks: Int) in
      guard other != sender, other != .verified else { return false }
      if case .address = other, blocks <= share { return false }
      return sender == .verified || blocks > own
    }
    // Of those with less than a share there may be thousands; of the others not.
    usage = usage.filter(givesWay)
    var candidates = Dictionary(
      grouping: files.lazy.filter { !$0.isAbandoned && usage[$0.sender] != nil }, by: \.sender
    ).mapValues { $0.sorted { $0.seconds < $1.seconds } }
    while excess > 0 {
      guard let largest = usage.filter(givesWay).max(by: { $0.value < $1.value })?.key,
        let file = candidates[largest]?.popLast()
      else { return nil }
      displaced.append(file)
      usage[largest, default: 0] -= file.blocks
      excess -= file.blocks
    }
    return displaced
  }
}
