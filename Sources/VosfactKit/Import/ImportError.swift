package import Localization

/// Why a file of documents cannot be read at all.
package enum ImportError: Error, Equatable, Sendable {
  case unreadable(ByteSourceError)
  case badHeader(CSVError)
  case missingColumns([String])
}

extension ImportError: ExplainedError {
  package var nature: FaultNature {
    switch self {
    case .unreadable: .inputOutput
    case .badHeader, .missingColumns: .badValue
    }
  }

  package var text: Text {
    switch self {
    case .unreadable(let error): return error.text
    case .badHeader(let error): return error.text
    case .missingColumns(let names):
      let list = names.joined(separator: ", ")
      return Text(
        en: "the header lacks \(list); a document needs them; name the columns in the first row",
        fr:
          "il manque à l’en-tête : \(list) ; un document en a besoin ; nommez les colonnes en première ligne"
      )
    }
  }
}
