import CSpawn
import Glibc
import Localization

/// A folder of mails as programs for mail share it: each is written to `tmp`, is waited for until it is on the
/// disk, and then moved to `new` under its final name.
///
/// The name follows from the mail's own identifier, so that a mail that is written again, as after a kill, takes
/// its own place as long as nobody has taken it in.
final class Maildir: Mailer {
  private let path: String
  /// The mails that are written and not yet in their place, with their open files.
  private var drafts: [(name: String, descriptor: Int32)] = []

  let isRepeatHarmless = true

  /// From how many files on it is quicker to wait for the whole file system than for each of them.
  private static let many = 8

  /// The folder at `path`, which is made if it is missing.
  ///
  /// - Throws: `MailError.directory`.
  init(path: String) throws(MailError) {
    self.path = path
    for folder in [path, "\(path)/tmp", "\(path)/new", "\(path)/cur"] {
      guard mkdir(folder, 0o700) == 0 || errno == EEXIST else {
        throw .directory(path: folder, reason: systemReason(errno))
      }
    }
  }

  deinit {
    for draft in drafts { close(draft.descriptor) }
  }

  func send(_ mail: MailMessage) -> DeliveryOutcome {
    do throws(MailError) {
      try write(mail)
      return .delivered(nil)
    } catch {
      return .held(error)
    }
  }

  private func write(_ mail: MailMessage) throws(MailError) {
    let name = "\(mail.date.seconds).\(mail.identifier).vosfact.eml"
    let path = draftPath(name)
    let descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw .directory(path: path, reason: systemReason(errno)) }
    drafts.append((name, descriptor))
    var rest = mail.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .directory(path: path, reason: systemReason(errno)) }
      rest = rest.dropFirst(count)
    }
  }

  /// Waits until the mails are on the disk, puts them in their place, and waits until their names are there too.
  func settle() throws(MailError) {
    let written = drafts
    drafts = []
    defer { for draft in written { close(draft.descriptor) } }
    guard let first = written.first else { return }
    let isSynced =
      written.count < Self.many
      ? written.allSatisfy { fdatasync($0.descriptor) == 0 } : syncfs(first.descriptor) == 0
    guard isSynced else { throw .directory(path: path, reason: systemReason(errno)) }
    for draft in written {
      guard rename(draftPath(draft.name), "\(path)/new/\(draft.name)") == 0 else {
        throw .directory(path: path, reason: systemReason(errno))
      }
    }
    let folder = "\(path)/new"
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .directory(path: folder, reason: systemReason(errno)) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .directory(path: folder, reason: systemReason(errno))
    }
  }

  private func draftPath(_ name: String) -> String { "\(path)/tmp/\(name)" }
}
