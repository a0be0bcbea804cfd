import CommandLineKit
import Localization

extension DataManual {
  /// What `payment receive` answers.
  var callbacks: ManualPage.Section {
    section(
      Text(en: "RECEIVED CALLBACKS", fr: "RAPPELS REÇUS"),
      [
        paragraph(
          Text(
            en: """
              `payment receive` writes `{"file", "result", "reason", "payment", "document", "state"}` for \
              each file. `reason` is one word, `state` that of the payment. `result` is one of:
              """,
            fr: """
              `payment receive` écrit `{"file", "result", "reason", "payment", "document", "state"}` pour \
              chaque fichier. `reason` est un seul mot, `state` l’état du paiement. `result` vaut :
              """)),
        term(
          "applied",
          Text(en: "It changed what is known.", fr: "Il a changé ce qui est connu.")),
        term(
          "repeated",
          Text(
            en: "All that it says was known already, which is a success.",
            fr: "Tout ce qu’il dit était déjà connu, ce qui est un succès.")),
        term(
          "ignored",
          Text(en: "It is authentic, and of no concern.", fr: "Il est authentique et sans objet.")),
        term(
          "attention",
          Text(
            en:
              "It is authentic and recorded, and settles nothing until somebody has looked at it.",
            fr:
              "Il est authentique et enregistré, et ne règle rien tant que personne ne l’a examiné."
          )
        ),
        term(
          "refused",
          Text(
            en: "It is not authentic. Nothing of it is kept but the reason.",
            fr: "Il n’est pas authentique. Rien n’en est gardé, hormis la raison.")),
      ])
  }

  /// The summaries that imports and audits end with.
  var summaries: ManualPage.Section {
    section(
      Text(en: "SUMMARIES", fr: "BILANS"),
      [
        paragraph(
          Text(
            en: """
              `invoice import` writes `{"read", "created", "unchanged", "rejected", "warnings"}`, all \
              numbers of documents but the last. Unless `--keep-going` is given, nothing is stored if any \
              is rejected.
              """,
            fr: """
              `invoice import` écrit `{"read", "created", "unchanged", "rejected", "warnings"}`, des \
              nombres de documents sauf le dernier. À moins de `--keep-going`, rien n’est stocké si un seul \
              est rejeté.
              """)),
        paragraph(
          Text(
            en: """
              `payment audit` writes `{"entries", "valid", "first_invalid", "reason"}`: how many entries \
              the journal has, whether all hold, the first that does not, and why, in English.
              """,
            fr: """
              `payment audit` écrit `{"entries", "valid", "first_invalid", "reason"}` : le nombre d’entrées \
              du journal, si toutes tiennent, la première qui ne tient pas, et pourquoi, en anglais.
              """)),
      ])
  }

  /// Settings and providers.
  var configuration: ManualPage.Section {
    section(
      Text(en: "SETTINGS AND PROVIDERS", fr: "RÉGLAGES ET PRESTATAIRES"),
      [
        paragraph(
          Text(
            en: """
              `settings list` and `settings get` write `{"key", "value", "default", "set"}`; `value` is the \
              default while `set` is `false`.
              """,
            fr: """
              `settings list` et `settings get` écrivent `{"key", "value", "default", "set"}` ; `value` est \
              la valeur par défaut tant que `set` vaut `false`.
              """)),
        paragraph(
          Text(
            en: """
              `provider list` and `provider show` write `{"name", "title", "enabled", "mode", "keys"}`; each \
              of `keys` is `{"key", "secret", "set", "value"}`, and the `value` of a secret is always `null`.
              """,
            fr: """
              `provider list` et `provider show` écrivent `{"name", "title", "enabled", "mode", "keys"}` ; \
              chaque élément de `keys` est `{"key", "secret", "set", "value"}`, et la `value` d’un secret est \
              toujours `null`.
              """)),
      ])
  }

  /// The form in which callbacks are kept in files.
  var rawRequest: ManualPage.Section {
    section(
      Text(en: "RAW REQUESTS", fr: "REQUÊTES BRUTES"),
      [
        paragraph(
          Text(
            en: """
              A callback in a file is an HTTP request as it came: a request line, headers, an empty line, \
              and the exact bytes of the body, at most 1 MiB. Lines before the body end with CR LF or LF. \
              `provider simulate` writes this form, a web server can put it in a folder, and `payment \
              receive` reads it.
              """,
            fr: """
              Un rappel dans un fichier est une requête HTTP telle qu’elle est venue : une ligne de \
              requête, des en-têtes, une ligne vide, et les octets exacts du corps, au plus 1 Mio. Les \
              lignes avant le corps finissent par CR LF ou LF. `provider simulate` écrit cette forme, un \
              serveur web peut la déposer dans un dossier, et `payment receive` la lit.
              """)),
        .literal(
          """
          POST /callback/stripe HTTP/1.1
          Host: pay.example.org
          Content-Type: application/json
          Stripe-Signature: t=…,v1=…

          {"id": "evt_…", …}
          """),
      ])
  }
}
