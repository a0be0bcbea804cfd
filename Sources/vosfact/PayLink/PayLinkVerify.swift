import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static var payLinkVerify: Subcommand {
    Subcommand(
      "verify", en: "Say whether pay links are good, and for what",
      fr: "Dire si des liens de paiement sont bons, et pour quoi",
      examples: [
        Example(
          "vosfact pay-link verify https://pay.example.org/p/TOKEN",
          en: "Exit 0 if it is good, 1 if not", fr: "Code 0 s’il est bon, 1 sinon")
      ],
      operands: [
        .many("url", en: "A pay link, or its token", fr: "Un lien de paiement, ou son jeton")
      ], exits: [.no, .noInput, .permission], run: runPayLinkVerify)
  }
}

private func runPayLinkVerify(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  let kit = try environment.openKit(arguments, .existing)
  let listing = Listing(
    environment,
    columns: [
      .init(Text(en: "Valid", fr: "Valable")), .init(Text(en: "Document", fr: "Document")),
      .init(Text(en: "Until", fr: "Jusqu’au")),
      .init(Text(en: "Reason", fr: "Raison")),
    ], fields: ["valid", "reason", "document", "expires_at", "product"])
  var areAllValid = true
  for url in arguments.operands("url") {
    do {
      let link = try kit.payLinks.open(url)
      let (document, product) = try names(of: link.target, kit)
      try listing.add(
        [
          "valid": true, "reason": nil, "document": document.map { .string($0) } ?? nil,
          "expires_at": .string(link.expiresAt.description),
          "product": product.map { .string($0.publicID.description) } ?? nil,
        ],
        [
          .init(Text(en: "✓ yes", fr: "✓ oui")[environment.language], .good),
          .init(document ?? product?.terms.name ?? ""), .init(link.expiresAt.description),
          .init(""),
        ])
    } catch let error as PayLinkError {
      areAllValid = false
      try listing.add(
        [
          "valid": false, "reason": .string(error.name), "document": nil, "expires_at": nil,
          "product": nil,
        ],
        [
          .init(Text(en: "✗ no", fr: "✗ non")[environment.language], .bad), .init(""), .init(""),
          .init(error.text[environment.language]),
        ])
    }
  }
  try listing.finish()
  return areAllValid ? .done : .no
}

/// The number of the document and the product that a link leads to, as far as it does.
private func names(
  of target: OpenedLink.Target, _ kit: Kit
) throws -> (document: String?, product: Product?) {
  switch target {
  case .document(let document): (document.number, nil)
  case .product(let product, _): (nil, product)
  case .purchase(let payment):
    (try kit.payments.document(of: payment)?.number, try kit.payments.product(of: payment))
  }
}
