import CommandLineKit
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
    - ignored: It is authentic, and of no concern, as a sale of others on the same account.
      fr: Il est authentique et sans objet, comme une vente d’autrui sur le même compte.
    - attention: It is authentic and recorded, and settles nothing until somebody has looked at it. With the reason
      `not-understood` it is kept until a version can read it; `kind` is the provider's word for it.
      fr: Il est authentique et enregistré, et ne règle rien tant que personne ne l’a examiné. Pour la raison
      `not-understood`, il est gardé jusqu’à ce qu’une version sache le lire ; `kind` est le mot du prestataire.
    - refused: It is not authentic. Nothing of it is kept but the reason.
      fr: Il n’est pas authentique. Rien n’en est gardé, hormis la raison.

    `payment callbacks list` writes `\(ListForm.callbacks.shape)`, oldest first; `payment callbacks
    show` adds `request`, `\(KeptRequest.form.shape)`, which is `null` for a refused one. `payment
    callbacks replay` writes what `payment receive` does, with the callback's number as `callback` in the place of `file`,
    and with `--not-understood` a list of that.
    fr: `payment callbacks list` écrit `\(ListForm.callbacks.shape)`, du plus ancien au plus récent ;
    `payment callbacks show` ajoute `request`, `\(KeptRequest.form.shape)`, qui est `null` pour un
    rappel refusé. `payment
    callbacks replay` écrit ce qu’écrit `payment receive`, avec le numéro du rappel comme `callback`
    à la place de `file`, et avec `--not-understood` une liste de cela.
    """
  }

  /// The summaries that imports and audits end with.
  var summaries: String {
    """
    # SUMMARIES | BILANS

    `invoice import` writes `\(Importer.Summary.form.shape)`, all numbers
    of documents but the last. Unless `--keep-going` is given, nothing is stored if any is rejected.
    fr: `invoice import` écrit `\(Importer.Summary.form.shape)`, des
    nombres de documents sauf le dernier. À moins de `--keep-going`, rien n’est stocké si un seul
    est rejeté.

    `invoice export` writes what `invoice import` reads, in the shape that `--as` says, whatever
    `--format` says.
    fr: `invoice export` écrit ce que lit `invoice import`, dans la forme que dit `--as`, quoi que
    dise `--format`.

    `payment reconcile` writes `\(ReconcileReport.form.shape)`:
    fr: `payment reconcile` écrit `\(ReconcileReport.form.shape)` :

    \(ReconcileReport.form.table)

    `settings backup` writes `\(BackupReport.form.shape)`:
    fr: `settings backup` écrit `\(BackupReport.form.shape)` :

    \(BackupReport.form.table)

    `payment audit` writes `\(AuditReport.form.shape)`:
    fr: `payment audit` écrit `\(AuditReport.form.shape)` :

    \(AuditReport.form.table)
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
    `\(ConfiguredProvider.form.shape)`, each of `keys` `\(ConfiguredProvider.Key.form.shape)`:
    fr: `provider list`, `provider show`, `provider set`, `provider enable` et `provider disable`
    écrivent `\(ConfiguredProvider.form.shape)`, chaque élément de `keys` étant
    `\(ConfiguredProvider.Key.form.shape)` :

    \(ConfiguredProvider.form.table)

    `provider list` adds `\(RecordForm.use.shape)`:
    fr: `provider list` ajoute `\(RecordForm.use.shape)` :

    \(RecordForm.use.table)

    `provider test` writes `\(ProviderTestResult.form.shape)`; `provider certificate` writes
    `\(RecordForm.certificate.shape)`.
    fr: `provider test` écrit `\(ProviderTestResult.form.shape)` ; `provider certificate` écrit
    `\(RecordForm.certificate.shape)`.

    \(ProviderTestResult.form.table)

    `provider migrate` writes `\(ProviderMove.form.shape)`, each of `keys` `\(MigratedValue.form.shape)`:
    fr: `provider migrate` écrit `\(ProviderMove.form.shape)`, chaque élément de `keys` étant
    `\(MigratedValue.form.shape)` :

    \(ProviderMove.form.table)

    `provider doctor` lists what it looked at:
    fr: `provider doctor` liste ce qui a été examiné :

    \(ProviderFinding.form.table)
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
