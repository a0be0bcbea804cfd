import CommandLineKit

extension Option {
  /// The flag of every command that changes something.
  static let dryRun = Option.flag(
    "dry-run", en: "Show what would change, and change nothing",
    fr: "Montrer ce qui changerait, sans rien changer")

  /// The option of every command that makes something.
  static let key = Option.value(
    "key", .key,
    en: "Make it once for KEY: asked again, give what it made, and refuse anything else",
    fr: "Le faire une fois pour CLÉ : redemandé, redonner ce qui fut fait ; refuser autre chose")
}
