import CommandLineKit
import Localization
import VosfactKit

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
        configuration,
        rawRequest,
        ManualPage.Section(
          ManualTitle.seeAlso.text[language],
          [
            paragraph(
              Text(
                verbatim: """
                  `vosfact`(1), `vosfact-invoice`(1), `vosfact-pay-link`(1), `vosfact-payment`(1), \
                  `vosfact-provider`(1), `vosfact-settings`(1)
                  """))
          ]),
      ])
  }

  private var conventions: ManualPage.Section {
    section(
      Text(en: "DESCRIPTION", fr: "DESCRIPTION"),
      [
        paragraph(
          Text(
            en: """
              With `--format json`, `jsonl` or `csv` commands write data for scripts. Members may be \
              added in later versions; none is renamed or dropped. Machine words are English in every \
              language; only members said here to be for people follow `--lang`.
              """,
            fr: """
              Avec `--format json`, `jsonl` ou `csv`, les commandes écrivent des données pour les \
              scripts. Des membres peuvent s’ajouter dans les versions suivantes ; aucun n’est renommé ni \
              retiré. Les mots destinés aux machines sont anglais dans toutes les langues ; seuls les \
              membres dits ici destinés aux personnes suivent `--lang`.
              """)),
        term(
          "json",
          Text(
            en: "One JSON text in UTF-8: an array for a list, an object for one thing.",
            fr: "Un texte JSON en UTF-8 : un tableau pour une liste, un objet pour une chose.")),
        term(
          "jsonl",
          Text(
            en: "One object a line, each line written as soon as it is known.",
            fr: "Un objet par ligne, chaque ligne écrite dès qu’elle est connue.")),
        term(
          "csv",
          Text(
            en: """
              A header and one row for each object (RFC 4180). Members of an object within are named with \
              an underscore, as `buyer_name`; arrays are left out; an absent value is empty. A field that \
              a spreadsheet would take for a formula is written as text.
              """,
            fr: """
              Un en-tête et une ligne par objet (RFC 4180). Les membres d’un objet contenu sont nommés \
              avec un tiret bas, comme `buyer_name` ; les tableaux sont omis ; une valeur absente est vide. \
              Un champ qu’un tableur prendrait pour une formule est écrit comme texte.
              """)),
        term(
          Text(en: "amounts", fr: "montants"),
          Text(
            en: """
              Decimal strings with exactly the digits of the currency (ISO 4217): `"120.00"` in euros, \
              `"1200"` in yen. Never numbers, so that none is rounded.
              """,
            fr: """
              Des chaînes décimales avec exactement les chiffres de la devise (ISO 4217) : `"120.00"` en \
              euros, `"1200"` en yens. Jamais des nombres, afin qu’aucun ne soit arrondi.
              """)),
        term(
          Text(en: "times and dates", fr: "heures et dates"),
          Text(
            en: "UTC as in RFC 3339, `2026-11-23T20:00:00Z`; dates alone as `2026-11-23`.",
            fr:
              "UTC selon la RFC 3339, `2026-11-23T20:00:00Z` ; les dates seules comme `2026-11-23`."
          )),
        term(
          "null",
          Text(
            en: "What is absent. The member itself is always there.",
            fr: "Ce qui est absent. Le membre lui-même est toujours là.")),
      ])
  }

  // MARK: - Pieces

  func section(_ title: Text, _ blocks: [ManualPage.Block]) -> ManualPage.Section {
    ManualPage.Section(title[language], blocks)
  }

  func paragraph(_ text: Text) -> ManualPage.Block {
    .paragraph(text[language])
  }

  func term(_ name: String, _ meaning: Text) -> ManualPage.Block {
    term(Text(verbatim: name), meaning)
  }

  func term(_ name: Text, _ meaning: Text) -> ManualPage.Block {
    .definition(term: ManualTerm(literal: name[language]), meaning: meaning[language])
  }

  /// Words that a member may hold, each marked as literal.
  func list(_ words: [String]) -> String {
    words.map { "`\($0)`" }.joined(separator: ", ")
  }
}
