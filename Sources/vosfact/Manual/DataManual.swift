import CommandLineKit
import Localization

/// `vosfact-data(7)`: what scripts may rely on in the data that commands write and read.
///
/// States, kinds and the like are listed from the types that define them.
struct DataManual {
  let language: Language

  var page: ManualPage {
    ManualPage(
      name: "vosfact-data", section: 7,
      summary: Text(
        en: "what vosfact writes and reads as data",
        fr: "ce que vosfact écrit et lit comme données")[language],
      sections: [
        conventions, errors, document, payment, payLinks, callbacks, summaries, notices,
        configuration, rawRequest, seeAlso,
      ].flatMap { [ManualPage.Section](markup: $0, language) })
  }

  private var conventions: String {
    """
    # DESCRIPTION

    With `--format json`, `jsonl` or `csv` commands write data for scripts. Members may be added in
    later versions; none is renamed or dropped. Machine words are English in every language; only
    members said here to be for people follow `--lang`.
    fr: Avec `--format json`, `jsonl` ou `csv`, les commandes écrivent des données pour les scripts.
    Des membres peuvent s’ajouter dans les versions suivantes ; aucun n’est renommé ni retiré. Les
    mots destinés aux machines sont anglais dans toutes les langues ; seuls les membres dits ici
    destinés aux personnes suivent `--lang`.

    - json: One JSON text in UTF-8: an array for a list, an object for one thing.
      fr: Un texte JSON en UTF-8 : un tableau pour une liste, un objet pour une chose.
    - jsonl: One object a line, each line written as soon as it is known.
      fr: Un objet par ligne, chaque ligne écrite dès qu’elle est connue.
    - csv: A header and one row for each object (RFC 4180). Members of an object within are named
      with an underscore, as `buyer_name`; arrays are left out; an absent value is empty. A field
      that a spreadsheet would take for a formula is written as text.
      fr: Un en-tête et une ligne par objet (RFC 4180). Les membres d’un objet contenu sont nommés
      avec un tiret bas, comme `buyer_name` ; les tableaux sont omis ; une valeur absente est vide.
      Un champ qu’un tableur prendrait pour une formule est écrit comme texte.
    - amounts | montants: Decimal strings with exactly the digits of the currency (ISO 4217):
      `"120.00"` in euros, `"1200"` in yen. Never numbers, so that none is rounded.
      fr: Des chaînes décimales avec exactement les chiffres de la devise (ISO 4217) : `"120.00"` en
      euros, `"1200"` en yens. Jamais des nombres, afin qu’aucun ne soit arrondi.
    - times and dates | heures et dates: UTC as in RFC 3339, `2026-11-23T20:00:00Z`; dates alone as
      `2026-11-23`.
      fr: UTC selon la RFC 3339, `2026-11-23T20:00:00Z` ; les dates seules comme `2026-11-23`.
    - null: What is absent. The member itself is always there.
      fr: Ce qui est absent. Le membre lui-même est toujours là.
    """
  }

  private var seeAlso: String {
    """
    # SEE ALSO | VOIR AUSSI

    `vosfact`(1), `vosfact-invoice`(1), `vosfact-pay-link`(1), `vosfact-payment`(1),
    `vosfact-provider`(1), `vosfact-settings`(1)
    """
  }

  /// Words that a member may hold, each marked as literal.
  func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}
