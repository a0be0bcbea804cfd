import Localization

/// Reads a template from left to right.
struct MustacheParser {
  private let source: [UInt8]
  private let file: String
  private let parts: [String: String]
  /// The parts that this text stands in, the outermost first.
  private let lineage: [String]
  /// How many sections and parts this text stands in.
  private let depth: Int

  private var position = 0
  private var opener = Array("{{".utf8)
  private var closer = Array("}}".utf8)
  /// The sections that are open, the outermost first.
  private var open: [Section] = []
  private var steps: MustacheSteps

  /// How many sections and parts may stand within each other.
  private static let depthLimit = 32

  private struct Section {
    let name: String
    /// Where its tag begins.
    let start: Int
    /// Which step it is.
    let place: Int
  }

  /// A tag of the template, without its delimiters.
  private struct Tag {
    /// What kind of tag it is: `#`, `^`, `/`, `!`, `>`, `=`, `&`, `{`, or a blank for a variable.
    let sigil: UInt8
    let content: String
    /// Where the tag begins, its delimiter included.
    let start: Int

    /// Whether the tag yields nothing itself, so that a line that holds nothing else is dropped.
    var isSilent: Bool { "#^/!>=".utf8.contains(sigil) }
  }

  /// - Parameter steps: what stands before the text.
  init(
    source: [UInt8], file: String, parts: [String: String], lineage: [String] = [], depth: Int = 0,
    after steps: MustacheSteps = MustacheSteps()
  ) {
    self.source = source
    self.file = file
    self.parts = parts
    self.lineage = lineage
    self.depth = depth
    self.steps = steps
  }

  /// The steps before the text, and those of the text.
  mutating func parse() throws(Fault) -> MustacheSteps {
    guard source.count <= Mustache.sourceLimit else {
      throw fault(
        0, en: "the template has more than \(Mustache.sourceLimit) bytes; make it shorter",
        fr: "le modèle dépasse \(Mustache.sourceLimit) octets ; raccourcissez-le")
    }
    while let start = index(of: opener, from: position) {
      let textStart = position
      let tag = try tag(at: start)
      var textEnd = start
      var indentation: ArraySlice<UInt8> = []
      if tag.isSilent, let lineStart = blankLineStart(before: start, notBefore: textStart),
        let next = blankLineEnd(after: position)
      {
        textEnd = lineStart
        indentation = source[lineStart..<start]
        position = next
      }
      steps.add(source[textStart..<textEnd])
      try take(tag, indentation)
    }
    steps.add(source[position...])
    if let section = open.last {
      throw fault(
        section.start,
        en:
          "the section '\(section.name.shown)' that begins here never ends; end it with {{/\(section.name.shown)}}",
        fr:
          "la section « \(section.name.shown) » ouverte ici ne finit jamais ; terminez-la par {{/\(section.name.shown)}}"
      )
    }
    return steps
  }

  // MARK: - Tags

  /// Reads the tag whose delimiter stands at `start`, and goes on behind it.
  private mutating func tag(at start: Int) throws(Fault) -> Tag {
    var content = start + opener.count
    while content < source.count, source[content].isBlank { content += 1 }
    let isMarked = content < source.count && "#^/!>=&{".utf8.contains(source[content])
    let sigil = isMarked ? source[content] : UInt8(ascii: " ")
    if isMarked { content += 1 }
    let end: [UInt8] =
      switch sigil {
      case UInt8(ascii: "{"): [UInt8(ascii: "}")] + closer
      case UInt8(ascii: "="): [UInt8(ascii: "=")] + closer
      default: closer
      }
    guard let contentEnd = index(of: end, from: content) else {
      let shown = String(decoding: end, as: UTF8.self).shown
      throw fault(
        start, en: "the tag that begins here is never closed; close it with \(shown)",
        fr: "la balise ouverte ici n’est jamais fermée ; fermez-la par \(shown)")
    }
    position = contentEnd + end.count
    let text = String(decoding: source[content..<contentEnd], as: UTF8.self)
    return Tag(sigil: sigil, content: text.trimmingSpaces, start: start)
  }

  private mutating func take(_ tag: Tag, _ indentation: ArraySlice<UInt8>) throws(Fault) {
    switch tag.sigil {
    case UInt8(ascii: "!"): break
    case UInt8(ascii: "="): try setDelimiters(tag)
    case UInt8(ascii: "#"), UInt8(ascii: "^"):
      try checkDepth(of: tag)
      open.append(Section(name: tag.content, start: tag.start, place: steps.steps.count))
      steps.add(tag.sigil == UInt8(ascii: "^") ? .inverted : .section, try path(of: tag))
    case UInt8(ascii: "/"):
      guard let section = open.last, section.name == tag.content else {
        throw unexpectedEnd(of: tag)
      }
      open.removeLast()
      steps.endSection(section.place)
    case UInt8(ascii: ">"): try takePart(tag, indentation)
    default:
      let isRaw = tag.sigil == UInt8(ascii: "&") || tag.sigil == UInt8(ascii: "{")
      steps.add(isRaw ? .raw : .variable, try path(of: tag))
    }
  }

  private func checkDepth(of tag: Tag) throws(Fault) {
    guard depth + open.count < Self.depthLimit else {
      throw fault(
        tag.start,
        en:
          "more than \(Self.depthLimit) sections stand within each other; make the template flatter",
        fr: "plus de \(Self.depthLimit) sections sont imbriquées ; aplatissez le modèle")
    }
  }

  private func unexpectedEnd(of tag: Tag) -> Fault {
    let shown = tag.content.shown
    guard let expected = open.last?.name.shown else {
      return fault(
        tag.start,
        en: "the section '\(shown)' ends here but never began; begin it with {{#\(shown)}}",
        fr: "la section « \(shown) » finit ici sans avoir commencé ; commencez-la par {{#\(shown)}}"
      )
    }
    return fault(
      tag.start,
      en: "the section '\(shown)' ends here while '\(expected)' is open; end that one first",
      fr:
        "la section « \(shown) » finit ici alors que « \(expected) » est ouverte ; terminez d’abord celle-ci"
    )
  }

  private func path(of tag: Tag) throws(Fault) -> MustachePath {
    if tag.content == "." { return [] }
    let words = tag.content.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard words.allSatisfy({ !$0.isEmpty && !$0.utf8.contains(where: \.isBlank) }) else {
      throw fault(
        tag.start,
        en: "'\(tag.content.shown)' is not a name; a name is one word, or words joined by points",
        fr:
          "« \(tag.content.shown) » n’est pas un nom ; un nom est un mot, ou des mots joints par des points"
      )
    }
    return words.map { MustacheName($0) }
  }

  private mutating func setDelimiters(_ tag: Tag) throws(Fault) {
    let delimiters = tag.content.split(whereSeparator: \.isWhitespace)
    guard delimiters.count == 2, !tag.content.contains("=") else {
      throw fault(
        tag.start, en: "these delimiters cannot be set; two are needed; write it as {{=<% %>=}}",
        fr: "ces délimiteurs sont refusés ; il en faut deux ; écrivez {{=<% %>=}}")
    }
    opener = Array(delimiters[0].utf8)
    closer = Array(delimiters[1].utf8)
  }

  /// Takes in a part, each of its lines indented as its tag is.
  private mutating func takePart(_ tag: Tag, _ indentation: ArraySlice<UInt8>) throws(Fault) {
    guard let text = parts[tag.content] else {
      throw fault(
        tag.start,
        en:
          "there is no part '\(tag.content.shown)'; files cannot be taken in; write its text here",
        fr:
          "il n’y a pas de morceau « \(tag.content.shown) » ; les fichiers ne sont pas inclus ; écrivez son texte ici"
      )
    }
    guard !lineage.contains(tag.content) else {
      throw fault(
        tag.start,
        en: "the part '\(tag.content.shown)' holds itself; it would never end; take it out",
        fr:
          "le morceau « \(tag.content.shown) » se contient lui-même ; il ne finirait pas ; retirez-le"
      )
    }
    try checkDepth(of: tag)
    var lines = Array(text.utf8).split(
      separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var indented: [UInt8] = []
    for line in lines { indented += indentation + line + [UInt8(ascii: "\n")] }
    if text.utf8.last != UInt8(ascii: "\n"), !indented.isEmpty { indented.removeLast() }
    var parser = MustacheParser(
      source: indented, file: tag.content, parts: parts, lineage: lineage + [tag.content],
      depth: depth + open.count + 1, after: steps)
    steps = try parser.parse()
  }

  // MARK: - Text

  /// Where the line of the tag at `start` begins, if nothing but blanks stands before it there.
  private func blankLineStart(before start: Int, notBefore limit: Int) -> Int? {
    var index = start
    while index > limit, source[index - 1].isBlank, source[index - 1] != UInt8(ascii: "\n") {
      index -= 1
    }
    return index == 0 || source[index - 1] == UInt8(ascii: "\n") ? index : nil
  }

  /// Where the line after a tag that ends at `end` begins, if nothing but blanks follows on its line.
  private func blankLineEnd(after end: Int) -> Int? {
    var index = end
    while index < source.count {
      if source[index] == UInt8(ascii: "\n") { return index + 1 }
      guard source[index].isBlank else { return nil }
      index += 1
    }
    return index
  }

  private func index(of needle: [UInt8], from start: Int) -> Int? {
    guard start + needle.count <= source.count else { return nil }
    return (start...source.count - needle.count).first { index in
      source[index] == needle[0] && source[index..<index + needle.count].elementsEqual(needle)
    }
  }

  private func fault(_ offset: Int, en: String, fr: String) -> Fault {
    let line = source[..<min(offset, source.count)].count { $0 == UInt8(ascii: "\n") } + 1
    return .inTemplate(file, line: line, en: en, fr: fr)
  }
}

extension UInt8 {
  /// Whether the byte is a space, a tab or part of a line's end.
  fileprivate var isBlank: Bool {
    [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r")].contains(self)
  }
}
