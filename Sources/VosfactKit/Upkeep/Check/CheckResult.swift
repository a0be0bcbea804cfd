package import Localization

/// What is checked, by the name that scripts read.
package enum Check: String, CaseIterable, Sendable {
  case file, permissions, leftovers, schema, integrity
  case foreignKeys = "foreign-keys"
  case journal
  case journalHead = "journal-head"
  case clock, settings, documents, secrets, providers, products, callbacks, payments, outbox

  /// What is said where nothing was found.
  var well: Text {
    switch self {
    case .file: Text(en: "a database of vosfact", fr: "une base de vosfact")
    case .permissions:
      Text(
        en: "only its owner may read and write it",
        fr: "seul son propriétaire peut la lire et l’écrire")
    case .leftovers: Text(en: "nothing was left behind", fr: "rien n’a été abandonné")
    case .schema:
      Text(
        en: "every table, index and trigger is as the program makes it",
        fr: "chaque table, index et déclencheur est tel que le programme le fait")
    case .integrity: Text(en: "SQLite finds no damage", fr: "SQLite ne constate aucun dommage")
    case .foreignKeys:
      Text(
        en: "every row that is referred to is there",
        fr: "chaque ligne à laquelle une autre renvoie est là")
    case .journal: Text(en: "every entry holds", fr: "chaque entrée tient")
    case .journalHead:
      Text(
        en: "the journal holds the last entry that was known",
        fr: "le journal contient la dernière entrée connue")
    case .clock:
      Text(en: "the clock stands after the last entry", fr: "l’horloge suit la dernière entrée")
    case .settings:
      Text(en: "no setting contradicts another", fr: "aucun réglage n’en contredit un autre")
    case .documents:
      Text(en: "documents say what they must", fr: "les documents disent ce qu’ils doivent")
    case .secrets: Text(en: "every secret can be read", fr: "chaque secret est lisible")
    case .providers:
      Text(en: "every enabled provider can be used", fr: "chaque prestataire activé est utilisable")
    case .products:
      Text(
        en: "every product on sale can be bought", fr: "chaque produit en vente peut être acheté")
    case .callbacks:
      Text(en: "the spool folder is as it should be", fr: "le dossier des rappels est en ordre")
    case .payments:
      Text(
        en: "none waits for reconcile or for somebody", fr: "aucun n’attend reconcile ni personne")
    case .outbox: Text(en: "no message has failed", fr: "aucun message n’a échoué")
    }
  }
}

/// One thing that a check found, or that it found nothing.
package struct CheckResult: Equatable, Sendable {
  /// How bad it is.
  package enum Status: String, CaseIterable, Sendable {
    case ok
    /// It works, and somebody should know.
    case warning
    /// It does not work, or not as it should.
    case fault
  }

  package let check: Check
  package let status: Status
  /// What it is about: a path, a table, the key of a setting.
  package let subject: String
  /// What was found, for a person.
  package let explanation: Text
  /// The shell command that mends it; `nil` where nothing is to be done or no command can.
  package let remedy: String?
}
