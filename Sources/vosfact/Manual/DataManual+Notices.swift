import CommandLineKit
import VosfactKit

extension DataManual {
  /// What is told to customers and to the user's own addresses, and what calls carry.
  var notices: String {
    """
    # MAILS AND CALLS | COURRIELS ET APPELS

    `invoice send` and `invoice remind` write `[\(ListForm.sent.shape)]`, one for each mail that
    they queue; `days` is that of the reminder, counted from the due date. `invoice send --preview`
    writes the mail itself (RFC 5322), whatever `--format` says.
    fr: `invoice send` et `invoice remind` écrivent `[\(ListForm.sent.shape)]`, un par courriel mis
    en attente ; `days` est celui de la relance, compté depuis l’échéance. `invoice send --preview`
    écrit le courriel lui-même (RFC 5322), quoi que dise `--format`.

    `payment outbox list`, `payment outbox retry` and `payment outbox drop` write messages:
    `\(ListForm.messages.shape)`. `state` is `waiting`, `delivered`, `failed` or `dropped`; `name`
    stays the same whenever the message is sent; `subject` is a mail's recipient or a call's event.
    `settings webhook redeliver` writes the same.
    fr: `payment outbox list`, `payment outbox retry` et `payment outbox drop` écrivent des messages :
    `\(ListForm.messages.shape)`. `state` vaut `waiting`, `delivered`, `failed` ou `dropped` ;
    `name` reste le même à chaque envoi ; `subject` est le destinataire d’un courriel ou l’événement
    d’un appel. `settings webhook redeliver` écrit la même chose.

    `settings webhook list`, `settings webhook add`, `settings webhook remove`, `settings webhook
    enable` and `settings webhook rotate` write addresses: `\(ListForm.webhooks.shape)`; their
    secrets are never written. `settings webhook deliveries` writes `\(ListForm.calls.shape)` for
    each call, and `settings webhook test` one of these, its `message` and `document` `null`.
    `status` is `null` if no answer came.
    fr: `settings webhook list`, `settings webhook add`, `settings webhook remove`, `settings
    webhook enable` et `settings webhook rotate` écrivent des adresses :
    `\(ListForm.webhooks.shape)` ; leurs secrets ne sont jamais écrits. `settings webhook
    deliveries` écrit `\(ListForm.calls.shape)` pour chaque appel, et `settings webhook test` un
    seul, dont `message` et `document` sont `null`. `status` est `null` sans réponse.

    A call is a POST of `{"type", "timestamp", "data"}` by the scheme of Standard Webhooks 1.0.0.
    `type` is the event: \(events). `data` has `document`, as lists write one, or `null`, and, where
    one is concerned, `payment`; a purchase adds `purchase`, a document that was sent `to`. A
    receiver tells a repeat by the header `webhook-id`.
    fr: Un appel est un POST de `{"type", "timestamp", "data"}` selon le schéma Standard Webhooks
    1.0.0. `type` est l’événement : \(events). `data` contient `document`, tel qu’une liste l’écrit,
    ou `null`, et s’il y a lieu `payment` ; un achat ajoute `purchase`, un document envoyé `to`. Un
    destinataire reconnaît une répétition à l’en-tête `webhook-id`.

    The templates of mails (`notifications.*.subject` and `.body`) are plain text in Mustache's
    syntax. They can name `company.name`, `company.email`, `buyer.name`, `document.number`, `.kind`,
    `.title`, `.total`, `.paid`, `.balance`, `.claim`, `.issued_on`, `.due_on`, `.order_reference`,
    `amount`, `payment`, `provider`, `pay_link`, `due`, `rest`, `days`, `late`, `attached`, `reason`, `french` and
    `english`. Before a purchase is paid `buyer.name` is empty: its name was typed by anybody, and
    so was the address. Paragraphs are parted by empty lines, and a line that is the pay link alone
    becomes a button in HTML.
    fr: Les modèles des courriels (`notifications.*.subject` et `.body`) sont du texte brut dans la
    syntaxe de Mustache. Ils peuvent nommer `company.name`, `company.email`, `buyer.name`,
    `document.number`, `.kind`, `.title`, `.total`, `.paid`, `.balance`, `.claim`, `.issued_on`,
    `.due_on`, `.order_reference`, `amount`, `payment`, `provider`, `pay_link`, `due`, `rest`, `days`,
    `late`, `attached`, `reason`, `french` et `english`. Avant qu’un achat soit payé, `buyer.name` est vide :
    n’importe qui a pu saisir ce nom, et l’adresse aussi. Des lignes vides séparent les paragraphes,
    et une ligne faite du seul lien de paiement devient un bouton en HTML.
    """
  }

  private var events: String {
    WebhookEvent.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }
}
