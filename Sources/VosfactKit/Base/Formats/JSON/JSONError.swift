package import Localization

/// Where and why bytes are not the JSON that was expected.
package struct JSONError: ExplainedError, Equatable {
  /// What is wrong.
  package enum Reason: Equatable, Sendable {
    /// The input ends inside a value, or holds none.
    case unexpectedEnd
    /// A byte that cannot stand where it does.
    case unexpectedByte(UInt8)
    /// A number that is not written as RFC 8259, section 6 has it, such as `01` or `1.`.
    case invalidNumber
    /// A control character that stands in a string without being escaped.
    case controlCharacter(UInt8)
    /// A backslash in a string that begins no escape.
    case invalidEscape
    /// Half of a surrogate pair, which is no character.
    case loneSurrogate
    /// Bytes that are not UTF-8 (RFC 3629).
    case invalidUTF8
    /// A byte order mark before the first value.
    case byteOrderMark
    /// A second member of the same name in one object.
    case duplicateName(String)
    /// More arrays and objects inside one another than `limit`.
    case nestedTooDeeply(limit: Int)
    /// Something behind the end of the only value.
    case trailingBytes
    /// A valid value where an object is expected.
    case notAnObject
    /// A document of more than `limit` bytes.
    case tooLong(limit: Int)
  }

  /// How many bytes of the input come before the faulty one.
  package let offset: Int
  /// The line of the faulty byte, counted from 1 and ended by LF.
  package let line: Int
  /// The faulty byte's place in its line, in bytes counted from 1.
  package let column: Int
  /// What is wrong there.
  package let reason: Reason

  package var nature: FaultNature { .badValue }

  package var text: Text {
    let reason = reason.text
    return Text(
      en: "line \(line), column \(column): \(reason.en)",
      fr: "ligne \(line), colonne \(column) : \(reason.fr)")
  }
}

extension JSONError.Reason {
  /// What is wrong and what to do about it.
  var text: Text {
    switch self {
    case .unexpectedEnd:
      Text(
        en: "the JSON ends too early; check that the file is whole",
        fr: "le JSON s’arrête trop tôt ; vérifiez que le fichier est complet")
    case .unexpectedByte(let byte):
      Text(
        en: "\(Self.name(of: byte).en) cannot stand here in JSON; correct it",
        fr: "\(Self.name(of: byte).fr) ne peut figurer ici en JSON ; corrigez-le")
    case .invalidNumber:
      Text(
        en: "not a JSON number; write it as 12 or -0.5, or as a string",
        fr: "ce n’est pas un nombre JSON ; écrivez 12 ou -0.5, ou une chaîne")
    case .controlCharacter(let byte):
      Text(
        en: "\(Self.name(of: byte).en) stands unescaped in a string; close the string or escape it",
        fr: "\(Self.name(of: byte).fr) figure tel quel dans une chaîne ; fermez-la ou échappez-le")
    case .invalidEscape:
      Text(
        en: "the backslash begins no JSON escape; double it",
        fr: "la barre oblique inverse ne commence aucun échappement JSON ; doublez-la")
    case .loneSurrogate:
      Text(
        en: #"half of a surrogate pair is no character; write both halves as \uXXXX"#,
        fr: #"une moitié de paire n’est pas un caractère ; écrivez les deux en \uXXXX"#)
    case .invalidUTF8:
      Text(
        en: "not UTF-8; save the file as UTF-8",
        fr: "ce n’est pas de l’UTF-8 ; enregistrez en UTF-8")
    case .byteOrderMark:
      Text(
        en: "JSON begins without a byte order mark; save as UTF-8 without it",
        fr: "le JSON commence sans indicateur d’ordre des octets ; enregistrez en UTF-8 sans BOM")
    case .duplicateName(let name):
      Text(
        en: "the member \(JSONValue.excerpt(of: name)) occurs twice in one object; keep one",
        fr: "le membre \(JSONValue.excerpt(of: name)) figure deux fois dans un objet ; gardez-en un"
      )
    case .nestedTooDeeply(let limit):
      Text(
        en: "arrays and objects nest more than \(limit) deep; flatten them",
        fr: "plus de \(limit) tableaux et objets imbriqués ; réduisez l’imbrication")
    case .trailingBytes:
      Text(
        en: "something follows the end of the JSON; remove it",
        fr: "quelque chose suit la fin du JSON ; supprimez-le")
    case .notAnObject:
      Text(
        en: "a document is a JSON object; write it between { and }",
        fr: "un document est un objet JSON ; écrivez-le entre { et }")
    case .tooLong(let limit):
      Text(
        en: "the document is longer than \(limit) bytes; split it",
        fr: "le document dépasse \(limit) octets ; divisez-le")
    }
  }

  private static func name(of byte: UInt8) -> Text {
    if byte > 0x20 && byte < 0x7F {
      let character = Unicode.Scalar(byte)
      return Text(en: "the character \(character)", fr: "le caractère \(character)")
    }
    let hexadecimal = (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
    return Text(en: "the byte 0x\(hexadecimal)", fr: "l’octet 0x\(hexadecimal)")
  }
}
