extension String {
  /// The text as one word of a shell command, whole, whatever it holds (POSIX, XCU section 2.2.2).
  ///
  /// What would steer a terminal is replaced: a command that is shown does not do something else there.
  var shellWord: String {
    let isPlain = !isEmpty && utf8.allSatisfy { $0.isLetterOrDigit || "/._-:,=+".utf8.contains($0) }
    let quoted = replacing(scalar: "'", with: #"'\''"#)
    return isPlain ? self : "'\(quoted)'".shown(limit: .max)
  }

  /// The path as one word of a shell command that is not taken for an option.
  var shellPath: String { (hasPrefix("-") ? "./\(self)" : self).shellWord }
}
