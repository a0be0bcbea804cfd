import Glibc

/// Why the operating system refused something (errno(3)).
package struct SystemError: Error, Equatable, Sendable {
  package let number: Int32

  package init(_ number: Int32) {
    self.number = number
  }

  /// What the call that failed just now left.
  package static var last: SystemError { SystemError(errno) }

  /// The system's own words for it.
  package var reason: String { String(cString: strerror(number)) }

  /// What `body` gives; what the system refuses in it is thrown as the error that `explain` makes of the reason.
  package static func explained<Value, Failure: Error>(
    _ body: @autoclosure () throws(SystemError) -> Value, _ explain: (_ reason: String) -> Failure
  ) throws(Failure) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      throw explain(error.reason)
    }
  }
}
