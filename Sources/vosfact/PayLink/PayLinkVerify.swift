import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkVerify = Subcommand(
    "verify", en: "Say whether pay links are good, and for what",
    fr: "Dire si des liens de paiement sont bons, et pour quoi",
    examples: .one(
      "vosfact pay-link verify https://pay.example.org/p/TOKEN",
      en: "Exit 0 if it is good, 1 if not", fr: "Code 0 s’il est bon, 1 sinon"),
    operands: [.payLink.taking(.oneOrMore)], exits: [.no, .noInput, .permission]
  ) { arguments, environment in
    let kit = try environment.openKit(arguments, .existing)
    var areAllValid = true
    try environment.list(arguments.operands("url"), as: .verifiedLinks) { url in
      let link = try VerifiedLink(url, kit)
      if link.fault != nil { areAllValid = false }
      return link
    }
    return areAllValid ? .done : .no
  }
}

/// What a link leads to, or why it is not good.
struct VerifiedLink {
  fileprivate var fault: PayLinkError?
  /// The number of the document, as far as it leads to one.
  fileprivate var document: String?
  fileprivate var product: Product?
  /// The numbers of several documents that it leads to.
  fileprivate var documents: [String] = []
  /// How much of the document's claim it asks for; `nil` for all of it.
  fileprivate var part: AskedPart?
  fileprivate var expiresAt: UnixTime?

  fileprivate init(_ url: String, _ kit: Kit) throws {
    do {
      let link = try kit.payLinks.open(url)
      expiresAt = link.expiresAt
      switch link.target {
      case .document(let document, _):
        self.document = document.number
        part = link.part
      case .statement(let statement): documents = statement.numbers
      case .product(let product, _): self.product = product
      case .purchase(let payment):
        document = try kit.payments.document(of: payment)?.number
        product = try kit.payments.product(of: payment)
      }
    } catch let error as PayLinkError {
      fault = error
    }
  }
}

extension ListForm<VerifiedLink> {
  static let verifiedLinks = ListForm(
    columns: [
      .styled(en: "Valid", fr: "Valable") {
        $0.fault == nil
          ? .init(Text(en: "✓ yes", fr: "✓ oui")[$1], .good)
          : .init(Text(en: "✗ no", fr: "✗ non")[$1], .bad)
      },
      .said(en: "Document", fr: "Document") { link, language in
        let several = link.documents.joined(separator: ", ")
        let name = link.document ?? link.product?.terms.name ?? several
        return link.part?.text.map { "\(name), \($0[language])" } ?? name
      },
      .text(en: "Until", fr: "Jusqu’au") { $0.expiresAt?.description ?? "" },
      .said(en: "Reason", fr: "Raison") { $0.fault?.text[$1] ?? "" },
    ],
    members: [
      .bool("valid") { $0.fault == nil }, .text("reason") { $0.fault?.name },
      .text("document") { $0.document }, .text("expires_at") { $0.expiresAt?.description },
      .text("product") { $0.product?.publicID.description },
      .object("part", AskedPart.form) { $0.part },
      .words("documents") { $0.document.map { [$0] } ?? $0.documents },
    ])
}
