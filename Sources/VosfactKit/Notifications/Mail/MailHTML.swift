import Localization

/// The HTML of a mail, made of its text: paragraphs, and in the place of a line that is the pay link a button.
///
/// Styles stand at each element, and a table holds the button, as mail programs ask for it.
struct MailHTML {
  let page: HTML

  /// - Parameters:
  ///   - text: paragraphs, parted by empty lines.
  ///   - button: what takes the place of the pay link.
  init(text: String, button: PayButton?, in language: Language) {
    let paragraphs = Self.paragraphs(of: text).map { lines -> HTML in
      if let button, lines == [button.url] { return Self.html(of: button) }
      let broken = lines.enumerated().map { index, line -> HTML in
        index == 0 ? "\(line)" : "<br>\(line)"
      }
      return "<p style=\"margin:0 0 1em\">\(broken)</p>\n"
    }
    page = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head><meta charset="utf-8"><title></title></head>
      <body style="margin:0;padding:24px;font-family:sans-serif;font-size:16px;line-height:1.5;color:#222;background:#fff">
      <div dir="auto" style="max-width:600px">
      \(paragraphs)</div>
      </body>
      </html>
      """
  }

  /// The lines of each paragraph.
  private static func paragraphs(of text: String) -> [[String]] {
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return lines.split { $0.trimmingSpaces.isEmpty }.map { $0.map(\.trimmingSpaces) }
  }

  private static func html(of button: PayButton) -> HTML {
    """
    <table role="presentation" cellspacing="0" cellpadding="0" border="0" style="margin:0 0 1em"><tr>
    <td style="background:\(button.color.hexadecimal);border-radius:4px">
    <a href="\(button.url)" style="display:inline-block;padding:12px 24px;color:\(button.textColor.hexadecimal);text-decoration:none;font-weight:bold">\(button.label)</a>
    </td></tr></table>
    <p style="margin:0 0 1em;font-size:13px;color:#555;word-break:break-all">\(button.url)</p>

    """
  }
}
