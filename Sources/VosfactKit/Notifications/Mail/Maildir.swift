import Glibc
import Localization

/// A folder of mails as programs for mail share it: each is written to `tmp`, is waited for until it is on the
/// disk, and then moved to `new` under its final name.
///
/// The name follows from the mail's own identifier, so that a mail that is written again, as after a kill, takes
/// its own place as long as nobody has taken it in.
final class Maildir: Mailer {
  private let path: String
  private var mails = 0

  let isRepeatHarmless = true

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
    let draft = "\(path)/tmp/\(name)"
    let descriptor = open(draft, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else {
      throw .directory(path: draft, reason: systemReason(errno))
    }
    defer { close(descriptor) }
    var rest = mail.bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .directory(path: draft, reason: systemReason(errno)) }
      rest = rest.dropFirst(count)
    }
    guard fdatasync(descriptor) == 0, rename(draft, "\(path)/new/\(name)") == 0 else {
      throw .directory(path: draft, reason: systemReason(errno))
    }
    mails += 1
  }

  /// Waits until the names are on the disk too.
  func settle() throws(MailError) {
    guard mails > 0 else { return }
    mails = 0
    let folder = "\(path)/new"
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .directory(path: folder, reason: systemReason(errno)) }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else {
      throw .directory(path: folder, reason: systemReason(errno))
    }
  }
}
