import CommandLineKit
import Localization

extension ExitCode {
  /// How a command ends with `error`: the one place that decides it.
  init(of error: any Error) {
    self =
      switch (error as? any ExplainedError)?.nature {
      case .wrongUsage: .usage
      case .badValue: .badData
      case .notFound: .noInput
      case .refused: .no
      case .unreachable: .unavailable
      case .cannotWrite: .cannotCreate
      case .inputOutput: .inputOutput
      case .busy: .temporary
      case .notPermitted: .permission
      case .misconfigured: .configuration
      case .internalFault, nil: .software
      }
  }
}
