import CommandLineKit
import VosfactKit

extension ExitCode {
  /// How a command ends with `error`: the one place that decides it.
  init(of error: any Error) {
    switch error {
    case is UsageError: self = .usage
    case let error as any KitError: self.init(error.nature)
    case is OutputError: self = .inputOutput
    default: self = .software
    }
  }

  private init(_ nature: FaultNature) {
    self =
      switch nature {
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
      case .internalFault: .software
      }
  }
}
