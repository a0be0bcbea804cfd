extension JSONValue {
  /// The value on several lines, two spaces deeper for each level, without a line end behind it: as people,
  /// and some providers, write JSON.
  package var indentedText: String { indented(margin: "") }

  private func indented(margin: String) -> String {
    let deeper = margin + "  "
    switch self {
    case .array(let elements) where !elements.isEmpty:
      let lines = elements.map { deeper + $0.indented(margin: deeper) }
      return "[\n\(lines.joined(separator: ",\n"))\n\(margin)]"
    case .object(let members) where !members.isEmpty:
      let lines = members.map { member in
        "\(deeper)\(JSONValue.string(member.name).text): \(member.value.indented(margin: deeper))"
      }
      return "{\n\(lines.joined(separator: ",\n"))\n\(margin)}"
    default: return text
    }
  }
}
