import CommandLineKit
import Localization
import VosfactKit

extension Subcommand {
  static let invoiceShow = Subcommand(
    "show",
    en: """
      Show documents

      --format html, text and pdf give a document as the customer gets it, in its own language, by
      the template of the setting document.template. PDF is made by the program that pdf.engine
      names, which fetches nothing: a page holds all that it needs. A command of your own in its
      place is run without a network, and sees no files but the system's programs and fonts and
      those that its own words name, where bwrap(1) can do that; where only unshare(1) can, it is
      without a network and reads what you may read. The same document gives the same bytes all day:
      a PDF that was made is kept beside the database, in as much room as pdf.kept gives, and not
      made again while the document stays as it is. At most as many are made at a time, whoever
      asks, as the machine has processors; the rest wait.
      """,
    fr: """
      Montrer des documents

      --format html, text et pdf donnent un document tel que le reçoit le client, dans sa langue,
      d’après le modèle du réglage document.template. Le PDF est fait par le programme que nomme
      pdf.engine, qui ne télécharge rien : une page contient tout ce qu’il lui faut. Une commande à
      vous à sa place tourne sans réseau et ne voit d’autres fichiers que les programmes et polices
      du système et ceux que nomment ses propres mots, là où bwrap(1) le permet ; là où seul
      unshare(1) le permet, elle est sans réseau et lit ce que vous pouvez lire. Le même document
      donne les mêmes octets toute la journée : un PDF fait est gardé à côté de la base, dans la
      place que donne pdf.kept, et n’est pas refait tant que le document ne change pas. Quel que
      soit le demandeur, il ne s’en fait à la fois pas plus que la machine n’a de processeurs ; les
      autres attendent.
      """,
    examples: [
      Example(
        "vosfact invoice show F-2026-000001 --format json", en: "The document, for a script",
        fr: "Le document, pour un script"),
      Example(
        "vosfact invoice show F-2026-000001 --format pdf > invoice.pdf",
        en: "The document as PDF", fr: "Le document en PDF"),
      Example(
        "vosfact invoice show - --format pdf --output invoices --jobs 2 < numbers",
        en: "Many of them, two at a time", fr: "Beaucoup d’un coup, deux à la fois"),
    ],
    options: [
      .documentOutput,
      .value(
        "jobs", Text(en: "NUMBER", fr: "NOMBRE"), en: "How many PDF are made at a time",
        fr: "Combien de PDF sont faits à la fois", default: "1"),
    ],
    operands: [
      .many(
        "document", en: "Number or id of a document; - reads one a line",
        fr: "Numéro ou identifiant d’un document ; - en lit un par ligne",
        completion: .query(.documents))
    ],
    exits: [
      .badData, .noInput, .cannotCreate, .inputOutput, .temporary, .permission, .configuration,
    ]
  ) { arguments, environment in
    let allowed = Text(en: "a whole number from 1 to 64", fr: "un nombre entier de 1 à 64")
    let jobs = try arguments.parsed("jobs", allowed) { text in
      Int(text).flatMap { (1...64).contains($0) ? $0 : nil }
    }
    let kit = try environment.openKit(arguments, .existing)
    let references = try references(arguments)
    guard let form = environment.form else {
      try show(references, of: kit, environment)
      return .done
    }
    let writer = try DocumentFiles(
      environment, kit: kit, form: form, folder: arguments.value("output"), jobs: jobs ?? 1)
    try environment.working(on: Text(en: "documents", fr: "documents"), arguments) {
      try writer.write(references)
    }
    return .done
  }
}

/// What names documents: the operands, each `-` among them replaced by the lines of standard input.
private func references(_ arguments: Arguments) throws -> [String] {
  var references: [String] = []
  for word in arguments.operands("document") {
    guard word == "-" else {
      references.append(word)
      continue
    }
    var lines = try LineReader(path: word)
    while let line = try lines.next() { references.append(line) }
  }
  return references
}

/// Shows documents as tables or data: several as a list, one as itself.
private func show(_ references: [String], of kit: Kit, _ environment: Environment) throws {
  guard references.count != 1, environment.format != .table else {
    for (index, reference) in references.enumerated() {
      if index > 0 { try environment.output.line("") }
      try environment.show(kit.documents.named(reference), of: kit)
    }
    return
  }
  try environment.list(references, as: ListForm(members: DocumentInFull.form.members)) {
    try kit.inFull(kit.documents.named($0))
  }
}
