import Localization

/// The sign beside a page's heading, which says by its shape and colour how things stand.
enum PageSign: String {
  case good
  case waiting = "wait"
  case bad

  private var shape: HTML {
    switch self {
    case .good: "<path d=\"m7 12.5 3.5 3.5L17 9\"/>"
    case .waiting: "<path d=\"M12 7v5l3.5 2\"/>"
    case .bad: "<path d=\"M12 7v6m0 3.5v.01\"/>"
    }
  }

  /// The heading `text` with the sign before it.
  func heading(_ text: Text, in language: Language) -> HTML {
    """
    <div class="state \(rawValue)"><svg viewBox="0 0 24 24" fill="none" stroke="currentColor" \
    stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">\
    <circle cx="12" cy="12" r="10"/>\(shape)</svg><h1>\(text, language)</h1></div>

    """
  }
}
