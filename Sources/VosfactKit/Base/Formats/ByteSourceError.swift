import Glibc
public import Localization

/// Why an input's bytes could not be read: the system's own error.
public struct ByteSourceError: ExplainedError, Equatable {
  /// The system's error number, as `EISDIR` or `EIO`.
  public let errno: Int32

  public var text: Text {
    let reason = String(cString: strerror(errno))
    return Text(
      en: "cannot read the input; \(reason); check that it is a readable file",
      fr: "lecture de l’entrée impossible ; \(reason) ; vérifiez que c’est un fichier lisible")
  }
}
