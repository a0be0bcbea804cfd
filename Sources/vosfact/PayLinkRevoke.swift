import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var payLinkRevoke: Subcommand {
    Subcommand(
      "revoke",
      summary: Text(
        en: "Refuse the links made so far to documents",
        fr: "Refuser les liens faits jusqu’ici vers des documents"),
      examples: [
        Example(
          "vosfact pay-link revoke F-2026-000001",
          Text(en: "Links made from now on are good", fr: "Les liens faits ensuite sont bons"))
      ],
      options: [.dryRun],
      operands: [
        .many(
          "document", Text(en: "DOCUMENT", fr: "DOCUMENT"),
          help: Text(en: "Number or id of a document", fr: "Numéro ou identifiant d’un document"),
          completion: .query(.documents))
      ],
      exits: [.done, .usage, .noInput, .temporary, .permission],
      run: runPayLinkRevoke)
  }
}

private func runPayLinkRevoke(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let revocations = try kit.transaction(rehearsing: arguments.flag("dry-run")) {
    try arguments.operands("document").map { reference in
      try kit.payLinks.revoke(kit.documents.named(reference))
    }
  }
  let listing = Listing(
    environment,
    columns: [
      .init(Text(en: "Document", fr: "Document")),
      .init(Text(en: "Links revoked before", fr: "Liens révoqués avant")),
    ], fields: ["document", "revoked_before"])
  for revocation in revocations {
    try listing.add(
      revocation.json, [.init(revocation.document), .init(revocation.before.description)])
  }
  try listing.finish()
  return .done
}
