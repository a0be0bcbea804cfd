import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let payLinkCreate = Subcommand(
    "create",
    en: """
      Make signed pay links for documents and products

      One document gives its address alone; several give lines of number, tab, address. Making links
      to documents records nothing.

      A link may ask for a part: --part for a fixed amount, --share for a percentage of the total,
      --free for what the customer enters, --minimum for that or more. The part is signed in the
      link, and never asks for more than is left when it is opened. Once it is paid, the same link
      asks for the next part, and a link without one for the rest.

      With --together one link is for several documents of one customer, in one currency; with
      --customer for all that is open of a document's customer when the link is opened, who is known
      by the tax number, else by the e-mail address. It shows a statement of account, and one payment
      fills the documents by due date, then number.

      With --product it makes a link by which something is bought without a document first: as often
      as customers like, or once with --order. Once a purchase is paid, it makes the document that
      the setting ecommerce.document-kind says. The same product again gives the same.
      """,
    fr: """
      Faire des liens de paiement signés pour des documents et des produits

      Un document donne son adresse seule ; plusieurs donnent des lignes de numéro, tabulation,
      adresse. Faire des liens vers des documents n’enregistre rien.

      Un lien peut ne demander qu’une part : --part pour un acompte d’un montant fixe, --share pour
      un pourcentage du total, --free pour un montant libre que saisit le client, --minimum pour un
      montant libre à partir d’un minimum. La part est signée dans le lien, et ne demande jamais plus
      que ce qui reste dû à son ouverture. Une fois payée, le même lien demande la part suivante, et
      un lien sans part le reste.

      Avec --together, un seul lien vaut pour plusieurs documents d’un même client, dans une même
      devise ; avec --customer, pour tout ce qui est ouvert du client d’un document à l’ouverture du
      lien, client reconnu à son numéro de TVA, sinon à son adresse électronique. Il montre un relevé
      de compte, et un seul paiement règle les documents par échéance, puis par numéro.

      Avec --product, il fait un lien par lequel on achète sans document préalable : autant de fois
      que les clients veulent, ou une fois avec --order. Un achat payé crée le document que dit le
      réglage ecommerce.document-kind. Le même produit redonne le même.
      """,
    examples: [
      Example(
        "vosfact pay-link create F-2026-000001 --expires 30d",
        en: "A link that is good for 30 days", fr: "Un lien valable 30 jours"),
      Example(
        "vosfact pay-link create --unpaid > links.tsv", en: "A link for every open document",
        fr: "Un lien pour chaque document ouvert"),
      Example(
        "vosfact pay-link create F-2026-000001 --share 30",
        en: "A link that asks for 30% of the total", fr: "Un lien qui demande 30 % du total"),
      Example(
        "vosfact pay-link create --product Premium --amount 10 --currency EUR --tax-rate 20",
        en: "A link that a site puts behind a button",
        fr: "Un lien qu’un site met derrière un bouton"),
    ],
    options: [
      .value(
        "expires", Text(en: "DURATION", fr: "DURÉE"),
        en: "Refuse the link after DURATION, as 30d; by the setting by default",
        fr: "Refuser le lien après DURÉE, comme 30d ; selon le réglage par défaut"),
      .value(
        "from", .file, en: "Read documents from FILE, one a line; - is standard input",
        fr: "Lire les documents dans FICHIER, un par ligne ; - est l’entrée standard",
        completion: .file),
      .flag(
        "unpaid", en: "Every document that can be paid online",
        fr: "Chaque document qui peut être payé en ligne"),
      .flag(
        "together", en: "One link for all documents that are named",
        fr: "Un seul lien pour tous les documents nommés"),
      .value(
        "customer", Text(en: "DOCUMENT", fr: "DOCUMENT"),
        en: "One link for all that is open of the customer of DOCUMENT",
        fr: "Un seul lien pour tout ce qui est ouvert du client de DOCUMENT",
        completion: .query(.documents)),
    ] + partOptions + productOptions + [.dryRun],
    operands: [.document.taking(.zeroOrMore)],
    exits: [.no, .badData, .noInput, .temporary, .permission, .configuration],
    run: runPayLinkCreate)
}

private func runPayLinkCreate(
  _ arguments: Arguments, _ environment: Environment
) throws -> ExitCode {
  if try arguments.wantsProduct() { return try createProductLink(arguments, environment) }
  if try arguments.wantsStatement() { return try createStatementLink(arguments, environment) }
  let references = arguments.operands("document")
  guard !references.isEmpty || arguments.value("from") != nil || arguments.flag("unpaid") else {
    throw Fault(
      .wrongUsage,
      en: "no document is named; nothing was done; give numbers, --from FILE or --unpaid",
      fr:
        "aucun document n’est nommé ; rien n’a été fait ; donnez des numéros, --from FICHIER ou --unpaid"
    )
  }
  let lifetime = try arguments.duration("expires")
  let part = try arguments.partOfClaim()
  let kit = try environment.openKit(arguments, .existing)
  return try environment.working(on: Text(en: "links", fr: "liens"), arguments) {
    let batch = LinkBatch(
      environment, maker: try kit.payLinks.maker(lifetime: lifetime), part: part,
      isAlone: references.count == 1 && arguments.value("from") == nil && !arguments.flag("unpaid"))
    for reference in references { try batch.add(kit.documents.named(reference)) }
    if let path = arguments.value("from") {
      var lines = try LineReader(path: path)
      while let line = try lines.next() {
        do {
          try batch.add(kit.documents.named(line))
        } catch let error as Fault where error.nature == .notFound {
          throw PlacedFault(error, at: .init(file: path, line: lines.number))
        }
      }
    }
    if arguments.flag("unpaid") {
      var documents = try kit.documents.open()
      while let document = try documents.next() {
        try batch.addIfPayable(document) { try kit.documents.named(document.number) }
      }
    }
    try batch.finish()
    return batch.isWhole ? .done : .no
  }
}

/// The links of one run, written as they are made.
private final class LinkBatch {
  private let environment: Environment
  private let format: OutputFormat
  private let listing: RowListing<PayLinks.Link>
  private let maker: PayLinks.Maker
  /// What is asked for of each.
  private let part: PartOfClaim.Wish
  private let isAlone: Bool
  /// Whether every document named was payable.
  private(set) var isWhole = true

  init(
    _ environment: Environment, maker: PayLinks.Maker, part: PartOfClaim.Wish, isAlone: Bool
  ) {
    self.environment = environment
    self.maker = maker
    self.part = part
    self.isAlone = isAlone
    format = environment.format
    listing = RowListing(environment, .links)
  }

  func add(_ document: Document) throws {
    do {
      try write(maker.link(to: document, for: part.part(in: document.content.currency)))
    } catch let reason as NotPayable {
      isWhole = false
      try environment.complain(Diagnostic(reason))
    }
  }

  /// Adds an open document, or passes over it if it cannot be paid online.
  ///
  /// - Parameter whole: reads the whole document.
  /// - Throws: `NotPayable.disabled` if none can.
  func addIfPayable(_ document: OpenDocument, inFull whole: () throws -> Document) throws {
    guard case .whole = part else {
      let document = try whole()
      do {
        try write(maker.link(to: document, for: part.part(in: document.content.currency)))
      } catch let reason as NotPayable where reason != .disabled {}
      return
    }
    guard format == .table else {
      if let link = try maker.link(to: document) { try write(link) }
      return
    }
    try environment.output.write { bytes in
      let start = bytes.count
      document.appendNumber(to: &bytes)
      bytes.escapeForTerminal(from: start)
      bytes.append(UInt8(ascii: "\t"))
      guard try maker.appendAddress(of: document, to: &bytes) else {
        bytes.removeLast(bytes.count - start)
        return
      }
      bytes.append(UInt8(ascii: "\n"))
      environment.progress.advance()
    }
  }

  private func write(_ link: PayLinks.Link) throws {
    environment.progress.advance()
    if format == .table {
      let number = (link.document ?? "").escapedForTerminal
      try environment.output.line(isAlone ? link.url : "\(number)\t\(link.url)")
    } else {
      try listing.add(link)
    }
  }

  func finish() throws {
    if format != .table { try listing.finish() }
  }
}

extension ListForm<PayLinks.Link> {
  static let links = ListForm(members: [
    .text("document") { $0.document }, .text("url") { $0.url },
    .text("expires_at") { $0.expiresAt.description },
    .object("part", AskedPart.form) { $0.part },
    .words("documents") { $0.document.map { [$0] } ?? $0.documents },
  ])
}
