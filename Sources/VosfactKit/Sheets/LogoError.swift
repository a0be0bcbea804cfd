import Localization

/// Why a file cannot be the seller's logo.
enum LogoError: Error, Equatable, Sendable {
  case unknownType(path: String)
  case damaged(path: String)
  case tooManyPixels(path: String, limit: Int)
  /// An SVG that does something, or refers to something outside.
  case active(path: String, what: String)
}

extension LogoError: ExplainedError {
  var nature: FaultNature { .misconfigured }

  var text: Text {
    switch self {
    case .unknownType(let path):
      Text(
        en: "\(path.shown) is no logo; it is neither PNG, JPEG nor plain SVG; give another file",
        fr:
          "\(path.shown) n’est pas un logo ; ce n’est ni PNG, ni JPEG, ni SVG simple ; donnez un autre fichier"
      )
    case .damaged(let path):
      Text(
        en: "\(path.shown) is no logo; the picture is cut short; save it again",
        fr: "\(path.shown) n’est pas un logo ; l’image est tronquée ; enregistrez-la à nouveau")
    case .tooManyPixels(let path, let limit):
      Text(
        en: "\(path.shown) is no logo; it is over \(limit) pixels wide or high; make it smaller",
        fr: "\(path.shown) n’est pas un logo ; plus de \(limit) pixels de côté ; réduisez-le")
    case .active(let path, let what):
      Text(
        en:
          "\(path.shown) is no logo; it holds \(what.shown), which pictures need not; take it out",
        fr:
          "\(path.shown) n’est pas un logo ; il contient \(what.shown), inutile à une image ; retirez-le"
      )
    }
  }
}
