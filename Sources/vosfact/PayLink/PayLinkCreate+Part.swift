import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  /// The options by which `pay-link create` makes links that ask for a part.
  static let partOptions: [Option] = [
    .value(
      "part", .amount, en: "Ask for AMOUNT, or for what is left if that is less",
      fr: "Demander MONTANT, ou ce qui reste si c’est moins"),
    .value(
      "share", Text(en: "PERCENT", fr: "POURCENT"),
      en: "Ask for PERCENT of the total, as 30, or for what is left if that is less",
      fr: "Demander POURCENT du total, comme 30, ou ce qui reste si c’est moins"),
    .value(
      "minimum", .amount, en: "Let the customer enter how much, from AMOUNT on",
      fr: "Laisser le client saisir combien, à partir de MONTANT"),
    .flag("free", en: "Let the customer enter how much", fr: "Laisser le client saisir combien"),
  ]
}

extension Arguments {
  /// The part that links are to ask for.
  ///
  /// - Throws: `Fault` if several are asked for, or one that is none.
  func partOfClaim() throws(Fault) -> PartOfClaim.Wish {
    let given = Subcommand.partOptions.map(\.name).filter(isGiven)
    guard given.count <= 1 || given == ["minimum", "free"] else {
      throw Fault(
        .wrongUsage,
        en: "--\(given[0]) and --\(given[1]) are given; a link asks for one part; give one of them",
        fr:
          "--\(given[0]) et --\(given[1]) sont donnés ; un lien demande une part ; donnez l’un d’eux"
      )
    }
    func amount(_ name: String) throws(Fault) -> ExactDecimal? {
      try parsed(name, SettingType.amount.allowed) { SettingType.amount.read($0) }
    }
    if let amount = try amount("part") { return .amount(amount) }
    if let share = try parsed("share", SettingType.share.allowed, { SettingType.share.read($0) }) {
      return .share(share)
    }
    if let minimum = try amount("minimum") { return .free(minimum: minimum) }
    return flag("free") ? .free(minimum: nil) : .whole
  }
}
