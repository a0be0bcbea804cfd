import Glibc
import Localization

/// The check of the database's file, of those beside it and of its folder.
struct FileCheck {
  let path: String
  let remedy: Remedy
  let now: UnixTime

  /// What the file begins with (https://www.sqlite.org/fileformat.html, section 1.3).
  private static let header = Array("SQLite format 3\0".utf8)

  /// What the path names; findings end every other check.
  func file() throws(StorageError) -> CheckFindings {
    var findings = CheckFindings(.file, subject: path)
    let status: FileStatus
    do throws(SystemError) {
      status = try FileStatus(path)
    } catch {
      guard error.number != ENOENT else { throw .missing(path: path) }
      findings.fault(unreadable(reason: error.reason))
      return findings
    }
    guard status.kind == .regular else {
      findings.fault(
        Text(
          en: "it is a folder, a device or a pipe",
          fr: "c’est un dossier, un périphérique ou un tube"))
      return findings
    }
    do throws(SystemError) {
      let start = try File.content(of: path, upTo: Self.header.count)
      if start.isEmpty {
        findings.fault(
          Text(en: "it is empty: there is nothing in it", fr: "il est vide : il ne contient rien"),
          remedy: remedy.restore)
      } else if start != Self.header {
        findings.fault(
          Text(
            en: "it is no SQLite database, or its beginning was overwritten",
            fr: "ce n’est pas une base SQLite, ou son début a été écrasé"),
          remedy: remedy.restore)
      }
    } catch {
      findings.fault(
        unreadable(reason: error.reason), remedy: "chmod 600 \(path.shellPath)")
    }
    return findings
  }

  private func unreadable(reason: String) -> Text {
    Text(en: "it cannot be read: \(reason)", fr: "il ne peut être lu : \(reason)")
  }

  /// Who may read and write the file and what is beside it.
  func permissions() -> CheckFindings {
    var findings = CheckFindings(.permissions, subject: path)
    guard let own = FileStatus.at(path) else { return findings }
    for path in [path] + companions {
      guard let status = FileStatus.at(path, following: path == self.path), status.kind != .link
      else { continue }
      if status.isExposed {
        findings.fault(
          Text(
            en:
              "others than its owner may read or write it, and it holds what only the owner may know",
            fr: "d’autres que son propriétaire peuvent le lire ou l’écrire, et il est confidentiel"),
          about: path, remedy: Remedy.closing(path))
      }
      if status.owner != own.owner {
        findings.fault(
          Text(
            en: "it belongs to another user than the database",
            fr: "il appartient à un autre utilisateur que la base"),
          about: path, remedy: "chown \(own.owner) \(path.shellPath)")
      }
    }
    checkKeptFolder(own.owner, &findings)
    if access(path, W_OK) != 0 {
      findings.fault(
        Text(
          en: "it cannot be written: nothing can be recorded",
          fr: "il ne peut être écrit : rien ne peut être enregistré"),
        remedy: "chmod u+w \(path.shellPath)")
    }
    if own.nameCount > 1 {
      findings.warning(
        Text(
          en: "it has several names, and under another name its log is not found",
          fr: "il a plusieurs noms, et sous un autre nom son journal d’écriture n’est pas trouvé"),
        remedy: "find \(folder.shellPath) -xdev -samefile \(path.shellPath)")
    }
    checkFolder(&findings)
    return findings
  }

  /// The folder of the PDF files that are kept: one that is not the owner's alone is not used.
  private func checkKeptFolder(_ owner: uid_t, _ findings: inout CheckFindings) {
    let path = KeptPDFs.path(beside: path)
    guard let status = FileStatus.at(path, following: false) else { return }
    guard status.kind == .folder else {
      findings.warning(
        Text(
          en: "it is no folder: no PDF file is kept for the next time",
          fr: "ce n’est pas un dossier : aucun PDF n’est gardé pour la fois suivante"),
        about: path, remedy: "rm \(path.shellPath)")
      return
    }
    if status.isExposed {
      findings.fault(
        Text(
          en: "others may read or change the documents in it, and it is not used",
          fr: "d’autres peuvent y lire ou changer des documents, et il n’est pas utilisé"),
        about: path, remedy: "chmod 700 \(path.shellPath)")
    }
    if status.owner != owner {
      findings.fault(
        Text(
          en: "it belongs to another user than the database",
          fr: "il appartient à un autre utilisateur que la base"),
        about: path, remedy: "chown -R \(owner) \(path.shellPath)")
    }
  }

  private func checkFolder(_ findings: inout CheckFindings) {
    guard let status = FileStatus.at(folder) else { return }
    // In a sticky folder, as /tmp, files can be taken away by their owner alone.
    if status.permissions & 0o022 != 0, status.permissions & S_ISVTX == 0 {
      findings.warning(
        Text(
          en: "others may write to the folder, and put another file in the database’s place",
          fr:
            "d’autres peuvent écrire dans le dossier, et mettre un autre fichier à la place de la base"
        ),
        about: folder, remedy: "chmod go-w \(folder.shellPath)")
    }
    if access(folder, W_OK | X_OK) != 0 {
      findings.fault(
        Text(
          en: "the folder cannot be written: nothing can be recorded",
          fr: "le dossier ne peut être écrit : rien ne peut être enregistré"),
        about: folder, remedy: "chmod u+wx \(folder.shellPath)")
    }
  }

  /// How long the copy that a migration left is of use.
  private static let copyLifetime = Seconds(30 * 86_400)

  /// What runs that were killed, and old migrations, left beside the file.
  func leftovers() -> CheckFindings {
    var findings = CheckFindings(.leftovers, subject: folder)
    for name in names where name.hasSuffix(".partial") && !name.hasPrefix("\(base)-head") {
      let path = beside(name)
      guard isUnusedCopy(path) else { continue }
      findings.warning(
        Text(
          en: "a backup that was never finished", fr: "une sauvegarde qui n’a jamais été achevée"),
        about: path, remedy: "rm \(path.shellPath)")
    }
    for name in names where name.hasPrefix("\(base).schema-") {
      let path = beside(name)
      guard let status = FileStatus.at(path, following: false),
        status.modified + Self.copyLifetime < now
      else { continue }
      findings.warning(
        Text(
          en: "the copy made before a migration more than 30 days ago; it holds secrets",
          fr: "la copie d’avant une migration d’il y a plus de 30 jours ; elle contient des secrets"
        ),
        about: path, remedy: "rm \(path.shellPath)")
    }
    let kept = KeptPDFs.path(beside: path)
    for name in Self.names(in: kept) where !KeptPDFs.isName(name) && !KeptPDFs.isUnfinished(name) {
      let path = "\(kept)/\(name)"
      findings.warning(
        Text(
          en: "it lies among the PDF files that are kept, and is none of them",
          fr: "il se trouve parmi les PDF gardés, et n’en est pas un"),
        about: path, remedy: "rm -r \(path.shellPath)")
    }
    return findings
  }

  /// Whether the file is a database, or nothing yet, that no process writes: a backup holds a lock while it
  /// does. What other programs call so is theirs.
  private func isUnusedCopy(_ path: String) -> Bool {
    guard let file = try? File(path, [.unlinked, .unwaiting]),
      let start = try? file.content(upTo: Self.header.count)
    else { return false }
    return (start.isEmpty || start == Self.header) && (try? file.lock(shared: true)) == true
  }

  // MARK: - Names

  private var base: String { String(path.split(separator: "/").last ?? "") }

  private var folder: String { Self.folder(of: path) }

  /// The folder that the file at `path` lies in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private func beside(_ name: String) -> String {
    path.contains("/") ? "\(path.dropLast(base.count))\(name)" : name
  }

  /// The files beside the database that belong to it.
  private var companions: [String] {
    let locks = RunLock.Name.allCases.map(\.rawValue)
    let suffixes = (["-wal", "-shm", "-journal", "-head"] + locks).map { base + $0 }
    return names.filter { suffixes.contains($0) || $0.hasPrefix("\(base).schema-") }.map(beside)
  }

  /// The names in the database's folder, sorted.
  private var names: [String] { Self.names(in: folder) }

  /// The names in the folder at `path`, sorted, without those of itself and its parent; none if it is a link.
  private static func names(in path: String) -> [String] {
    ((try? FolderEntries(path, following: false))?.names ?? []).sorted()
  }
}
