import CommandLineKit
import Localization
import VosfactKit

extension Arguments {
  /// Whether one link for several documents is asked for.
  ///
  /// - Throws: `Fault` if something else is asked for at once.
  func wantsStatement() throws(Fault) -> Bool {
    let isTogether = flag("together")
    guard isTogether || value("customer") != nil else { return false }
    try refuse(
      Subcommand.partOptions.map(\.name) + ["from", "unpaid"],
      en: "is not for several documents at once; such a link asks for all of them; leave it out",
      fr:
        "ne vaut pas pour plusieurs documents à la fois ; un tel lien les demande tous ; retirez-le"
    )
    guard isTogether == (value("customer") == nil), isTogether != operands("document").isEmpty
    else {
      throw Fault(
        .wrongUsage,
        en:
          "nothing was made; a link is for documents that are named or for a customer; give numbers with --together, or --customer alone",
        fr:
          "rien n’a été fait ; un lien vaut pour des documents nommés ou pour un client ; donnez des numéros avec --together, ou --customer seul"
      )
    }
    return true
  }
}

/// Makes one link for several documents, and prints it.
func createStatementLink(_ arguments: Arguments, _ environment: Environment) throws -> ExitCode {
  let lifetime = try arguments.duration("expires")
  let kit = try environment.openKit(arguments, .existing)
  let link = try kit.transaction(rehearsing: arguments.flag("dry-run")) {
    let statement: AccountStatement
    if let reference = arguments.value("customer") {
      statement = try kit.payLinks.statement(ofCustomerOf: kit.documents.named(reference))
    } else {
      statement = try kit.payLinks.statement(
        of: arguments.operands("document").map(kit.documents.named))
    }
    return try kit.payLinks.maker(lifetime: lifetime).link(to: statement)
  }
  if environment.format == .table {
    try environment.output.line(link.url)
  } else {
    try environment.list([link], as: .links)
  }
  return .done
}
