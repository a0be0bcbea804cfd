package import Localization

/// Why a stream of documents or rows cannot go on.
package enum FormatError: ExplainedError, Equatable {
  /// The input's bytes could not be read.
  case unreadable(SystemError)
  /// The JSON is broken where nothing tells where its next document begins.
  case json(JSONError)
  /// The CSV is broken where nothing tells where its next row begins.
  case csv(CSVError)
  /// The CSV's header is not one that its reader can go on with.
  case header(Fault)

  package var nature: FaultNature {
    if case .unreadable = self { .inputOutput } else { .badValue }
  }

  package var text: Text {
    switch self {
    case .unreadable(let error):
      Text(
        en: "cannot read the input; \(error.reason); check that it is a readable file",
        fr:
          "lecture de l’entrée impossible ; \(error.reason) ; vérifiez que c’est un fichier lisible"
      )
    case .json(let error): error.text
    case .csv(let error): error.text
    case .header(let error): error.text
    }
  }
}
