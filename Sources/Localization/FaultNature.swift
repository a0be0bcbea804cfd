/// What kind of thing went wrong, for callers that must act on it; `vosfact` turns it into an exit code.
package enum FaultNature: Sendable {
  /// The command names something that is not on offer: an unknown key, an outcome that never comes.
  case wrongUsage
  /// A value or a file that was given is wrong.
  case badValue
  /// Something that was named does not exist.
  case notFound
  /// The answer is no: a forged token, a document that cannot be paid.
  case refused
  /// A service outside did not answer.
  case unreachable
  /// A file cannot be made or written: the disk is full, the file is read-only.
  case cannotWrite
  /// Reading failed, or what was read is damaged.
  case inputOutput
  /// Another process is in the way; the same again later will do.
  case busy
  /// The host's permissions forbid it, or are too open to go on.
  case notPermitted
  /// A setting is missing or wrong.
  case misconfigured
  /// The program itself is wrong.
  case internalFault
}
