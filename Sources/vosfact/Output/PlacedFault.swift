import Localization

/// What is wrong with a file, or with one of its lines; the text says nothing of the place.
struct PlacedFault: ExplainedError {
  let nature: FaultNature
  let text: Text
  let place: Diagnostic.Place

  init(_ error: any ExplainedError, at place: Diagnostic.Place) {
    (nature, text) = (error.nature, error.text)
    self.place = place
  }
}
