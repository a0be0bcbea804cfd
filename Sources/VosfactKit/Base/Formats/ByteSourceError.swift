package import Localization

/// Why an input's bytes could not be read: the system's own error.
package struct ByteSourceError: ExplainedError, Equatable {
  /// The system's error number, as `EISDIR` or `EIO`.
  package let errno: Int32

  package var nature: FaultNature { .inputOutput }

  package var text: Text {
    let reason = SystemError(errno).reason
    return Text(
      en: "cannot read the input; \(reason); check that it is a readable file",
      fr: "lecture de l’entrée impossible ; \(reason) ; vérifiez que c’est un fichier lisible")
  }
}
