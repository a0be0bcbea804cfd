import Glibc

/// The check of the database's file, of those beside it and of its folder.
struct FileCheck {
  let path: String
  let remedy: Remedy
  let now: UnixTime

  /// What the file begins with (https://www.sqlite.org/fileformat.html, section 1.3).
  private static let header = Array("SQLite format 3\0".utf8)

  private func findings(_ check: Check, _ subject: String) -> CheckFindings {
    CheckFindings(check, subject: subject, remedy: remedy)
  }

  /// What the path names; findings end every other check.
  func file() throws(StorageError) -> CheckFindings {
    var findings = findings(.file, path)
    var opening: String?
    do throws(SystemError) {
      guard try FileStatus(path).kind == .regular else {
        findings.add(
          .fault, en: "it is a folder, a device or a pipe",
          fr: "c’est un dossier, un périphérique ou un tube")
        return findings
      }
      opening = "chmod 600 \(path.shellPath)"
      let start = try File.content(of: path, upTo: Self.header.count)
      findings.add(
        .fault, if: start.isEmpty, remedy: remedy.restore,
        en: "it is empty: there is nothing in it", fr: "il est vide : il ne contient rien")
      findings.add(
        .fault, if: !start.isEmpty && start != Self.header, remedy: remedy.restore,
        en: "it is no SQLite database, or its beginning was overwritten",
        fr: "ce n’est pas une base SQLite, ou son début a été écrasé")
    } catch {
      guard opening != nil || error.number != ENOENT else { throw .missing(path: path) }
      findings.add(
        .fault, remedy: opening, en: "it cannot be read: \(error.reason)",
        fr: "il ne peut être lu : \(error.reason)")
    }
    return findings
  }

  /// Who may read and write the file and what is beside it.
  func permissions() -> CheckFindings {
    var findings = findings(.permissions, path)
    guard let own = FileStatus.at(path) else { return findings }
    for path in [path] + companions {
      guard let status = FileStatus.at(path, following: path == self.path), status.kind != .link
      else { continue }
      findings.add(
        .fault, if: status.isExposed, about: path, remedy: Remedy.closing(path),
        en: "others than its owner may read or write it, and it holds what only the owner may know",
        fr: "d’autres que son propriétaire peuvent le lire ou l’écrire, et il est confidentiel")
      checkOwner(own.owner, of: path, status, "chown", &findings)
    }
    checkKeptFolder(own.owner, &findings)
    findings.add(
      .fault, if: access(path, W_OK) != 0, remedy: "chmod u+w \(path.shellPath)",
      en: "it cannot be written: nothing can be recorded",
      fr: "il ne peut être écrit : rien ne peut être enregistré")
    findings.add(
      .warning, if: own.nameCount > 1,
      remedy: "find \(folder.shellPath) -xdev -samefile \(path.shellPath)",
      en: "it has several names, and under another name its log is not found",
      fr: "il a plusieurs noms, et sous un autre nom son journal d’écriture n’est pas trouvé")
    checkFolder(&findings)
    return findings
  }

  private func checkOwner(
    _ owner: uid_t, of path: String, _ status: FileStatus, _ command: String,
    _ findings: inout CheckFindings
  ) {
    findings.add(
      .fault, if: status.owner != owner, about: path,
      remedy: "\(command) \(owner) \(path.shellPath)",
      en: "it belongs to another user than the database",
      fr: "il appartient à un autre utilisateur que la base")
  }

  /// The folder of the PDF files that are kept: one that is not the owner's alone is not used.
  private func checkKeptFolder(_ owner: uid_t, _ findings: inout CheckFindings) {
    let path = KeptPDFs.path(beside: path)
    guard let status = FileStatus.at(path, following: false) else { return }
    guard status.kind == .folder else {
      findings.add(
        .warning, about: path, remedy: "rm \(path.shellPath)",
        en: "it is no folder: no PDF file is kept for the next time",
        fr: "ce n’est pas un dossier : aucun PDF n’est gardé pour la fois suivante")
      return
    }
    findings.add(
      .fault, if: status.isExposed, about: path, remedy: "chmod 700 \(path.shellPath)",
      en: "others may read or change the documents in it, and it is not used",
      fr: "d’autres peuvent y lire ou changer des documents, et il n’est pas utilisé")
    checkOwner(owner, of: path, status, "chown -R", &findings)
  }

  private func checkFolder(_ findings: inout CheckFindings) {
    guard let status = FileStatus.at(folder) else { return }
    // In a sticky folder, as /tmp, files can be taken away by their owner alone.
    let isShared = status.permissions & 0o022 != 0 && status.permissions & S_ISVTX == 0
    findings.add(
      .warning, if: isShared, about: folder, remedy: "chmod go-w \(folder.shellPath)",
      en: "others may write to the folder, and put another file in the database’s place",
      fr:
        "d’autres peuvent écrire dans le dossier, et mettre un autre fichier à la place de la base")
    findings.add(
      .fault, if: access(folder, W_OK | X_OK) != 0, about: folder,
      remedy: "chmod u+wx \(folder.shellPath)",
      en: "the folder cannot be written: nothing can be recorded",
      fr: "le dossier ne peut être écrit : rien ne peut être enregistré")
  }

  /// How long the copy that a migration left is of use.
  private static let copyLifetime = Seconds(30 * 86_400)

  /// What runs that were killed, and old migrations, left beside the file.
  func leftovers() -> CheckFindings {
    var findings = findings(.leftovers, folder)
    for name in names where name.hasSuffix(".partial") && !name.hasPrefix("\(base)-head") {
      let path = beside(name)
      findings.add(
        .warning, if: isUnusedCopy(path), about: path, remedy: "rm \(path.shellPath)",
        en: "a backup that was never finished", fr: "une sauvegarde qui n’a jamais été achevée")
    }
    for name in names where name.hasPrefix("\(base).schema-") {
      let path = beside(name)
      let made = FileStatus.at(path, following: false)?.modified
      findings.add(
        .warning, if: made.map { $0 + Self.copyLifetime < now } == true, about: path,
        remedy: "rm \(path.shellPath)",
        en: "the copy made before a migration more than 30 days ago; it holds secrets",
        fr: "la copie d’avant une migration d’il y a plus de 30 jours ; elle contient des secrets")
    }
    let kept = KeptPDFs.path(beside: path)
    for name in Self.names(in: kept) where !KeptPDFs.isName(name) && !KeptPDFs.isUnfinished(name) {
      let path = "\(kept)/\(name)"
      findings.add(
        .warning, about: path, remedy: "rm -r \(path.shellPath)",
        en: "it lies among the PDF files that are kept, and is none of them",
        fr: "il se trouve parmi les PDF gardés, et n’en est pas un")
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
