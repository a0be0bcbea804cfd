import CommandLineKit
import Localization
import VosfactKit

extension DataManual {
  /// Documents: `invoice show`, `create`, `list`, `history`.
  var document: String {
    """
    # DOCUMENTS

    `invoice show`, `invoice create` and `invoice cancel` write a document, and `invoice show` of
    several an array; `invoice list` writes documents without their `lines`, oldest first. `invoice
    template` writes a page whatever the format, and `invoice show` with `--format html`, `text` or
    `pdf` documents as customers read them.
    fr: `invoice show`, `invoice create` et `invoice cancel` écrivent un document, et `invoice show`
    de plusieurs un tableau ; `invoice list` écrit des documents sans leurs `lines`, du plus ancien
    au plus récent. `invoice template` écrit une page quel que soit le format, et `invoice show`
    avec `--format html`, `text` ou `pdf` des documents tels que les clients les lisent.

        {"number": "F-2026-000001", "id": "3f9c0a1b2c3d4e5f",
         "kind": "invoice", "state": "issued",
         "issued_on": "2026-01-01", "due_on": "2026-01-31",
         "currency": "EUR", "language": "fr",
         "net": "100.00", "tax": "20.00", "total": "120.00",
         "paid": "0.00", "balance": "120.00",
         "paid_at": null, "order_reference": null,
         "buyer": {"name": "…", "email": "…", "street": "…",
           "post_code": "…", "city": "…", "country": "FR", "tax_id": null},
         "unreal": "0.00",
         "lines": [{"name": "…", "quantity": "2", "unit": "h",
           "unit_price": "50.00", "tax_rate": "20",
           "discount_percent": null,
           "net": "100.00", "tax": "20.00", "total": "120.00"}]}

    - kind: \(list(DocumentKind.allCases.map(\.rawValue))).
    - state: \(list(DocumentState.allCases.map(\.rawValue))). Only quotes are accepted or rejected.
      fr: \(list(DocumentState.allCases.map(\.rawValue))). Seuls les devis sont acceptés ou refusés.
    - paid, balance: What counted payments come to, and what is left of the total.
      fr: Ce que font les paiements comptés, et ce qui reste du total.
    - unreal: The part of `paid` that came in test or simulated mode: no money was received for it.
      fr: La part de `paid` venue en mode test ou simulé : aucun argent n’a été reçu pour elle.

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
    reference already stood for; `payment resolve` the one decided about; `payment show` writes one.
    fr: `payment list` écrit des paiements, du plus ancien au plus récent ; `payment record` ceux
    qu’il a faits, ou que sa référence désignait déjà ; `payment resolve` celui dont on a décidé ;
    `payment show` en écrit un.

        {"id": "K7M3Q9XT2V8B4NC5", "document": "F-2026-000001",
         "provider": "stripe", "mode": "simulated",
         "state": "paid", "settled": true, "label": "Paid",
         "amount": "120.00", "currency": "EUR", "refunded": "0.00",
         "provider_reference": "pi_…",
         "started_at": "…", "paid_at": "…",
         "attention": null, "method": "card", "country": "FR",
         "product": null, "order_reference": null,
         "buyer_name": null, "buyer_email": null}

    - product, order_reference, buyer_…: Of a purchase by a product link: the id of the product, the
      order of your own shop, and who buys. Its `document` is `null` until it is paid, and stays so
      where none is made.
      fr: D’un achat par un lien de produit : l’identifiant du produit, la commande de votre propre
      boutique, et qui achète. Son `document` vaut `null` jusqu’au paiement, et le reste là où aucun
      n’est créé.
    - id: At most 20 characters of `A-Z0-9`: the reference that the provider carries back.
      fr: Au plus 20 caractères de `A-Z0-9` : la référence que le prestataire rapporte.
    - provider: The provider's name, or `\(Payment.byHand)` for a payment recorded by hand.
      fr: Le nom du prestataire, ou `\(Payment.byHand)` pour un paiement enregistré à la main.
    - mode: \(list(ProviderMode.allCases.map(\.rawValue))).
    - state: \(list(PaymentState.allCases.map(\.rawValue))).
    - settled: Whether the payment counts towards its document, or its purchase.
      fr: Si le paiement compte pour son document, ou pour son achat.
    - label: For people, as `--lang` says: `Paid` in the states `paid` and `partially_refunded`,
      else `Unpaid`; in French `Payé` and `Impayé`.
      fr: Destiné aux personnes, selon `--lang` : `Payé` dans les états `paid` et
      `partially_refunded`, sinon `Impayé` ; en anglais `Paid` et `Unpaid`.
    - attention: Why somebody must look at it, or `null`:
      \(list(Attention.allCases.map(\.rawValue))).
      fr: Pourquoi quelqu’un doit l’examiner, ou `null` :
      \(list(Attention.allCases.map(\.rawValue))).
    - country: The country that the customer told on the pay page, ISO 3166-1, or `null`.
      fr: Le pays que le client a indiqué sur la page de paiement, ISO 3166-1, ou `null`.

    `payment show` adds `events`, in the order in which they count, `callbacks`, in the order in
    which they came, `refunds`, those asked for here, and `resolutions`, what was decided by hand:
    fr: `payment show` ajoute `events`, dans l’ordre où ils comptent, `callbacks`, dans l’ordre de
    leur arrivée, `refunds`, ceux demandés d’ici, et `resolutions`, ce qui fut décidé à la main :

        {"id": "…", "kind": "paid", "at": "…", "amount": "120.00",
         "currency": "EUR", "subject": null, "method": "card", "reason": null}
        {"id": 1, "received_at": "…", "result": "applied"}
        {"id": "…", "amount": "20.00", "currency": "EUR", "state": "done",
         "provider_reference": "re_…", "requested_at": "…"}
        {"at": "…", "attention": "amount-mismatch", "decision": "accept",
         "document": null, "events": ["evt_…"], "reason": "…"}

    - kind of an event | kind d’un événement: \(list(PaymentEvent.Kind.allCases.map(\.rawValue))).
    - state of a refund | state d’un remboursement: \(list(Refund.State.allCases.map(\.rawValue))).

    `payment refund` writes `{"refund", "payment"}`.
    fr: `payment refund` écrit `{"refund", "payment"}`.

    `payment start` writes `{"payment", "next"}`. `next` says where the customer goes: `{"kind":
    "redirect", "url"}`; `{"kind": "form", "url", "fields"}`, a form to be posted; or `{"kind":
    "page", "url"}`. It is `null` under `--dry-run` unless the mode is `simulated`.
    fr: `payment start` écrit `{"payment", "next"}`. `next` dit où va le client : `{"kind":
    "redirect", "url"}` ; `{"kind": "form", "url", "fields"}`, un formulaire à poster ; ou `{"kind":
    "page", "url"}`. Il est `null` sous `--dry-run`, sauf en mode `simulated`.
    """
  }

  /// Links: `pay-link create`, `sign`, `list`, `verify`, `revoke`, `test-redirect`, `redirect-key`.
  var payLinks: String {
    """
    # PAY LINKS | LIENS DE PAIEMENT

    `pay-link create` writes `\(ListForm.links.shape)` for each document. As a table it writes the
    address alone for one document, else lines of number, tab, address.
    fr: `pay-link create` écrit `\(ListForm.links.shape)` pour chaque document. En tableau, il écrit
    l’adresse seule pour un document, sinon des lignes de numéro, tabulation, adresse.

    `pay-link create --product` and `pay-link sign` write the same with `document` `null`, and
    besides the product:
    fr: `pay-link create --product` et `pay-link sign` écrivent de même, `document` valant `null`,
    et en plus le produit :

        {"document": null, "url": "https://…", "expires_at": "…",
         "product": "9e078e425e36e9ac", "name": "Premium",
         "amount": "10.00", "currency": "EUR", "tax_rate": "20",
         "order_reference": null, "return_url": null}

    `pay-link list` writes the product's members, then `state` (`on-sale`, `retired`), `created_at`,
    `bought`, how many purchases count, `taken`, what they brought less refunds, and `url`,
    `expires_at`, which are `null` where it cannot be bought.
    fr: `pay-link list` écrit les membres du produit, puis `state` (`on-sale`, `retired`),
    `created_at`, `bought`, le nombre des achats qui comptent, `taken`, ce qu’ils ont rapporté,
    remboursements déduits, et `url`, `expires_at`, qui valent `null` s’il ne peut être acheté.

    The query of a link to a product fills in `email` and `order` for one customer. Its `signature`
    is base64url of the first 16 bytes of an HMAC-SHA256 under the link's own key, over the link's
    token and both values; `pay-link sign` makes it, and a link with other values is refused as
    `forged`.
    fr: La requête d’un lien de produit préremplit `email` et `order` pour un client. Sa `signature`
    est le base64url des 16 premiers octets d’un HMAC-SHA256, sous la clé du lien lui-même, du jeton
    du lien et des deux valeurs ; `pay-link sign` la fait, et un lien à d’autres valeurs est refusé
    comme `forged`.

    `pay-link verify` writes `\(ListForm.verifiedLinks.shape)` for each link; `reason` is `null`,
    `malformed`, `forged`, `expired`, `retired-key`, `revoked` or `unknown-document`. `pay-link
    rotate-key` writes `{"key"}`, the number of the key that signs from now on; `pay-link revoke`
    writes `\(ListForm.revocations.shape)` for each document or product: links made before that time
    are refused.
    fr: `pay-link verify` écrit `\(ListForm.verifiedLinks.shape)` pour chaque lien ; `reason` vaut
    `null`, `malformed`, `forged`, `expired`, `retired-key`, `revoked` ou `unknown-document`.
    `pay-link rotate-key` écrit `{"key"}`, le numéro de la clé qui signe désormais ; `pay-link
    revoke` écrit `\(ListForm.revocations.shape)` pour chaque document ou produit : les liens faits
    avant cette heure sont refusés.

    `pay-link test-redirect` writes `\(ListForm.returns.shape)` for each `outcome`: `paid`,
    `pending`, `failed`, `canceled`; `url` is an address of one's own page, `file` a page that was
    written, and the other is `null`. `pay-link redirect-key` writes `{"file"}`, the file of the
    key. `pay-link page` writes the page itself in every format.
    fr: `pay-link test-redirect` écrit `\(ListForm.returns.shape)` pour chaque `outcome` : `paid`,
    `pending`, `failed`, `canceled` ; `url` est une adresse de votre page, `file` une page écrite,
    et l’autre vaut `null`. `pay-link redirect-key` écrit `{"file"}`, le fichier de la clé.
    `pay-link page` écrit la page elle-même dans tous les formats.
    """
  }
}
