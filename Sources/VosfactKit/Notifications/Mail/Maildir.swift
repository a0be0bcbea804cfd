import Localization

/// A folder of mails as programs for mail share it: each is written to `tmp`, is waited for until it is on the
/// disk, and then moved to `new` under its final name.
///
/// The name follows from the mail's own identifier, so that a mail that is written again, as after a kill, takes
/// its own place as long as nobody has taken it in.
final class Maildir: Mailer {
  private let path: String
  /// The mails that are written and not yet in their place, with their open files.
  private var drafts: [(name: String, file: File)] = []

  let isRepeatHarmless = true

  /// From how many files on it is quicker to wait for the whole file system than for each of them.
  private static let many = 8

  /// The folder at `path`, which is made if it is missing.
  init(path: String) throws(Fault) {
    self.path = path
    for folder in [path, "\(path)/tmp", "\(path)/new", "\(path)/cur"] {
      _ = try Self.explained(folder, File.makeFolder(folder))
    }
  }

  func send(_ mail: MailMessage) -> DeliveryOutcome {
    do throws(Fault) {
      try write(mail)
      return .delivered(nil)
    } catch {
      return .held(error)
    }
  }

  private func write(_ mail: MailMessage) throws(Fault) {
    let name = "\(mail.date.seconds).\(mail.identifier).vosfact.eml"
    let path = draftPath(name)
    let file = try Self.explained(path, File(path, [.writing, .making, .emptying, .unlinked]))
    drafts.append((name, file))
    try Self.explained(path, file.write(mail.bytes))
  }

  /// Waits until the mails are on the disk, puts them in their place, and waits until their names are there too.
  func settle() throws(Fault) {
    let written = drafts
    drafts = []
    guard let first = written.first else { return }
    let folder = "\(path)/new"
    do throws(SystemError) {
      if written.count < Self.many {
        for draft in written { try draft.file.forceContent() }
      } else {
        try first.file.forceFileSystem()
      }
      for draft in written { try File.move(draftPath(draft.name), to: "\(folder)/\(draft.name)") }
    } catch {
      throw Self.unwritable(path, error.reason)
    }
    try Self.explained(folder, File.forceFolder(folder))
  }

  private static func explained<Value>(
    _ path: String, _ body: @autoclosure () throws(SystemError) -> Value
  ) throws(Fault) -> Value {
    try SystemError.explained(body()) { Self.unwritable(path, $0) }
  }

  private static func unwritable(_ path: String, _ reason: String) -> Fault {
    Fault(
      .cannotWrite,
      en: "cannot write mail to \(path.shown); \(reason); check mail.directory and the disk",
      fr:
        "impossible d’écrire les courriels dans \(path.shown) ; \(reason) ; vérifiez mail.directory et le disque"
    )
  }

  private func draftPath(_ name: String) -> String { "\(path)/tmp/\(name)" }
}
