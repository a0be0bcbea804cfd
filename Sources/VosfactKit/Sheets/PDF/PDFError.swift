package import Localization

/// Why a visitor gets no PDF.
package enum PDFError: ExplainedError, Equatable {
  /// The page is longer than visitors get as PDF.
  case tooLong
  /// So many are being made that there was no place for this one.
  case crowded

  package var nature: FaultNature {
    switch self {
    case .tooLong: .refused
    case .crowded: .busy
    }
  }

  package var text: Text {
    switch self {
    case .tooLong:
      Text(
        en:
          "no PDF; the document is longer than visitors get as PDF; send it with 'invoice send', or raise pdf.web-limit",
        fr:
          "pas de PDF ; le document dépasse ce que les visiteurs reçoivent en PDF ; envoyez-le par « invoice send », ou augmentez pdf.web-limit"
      )
    case .crowded:
      Text(
        en: "no PDF; others are being made in every place there is; try again in a minute",
        fr: "pas de PDF ; d’autres occupent toutes les places ; réessayez dans une minute")
    }
  }
}
