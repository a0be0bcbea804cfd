/// A program that is started and left to itself: in a session of its own, so that what ends this process, or its
/// group, does not end it, and with nothing of this process's streams and descriptors.
package struct DetachedProcess {
  /// The path of the program.
  let program: String
  /// Its arguments, without its name. Other users can read them: never put a secret here.
  let arguments: [String]
  /// The whole environment of the program.
  let environment: [String: String]

  package init(program: String, arguments: [String], environment: [String: String]) {
    self.program = program
    self.arguments = arguments
    self.environment = environment
  }

  /// Starts it, and says whether that could be done. Its end is collected by the system once this process has
  /// ended.
  @discardableResult
  package func start() -> Bool {
    let start = ProgramStart(
      path: program, arguments: arguments, environment: environment, lead: .session)
    return (try? start.run(streams: (nil, nil, nil))) != nil
  }
}
