import CommandLineKit
import VosfactKit

extension DataManual {
  /// Documents: `invoice show`, `create`, `list`, `history`.
  var document: String {
    """
    # DOCUMENTS

    `invoice show`, `invoice create`, `invoice address` and `invoice cancel` write a document,
    `invoice credit` the credit note, `invoice convert` what it made, and
    `invoice show` of several an array; `invoice list` writes documents without their `lines`,
    oldest first; `invoice claim` those that ask again for what was given back. `invoice template`
    writes a page whatever the format, and `invoice show` with
    `--format html`, `text` or `pdf` documents as customers read them.
    fr: `invoice show`, `invoice create`, `invoice address` et `invoice cancel` écrivent un
    document, `invoice credit` l’avoir, `invoice convert` ce qu’il a fait, et `invoice show` de plusieurs un tableau ; `invoice list` écrit des documents sans
    leurs `lines`, du plus ancien au plus récent ; `invoice claim` ceux qui redemandent ce qui a été
    rendu. `invoice template` écrit une page quel que soit le
    format, et `invoice show` avec `--format html`, `text` ou `pdf` des documents tels que les
    clients les lisent.

    \(DocumentInFull.form.literal)

    \(Document.form.table)

    `invoice history` writes `\(ListForm.history.shape)`, oldest first; `text` is a sentence for
    people, `payment` the id of the payment that it is about.
    fr: `invoice history` écrit `\(ListForm.history.shape)`, du plus ancien au plus récent ; `text`
    est une phrase destinée aux personnes, `payment` l’identifiant du paiement concerné.
    """
  }

  /// Payments: `payment list`, `show`, `start`.
  var payment: String {
    """
    # PAYMENTS | PAIEMENTS

    `payment list` writes payments, oldest first; `payment record` those that it made, or that its
    reference already stood for; `payment void`, `payment allocate` and `payment resolve` the one
    that is undone, used elsewhere or decided about; `payment show` writes one.
    fr: `payment list` écrit des paiements, du plus ancien au plus récent ; `payment record` ceux
    qu’il a faits, ou que sa référence désignait déjà ; `payment void`, `payment allocate` et
    `payment resolve` celui qui est annulé, affecté ailleurs ou dont on a décidé ; `payment show` en
    écrit un.

    \(ListedPayment.form.literal)

    \(ListedPayment.form.table)

    `payment show` adds what is known of the payment:
    fr: `payment show` ajoute ce que l’on sait du paiement :

    \(ShownPayment.facts.literal)

    \(ShownPayment.facts.table)

    `payment refund` writes `\(RecordForm.refunded.shape)`.
    fr: `payment refund` écrit `\(RecordForm.refunded.shape)`.

    `payment start` writes `\(RecordForm.started.shape)`. `next` says where the customer goes: `{"kind":
    "redirect", "url"}`; `{"kind": "form", "url", "fields"}`, a form to be posted; or `{"kind":
    "page", "url"}`. It is `null` under `--dry-run` unless the mode is `simulated`.
    fr: `payment start` écrit `\(RecordForm.started.shape)`. `next` dit où va le client : `{"kind":
    "redirect", "url"}` ; `{"kind": "form", "url", "fields"}`, un formulaire à poster ; ou `{"kind":
    "page", "url"}`. Il est `null` sous `--dry-run`, sauf en mode `simulated`.
    """
  }

  /// Links: `pay-link create`, `sign`, `list`, `verify`, `revoke`, `test-redirect`, `redirect-key`.
  var payLinks: String {
    """
    # PAY LINKS | LIENS DE PAIEMENT

    `pay-link create` writes `\(ListForm.links.shape)` for each document. As a table it writes the
    address alone for one document, else lines of number, tab, address. `part` is `null` unless the
    link asks for a part of what is left to pay.
    fr: `pay-link create` écrit `\(ListForm.links.shape)` pour chaque document. En tableau, il écrit
    l’adresse seule pour un document, sinon des lignes de numéro, tabulation, adresse. `part` vaut
    `null`, sauf si le lien demande une part de ce qui reste dû.

    One link for several documents (`--together`, `--customer`) has `document` `null`, and in
    `documents` the numbers that it leads to now, in the order in which money fills them.
    fr: Un lien pour plusieurs documents (`--together`, `--customer`) a `document` à `null`, et dans
    `documents` les numéros auxquels il mène à présent, dans l’ordre où l’argent les remplit.

    \(AskedPart.form.literal)

    \(AskedPart.form.table)

    `pay-link create --product` and `pay-link sign` write the same with `document` `null`, and
    besides the product:
    fr: `pay-link create --product` et `pay-link sign` écrivent de même, `document` valant `null`,
    et en plus le produit :

    \(ListForm.productLinks.record.literal)

    `pay-link list` writes the product's members, then `\(RecordForm.sales.shape)`:
    fr: `pay-link list` écrit les membres du produit, puis `\(RecordForm.sales.shape)` :

    \(RecordForm.sales.table)

    The query of a link to a product fills in `email` and `order` for one customer. Its `signature`
    is base64url of the first 16 bytes of an HMAC-SHA256 under the link's own key, over the link's
    token, less the `0` at its end, and both values; `pay-link sign` makes it, and a link with other
    values is refused as `forged`.
    fr: La requête d’un lien de produit préremplit `email` et `order` pour un client. Sa `signature`
    est le base64url des 16 premiers octets d’un HMAC-SHA256, sous la clé du lien lui-même, du jeton
    du lien, sans le `0` à sa fin, et des deux valeurs ; `pay-link sign` la fait, et un lien à
    d’autres valeurs est refusé comme `forged`.

    `pay-link verify` writes `\(ListForm.verifiedLinks.shape)` for each link; `reason` is `null`,
    `malformed`, `forged`, `expired`, `retired-key`, `revoked` or `unknown-document`.
    Punctuation that was taken into a link, and a last letter that got lost, are no fault. `pay-link
    rotate-key` writes `\(RecordForm.rotatedKey.shape)`, the number of the key that signs from now on; `pay-link revoke`
    writes `\(ListForm.revocations.shape)` for each document or product: links made before that time
    are refused.
    fr: `pay-link verify` écrit `\(ListForm.verifiedLinks.shape)` pour chaque lien ; `reason` vaut
    `null`, `malformed`, `forged`, `expired`, `retired-key`, `revoked` ou `unknown-document`.
    De la ponctuation prise dans un lien, ou la perte de sa dernière lettre, n’est pas une faute.
    `pay-link rotate-key` écrit `\(RecordForm.rotatedKey.shape)`, le numéro de la clé qui signe désormais ; `pay-link
    revoke` écrit `\(ListForm.revocations.shape)` pour chaque document ou produit : les liens faits
    avant cette heure sont refusés.

    `pay-link test-redirect` writes `\(ListForm.returns.shape)` for each `outcome`: `paid`,
    `pending`, `failed`, `canceled`; `url` is an address of one's own page, `file` a page that was
    written, and the other is `null`. `pay-link redirect-key` writes `\(RecordForm.redirectKey.shape)`, the file of the
    key. `pay-link page` writes the page itself in every format.
    fr: `pay-link test-redirect` écrit `\(ListForm.returns.shape)` pour chaque `outcome` : `paid`,
    `pending`, `failed`, `canceled` ; `url` est une adresse de votre page, `file` une page écrite,
    et l’autre vaut `null`. `pay-link redirect-key` écrit `\(RecordForm.redirectKey.shape)`, le fichier de la clé.
    `pay-link page` écrit la page elle-même dans tous les formats.
    """
  }
}
