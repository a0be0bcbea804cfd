import CommandLineKit
import Localization

extension Option {
  /// The flag of every command that changes something.
  static var dryRun: Option {
    .flag(
      "dry-run",
      help: Text(
        en: "Show what would change, and change nothing",
        fr: "Montrer ce qui changerait, sans rien changer"))
  }
}
