/// The name of a file that was put in the spool folder, `TIME-SIZE-SENDER-RANDOM.http`: it tells all by which the room
/// is shared, so that a folder of thousands is looked through by its names alone, for each request.
///
/// Names sort by the time of arrival; those of one second as it may be.
struct SpoolName: Equatable {
  /// When it came, in seconds since 1970.
  let seconds: Int64
  /// How many bytes the file has.
  let size: Int
  let sender: SpoolSender

  /// The text of a name; nothing but `random` tells two of one second apart.
  func text(_ random: String) -> String {
    "\(seconds)-\(size)-\(String(decoding: sender.name, as: UTF8.self))-\(random).http"
  }

  init(at time: UnixTime, size: Int, sender: SpoolSender) {
    seconds = time.seconds
    self.size = size
    self.sender = sender
  }

  /// What the name in `bytes` tells; `nil` if it is none of ours.
  init?(_ bytes: ArraySlice<UInt8>) {
    var rest = bytes
    guard let seconds = rest.takeNumber(), let size = rest.takeNumber(),
      let end = rest.firstIndex(of: UInt8(ascii: "-")),
      let sender = SpoolSender(name: rest[..<end]),
      rest[end...].count > 6, rest.suffix(5).elementsEqual(".http".utf8)
    else { return nil }
    self.seconds = seconds
    self.size = Int(size)
    self.sender = sender
  }
}

extension ArraySlice<UInt8> {
  /// The number of at most 12 digits that these bytes begin with, and the hyphen after it, taken off; `nil` if there is
  /// none.
  fileprivate mutating func takeNumber() -> Int64? {
    var number: Int64 = 0
    let start = startIndex
    while let byte = first, byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") {
      guard startIndex - start < 12 else { return nil }
      number = number * 10 + Int64(byte - UInt8(ascii: "0"))
      removeFirst()
    }
    guard startIndex > start, first == UInt8(ascii: "-") else { return nil }
    removeFirst()
    return number
  }
}
