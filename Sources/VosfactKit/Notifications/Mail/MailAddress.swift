/// A mailbox: an address, and perhaps whose it is.
struct MailAddress: Equatable, Sendable {
  /// Whose it is, as people write it.
  let name: String?
  /// The part before the @.
  let localPart: String
  /// The part after it, in ASCII.
  let domain: String

  /// The mailbox of the address `text`, whose domain may have letters beyond ASCII; `nil` for one whose local part has,
  /// which only mail servers with SMTPUTF8 (RFC 6531) would pass on, or that no mail header can hold.
  init?(_ text: String, name: String? = nil) {
    guard !text.contains(" "), let at = text.lastIndex(of: "@"),
      let domain = InternationalDomain.ascii(String(text[text.index(after: at)...]))
    else { return nil }
    localPart = String(text[..<at])
    self.domain = domain
    self.name = name
    let isDomain = domain.utf8.allSatisfy { byte in
      byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte.isLetterOrDigit
    }
    guard !localPart.isEmpty, localPart.isPlainASCII, !localPart.contains("@"), !domain.isEmpty,
      isDomain
    else {
      return nil
    }
  }

  /// The address as it stands in a header (RFC 5322, section 3.4.1): a local part that is no dotted atom is
  /// quoted.
  var address: String {
    let atoms = localPart.split(separator: ".", omittingEmptySubsequences: false)
    let isDotAtom = atoms.allSatisfy { atom in
      !atom.isEmpty && atom.utf8.allSatisfy(EncodedWords.isAtomByte)
    }
    guard !isDotAtom else { return "\(localPart)@\(domain)" }
    let escaped = localPart.replacing(scalar: "\\", with: "\\\\").replacing(
      scalar: "\"", with: "\\\"")
    return "\"\(escaped)\"@\(domain)"
  }

  /// The parts of the mailbox in a header, to be joined by spaces or folds.
  var tokens: [String] {
    guard let name, !name.isBlank else { return [address] }
    return EncodedWords.tokens(ofPhrase: name) + ["<\(address)>"]
  }
}
