import Localization
import VosfactKit

extension Fault {
  /// A file that cannot be read, for the reason that the system gives.
  static func unreadable(_ path: String, because reason: String) -> Fault {
    Fault(
      .notFound, en: "cannot read \(path.shown); \(reason); check the path and its permissions",
      fr: "impossible de lire \(path.shown) ; \(reason) ; vérifiez le chemin et ses droits")
  }

  /// What `body` reads of the file at `path`.
  static func reading<Value>(
    _ path: String, _ body: @autoclosure () throws(SystemError) -> Value
  ) throws(Fault) -> Value {
    try SystemError.explained(body()) { unreadable(path, because: $0) }
  }

  /// What `body` gives, which writes the file at `path`.
  static func writing<Value>(
    _ path: String, _ body: @autoclosure () throws(SystemError) -> Value
  ) throws(Fault) -> Value {
    try SystemError.explained(body()) { unwritable(path, because: $0) }
  }

  /// A file that cannot be written, for the reason that the system gives.
  static func unwritable(_ path: String, because reason: String) -> Fault {
    Fault(
      .cannotWrite, en: "cannot write \(path.shown); \(reason); check the path and the disk",
      fr: "impossible d’écrire \(path.shown) ; \(reason) ; vérifiez le chemin et le disque")
  }
}
