package import Localization

/// Why there is no PDF.
package enum PDFError: Error, Equatable, Sendable {
  /// The engine is not installed; `package` is what Debian calls it, if it does.
  case notInstalled(engine: String, package: String?)
  /// The program `weasyprint` is not the script of Python that it is known to be.
  case notAScript(path: String)
  /// The engine gave up; `message` is its last line.
  case failed(engine: String, message: String)
  /// What the engine wrote is no PDF.
  case notPDF(engine: String)
  /// The page leads a browser elsewhere before it can be printed.
  case refreshing
  /// The page is longer than visitors get as PDF.
  case tooLong
  /// So many are being made that there was no place for this one.
  case crowded
}

extension PDFError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .notInstalled, .notAScript: .misconfigured
    case .failed, .notPDF: .inputOutput
    case .refreshing: .badValue
    case .tooLong: .refused
    case .crowded: .busy
    }
  }

  package var text: Text {
    switch self {
    case .notInstalled(let engine, let package):
      let install =
        package.map {
          Text(
            en: "install it (Debian: apt install \($0))",
            fr: "installez-le (Debian : apt install \($0))")
        } ?? Text(en: "install it", fr: "installez-le")
      return Text(
        en: "no PDF; \(engine.shown) is not installed; \(install.en) or set pdf.engine to another",
        fr:
          "pas de PDF ; \(engine.shown) n’est pas installé ; \(install.fr) ou donnez un autre pdf.engine"
      )
    case .notAScript(let path):
      return Text(
        en:
          "no PDF; \(path.shown) is not WeasyPrint as known; set pdf.engine to '\(path.shown) - -'",
        fr:
          "pas de PDF ; \(path.shown) n’est pas le WeasyPrint connu ; réglez pdf.engine à « \(path.shown) - - »"
      )
    case .failed(let engine, let message):
      let reason =
        message.isEmpty
        ? Text(en: "it gave no reason", fr: "sans dire pourquoi") : Text(verbatim: message.shown)
      return Text(
        en: "no PDF; \(engine.shown) failed: \(reason.en); check the template, or set pdf.engine",
        fr:
          "pas de PDF ; \(engine.shown) a échoué : \(reason.fr) ; vérifiez le modèle, ou changez pdf.engine"
      )
    case .notPDF(let engine):
      return Text(
        en: "no PDF; what \(engine.shown) wrote is none; check pdf.engine and the template",
        fr:
          "pas de PDF ; ce qu’a écrit \(engine.shown) n’en est pas un ; vérifiez pdf.engine et le modèle"
      )
    case .refreshing:
      return Text(
        en: "no PDF; the template holds a meta refresh, which leads elsewhere; take it out",
        fr: "pas de PDF ; le modèle contient un meta refresh, qui mène ailleurs ; retirez-le")
    case .tooLong:
      return Text(
        en:
          "no PDF; the document is longer than visitors get as PDF; send it with 'invoice send', or raise pdf.web-limit",
        fr:
          "pas de PDF ; le document dépasse ce que les visiteurs reçoivent en PDF ; envoyez-le par « invoice send », ou augmentez pdf.web-limit"
      )
    case .crowded:
      return Text(
        en: "no PDF; others are being made in every place there is; try again in a minute",
        fr: "pas de PDF ; d’autres occupent toutes les places ; réessayez dans une minute")
    }
  }
}
