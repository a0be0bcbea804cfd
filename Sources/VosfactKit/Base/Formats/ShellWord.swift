extension String {
  /// The text as one word of a shell command, whole, whatever it holds (POSIX, XCU section 2.2.2).
  ///
  /// What would steer a terminal is replaced: a command that is shown does not do something else there.
  var shellWord: String {
    let isPlain =
      !isEmpty
      && utf8.allSatisfy { byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
          UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: ","),
          UInt8(ascii: "="), UInt8(ascii: "+"):
          true
        default: false
        }
      }
    let quoted = replacing(scalar: "'", with: #"'\''"#)
    return isPlain ? self : "'\(quoted)'".shown(limit: .max)
  }

  /// The path as one word of a shell command that is not taken for an option.
  var shellPath: String { (hasPrefix("-") ? "./\(self)" : self).shellWord }
}
