import CommandLineKit
import Localization
import VosfactKit

extension DataManual {
  /// What `payment receive` answers.
  var callbacks: String {
    """
    # RECEIVED CALLBACKS | RAPPELS REÇUS

    `payment receive` writes `\(ListForm.received.shape)` for each file. `reason` is one word,
    `state` that of the payment, `reply` the text that the provider wants as the answer, if it wants
    any. `result` is one of:
    fr: `payment receive` écrit `\(ListForm.received.shape)` pour chaque fichier. `reason` est un
    seul mot, `state` l’état du paiement, `reply` le texte que le prestataire attend en réponse,
    s’il en attend un. `result` vaut :

    - applied: It changed what is known.
      fr: Il a changé ce qui est connu.
    - repeated: All that it says was known already, which is a success.
      fr: Tout ce qu’il dit était déjà connu, ce qui est un succès.
    - ignored: It is authentic, and of no concern.
      fr: Il est authentique et sans objet.
    - attention: It is authentic and recorded, and settles nothing until somebody has looked at it.
      fr: Il est authentique et enregistré, et ne règle rien tant que personne ne l’a examiné.
    - refused: It is not authentic. Nothing of it is kept but the reason.
      fr: Il n’est pas authentique. Rien n’en est gardé, hormis la raison.

    `payment callbacks list` writes `\(ListForm.callbacks.shape)`, oldest first; `payment callbacks
    show` adds `request`, which is `null` for a refused one. `payment callbacks replay` writes what
    `payment receive` does, with the callback's number as `callback` in the place of `file`.
    fr: `payment callbacks list` écrit `\(ListForm.callbacks.shape)`, du plus ancien au plus récent ;
    `payment callbacks show` ajoute `request`, qui est `null` pour un rappel refusé. `payment
    callbacks replay` écrit ce qu’écrit `payment receive`, avec le numéro du rappel comme `callback`
    à la place de `file`.
    """
  }

  /// The summaries that imports and audits end with.
  var summaries: String {
    """
    # SUMMARIES | BILANS

    `invoice import` writes `{"read", "created", "unchanged", "rejected", "warnings"}`, all numbers
    of documents but the last. Unless `--keep-going` is given, nothing is stored if any is rejected.
    fr: `invoice import` écrit `{"read", "created", "unchanged", "rejected", "warnings"}`, des
    nombres de documents sauf le dernier. À moins de `--keep-going`, rien n’est stocké si un seul
    est rejeté.

    `invoice export` writes what `invoice import` reads, in the shape that `--as` says, whatever
    `--format` says.
    fr: `invoice export` écrit ce que lit `invoice import`, dans la forme que dit `--as`, quoi que
    dise `--format`.

    `payment reconcile` writes `{"callbacks", "asked", "changed", "expired", "delivered",
    "failed"}`: callbacks taken in, payments asked about, those that changed, attempts given up,
    messages delivered, and what failed and waits for the next run.
    fr: `payment reconcile` écrit `{"callbacks", "asked", "changed", "expired", "delivered",
    "failed"}` : les rappels repris, les paiements vérifiés, ceux qui ont changé, les tentatives
    abandonnées, les messages remis, et les échecs, qui attendent le passage suivant.

    `settings backup` writes `{"file", "bytes", "entries"}`, of which `entries`, the length of the
    copy's journal, is `null` under `--dry-run`.
    fr: `settings backup` écrit `{"file", "bytes", "entries"}`, dont `entries`, la longueur du
    journal de la copie, est `null` sous `--dry-run`.

    `payment audit` writes `{"entries", "valid", "first_invalid", "reason"}`: how many entries the
    journal has, whether all hold, the first that does not, and why, in English.
    fr: `payment audit` écrit `{"entries", "valid", "first_invalid", "reason"}` : le nombre
    d’entrées du journal, si toutes tiennent, la première qui ne tient pas, et pourquoi, en anglais.
    """
  }

  /// Settings and providers.
  var configuration: String {
    """
    # SETTINGS AND PROVIDERS | RÉGLAGES ET PRESTATAIRES

    `settings list`, `settings get`, `settings set` and `settings unset` write
    `\(ListForm.settings.shape)`; `value` is the default while `set` is `false`.
    fr: `settings list`, `settings get`, `settings set` et `settings unset` écrivent
    `\(ListForm.settings.shape)` ; `value` est la valeur par défaut tant que `set` vaut `false`.

    `settings check` writes `\(ListForm.checks.shape)` for everything that was found, and for every
    check that found nothing. `subject` is what it is about: a path, a table, a key; `explanation`
    is for people; `remedy` is the shell command that mends it, or `null`.
    fr: `settings check` écrit `\(ListForm.checks.shape)` pour chaque constat, et pour chaque
    vérification sans constat. `subject` est ce dont il s’agit : un chemin, une table, une clé ;
    `explanation` est destinée aux personnes ; `remedy` est la commande qui y remédie, ou `null`.

    - check: \(list(Check.allCases.map(\.rawValue))).
    - status of a check | status d’une vérification: \(list(CheckResult.Status.allCases.map(\.rawValue))).

    `provider list`, `provider show`, `provider set`, `provider enable` and `provider disable` write
    `{"name", "title", "enabled", "mode", "keys"}`; each of `keys` is `{"key", "secret", "set",
    "value"}`, and the `value` of a secret is always `null`. `provider list` adds `missing`, the
    keys that are still to be set; `currencies`, those that can be paid with; `pending`, the number
    of payments; `last_callback_at`, `last_refused_at` and `last_refusal`, a word.
    fr: `provider list`, `provider show`, `provider set`, `provider enable` et `provider disable`
    écrivent `{"name", "title", "enabled", "mode", "keys"}` ; chaque élément de `keys` est `{"key",
    "secret", "set", "value"}`, et la `value` d’un secret est toujours `null`. `provider list`
    ajoute `missing`, les clés encore à définir ; `currencies`, les devises acceptées ; `pending`,
    le nombre de paiements ; `last_callback_at`, `last_refused_at` et `last_refusal`, un mot.

    `provider test` writes `{"provider", "asked", "good", "reason"}`; `asked` is `false` in
    simulated mode, `reason` is in English. `provider certificate` writes `{"provider", "file"}`.
    fr: `provider test` écrit `{"provider", "asked", "good", "reason"}` ; `asked` vaut `false` en
    mode simulé, `reason` est en anglais. `provider certificate` écrit `{"provider", "file"}`.
    """
  }

  /// The form in which callbacks are kept in files.
  var rawRequest: String {
    """
    # RAW REQUESTS | REQUÊTES BRUTES

    A callback in a file is an HTTP request as it came: a request line, headers, an empty line, and
    the exact bytes of the body, at most 1 MiB. Lines before the body end with CR LF or LF.
    `provider simulate` writes this form, `pay-link cgi` can put it in a folder, and `payment
    receive` reads it.
    fr: Un rappel dans un fichier est une requête HTTP telle qu’elle est venue : une ligne de
    requête, des en-têtes, une ligne vide, et les octets exacts du corps, au plus 1 Mio. Les lignes
    avant le corps finissent par CR LF ou LF. `provider simulate` écrit cette forme, `pay-link cgi`
    peut la déposer dans un dossier, et `payment receive` la lit.

        POST /callback/stripe HTTP/1.1
        Host: pay.example.org
        Content-Type: application/json
        Stripe-Signature: t=…,v1=…

        {"id": "evt_…", …}
    """
  }
}
