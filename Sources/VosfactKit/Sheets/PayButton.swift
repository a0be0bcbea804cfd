import Localization

/// The button that leads from a document to its payment.
package struct PayButton: Equatable, Sendable {
  /// The words on it.
  package let label: String
  /// The pay link.
  package let url: String
  package let color: CSSColor
  /// Black or white, whichever reads better on the colour.
  package let textColor: CSSColor
  /// Whether it is on PDF and paper too, or on screens only.
  package let isOnPaper: Bool
  /// Whether a code of the link stands beside it.
  package let hasCode: Bool
}

/// Decides which documents carry the button, the same for pages, PDF and mail; the settings are read once for
/// many documents.
package struct PayButtons {
  private let maker: PayLinks.Maker?
  private let label: String?
  private let color: CSSColor
  private let isOnPaper: Bool
  private let hasCode: Bool
  private let hiddenKinds: [DocumentKind]

  /// It throws `StorageError`, or what making links throws.
  init(_ settings: Settings, links: PayLinks) throws {
    // Without an address to begin with there are no links, which the check of the settings tells.
    maker = try settings.value(.payLinkBase) == nil ? nil : links.maker(isAlikeAllDay: true)
    label = try settings.value(.buttonLabel)
    color = try settings.value(.buttonColor)
    isOnPaper = try settings.value(.buttonOnPDF)
    hasCode = try settings.value(.buttonQR)
    hiddenKinds = try settings.value(.buttonHiddenKinds)
  }

  /// The button of `document`; `nil` if it has none: it cannot be paid online, nothing of it is left to pay, or
  /// the seller wants none on it.
  ///
  /// - Throws: `PayLinkError.cryptography`.
  package func button(of document: Document) throws(PayLinkError) -> PayButton? {
    guard let maker, !document.hidesButton, !hiddenKinds.contains(document.content.kind) else {
      return nil
    }
    let link: PayLinks.Link
    do {
      link = try maker.link(to: document)
    } catch let error as PayLinkError {
      throw error
    } catch {
      return nil
    }
    return PayButton(
      label: label ?? DocumentLabels.payOnline[document.content.readingLanguage], url: link.url,
      color: color, textColor: color.readableText, isOnPaper: isOnPaper, hasCode: hasCode)
  }
}
