import Localization

/// A payment with the number of its document.
package struct ListedPayment: DataRecord {
  package let payment: Payment
  /// `nil` if it has none.
  package let document: String?
  /// What of it was given to other documents by hand, or filled several.
  let given: [AllocatedAmount]
  /// What was received of it, and went back, by rate of VAT; none where nobody reads them.
  package let movements: [TaxedMovement]
  /// The numbers of the documents that it is for, in the order in which its money fills them.
  package let documents: [String]

  /// - Parameter documents: those that it is for if they are several.
  package init(
    _ payment: Payment, document: String?, given: [AllocatedAmount] = [],
    movements: [TaxedMovement] = [], for documents: [String] = []
  ) {
    self.payment = payment
    self.document = document
    self.given = given
    self.movements = movements
    self.documents = documents.isEmpty ? [document].compactMap(\.self) : documents
  }

  /// What documents hold of it now by rate of VAT.
  private var taxes: [TaxSummary.Row] {
    movements.reduce([]) { $0.adding($1.taxes) }
  }

  /// What all that it holds counts for; what counts for no document is the customer's credit.
  package var allocations: [AllocatedAmount] {
    let status = payment.status
    guard status.received != 0 else { return [] }
    let own =
      status.credited == 0 ? [] : [AllocatedAmount(document, payment.amount(status.credited))]
    let counted = own + given
    let rest = status.received - counted.reduce(0) { $0 + $1.amount.minorUnits }
    return counted + (rest == 0 ? [] : [AllocatedAmount(nil, payment.amount(rest))])
  }

  private var buys: Purchase? { payment.purchase }

  package static let form = RecordForm<ListedPayment>([
    .text("id", as: "K7M3Q9XT2V8B4NC5") { $0.payment.reference }.meaning(
      en: "At most 20 characters of `A-Z0-9`: the reference that the provider carries back.",
      fr: "Au plus 20 caractères de `A-Z0-9` : la référence que le prestataire rapporte."),
    .text("document", as: "F-2026-000001") { $0.document },
    .text("provider", as: "stripe") { $0.payment.provider }.meaning(
      en: "The provider's name, or `\(Payment.byHand)` for a payment recorded by hand.",
      fr: "Le nom du prestataire, ou `\(Payment.byHand)` pour un paiement enregistré à la main."),
    .word("mode", as: "simulated") { $0.payment.mode },
    .word("state", as: "paid") { $0.payment.status.state },
    .bool("settled") { $0.payment.status.isSettled }.meaning(
      en: "Whether the payment counts towards its document, or its purchase.",
      fr: "Si le paiement compte pour son document, ou pour son achat."),
    .said("label", as: "Paid") { $0.payment.label }.meaning(
      en: """
        For people, as `--lang` says: `Paid` in the states `paid` and `partially_refunded`, else `Unpaid`; in \
        French `Payé` and `Impayé`. Money that counts for no document is `Paid, unallocated`, \
        `Payé, non affecté`.
        """,
      fr: """
        Destiné aux personnes, selon `--lang` : `Payé` dans les états `paid` et `partially_refunded`, sinon \
        `Impayé` ; en anglais `Paid` et `Unpaid`. L’argent qui ne compte pour aucun document est \
        `Payé, non affecté`, en anglais `Paid, unallocated`.
        """),
    .amount("amount") { $0.payment.amount },
    .text("currency", as: "EUR") { $0.payment.amount.currency.code },
    .amount("refunded", as: "0.00") { $0.payment.amount($0.payment.status.refunded) },
    .text("provider_reference", as: "pi_…") { $0.payment.providerReference },
    .time("started_at") { $0.payment.startedAt },
    .time("paid_at") { $0.payment.status.paidAt },
    .word("attention", as: .null) { $0.payment.status.attention }.meaning(
      en: "Why somebody must look at it, or `null`.",
      fr: "Pourquoi quelqu’un doit l’examiner, ou `null`."),
    .text("method", as: "card") { $0.payment.status.method },
    .text("country", as: "FR") {
      $0.buys == nil ? $0.payment.payerCountry : $0.buys?.customer.country
    }.meaning(
      en: "The country that the customer told on the pay page, ISO 3166-1, or `null`.",
      fr: "Le pays que le client a indiqué sur la page de paiement, ISO 3166-1, ou `null`."),
    .text("product", as: nil) { $0.buys?.productID.description }.meaning(
      en: """
        Of a purchase by a product link, its id. Its `document` is `null` until it is paid, and stays so where none \
        is made.
        """,
      fr: """
        D’un achat par un lien de produit, son identifiant. Son `document` vaut `null` jusqu’au paiement, et le \
        reste là où aucun n’est créé.
        """),
    .text("order_reference", as: nil) { $0.buys?.orderReference }.meaning(
      en: "The order of your own shop that a purchase is for.",
      fr: "La commande de votre propre boutique que règle un achat."),
    .text("buyer_name", as: nil) { $0.buys?.customer.name }.meaning(
      en: "Who buys a product.", fr: "Qui achète un produit."),
    .text("buyer_email", as: nil) { $0.buys?.customer.email },
    .amount("received") { $0.payment.amount($0.payment.status.received) }.meaning(
      en: "What it holds now, gross of fees.", fr: "Ce qu’il en reste à présent, frais compris."),
    .amount("fee", as: nil) { $0.payment.status.fee.map($0.payment.amount) }.meaning(
      en: "What its provider kept for itself; `null` until that is known.",
      fr: "Ce que le prestataire a gardé ; `null` tant qu’on l’ignore."),
    .amount("net", as: nil) { listed in
      listed.payment.status.fee.map { listed.payment.amount(listed.payment.status.received - $0) }
    }.meaning(
      en: "What is left of `received` after the fee; `null` until that is known.",
      fr: "Ce qui reste de `received` après les frais ; `null` tant qu’on l’ignore."),
    .objects("allocations", AllocatedAmount.form) { $0.allocations }.meaning(
      en: "What `received` counts for. Without a document it is the customer's credit.",
      fr: "Ce pour quoi compte `received`. Sans document, c’est un crédit du client."),
    .objects("taxes", TaxSummary.form) { listed in
      listed.taxes.map { ($0, listed.payment.amount.currency) }
    }.inOneCell.meaning(
      en: """
        The share by rate of VAT of what documents hold of it: by the largest remainder over their totals, which a \
        document that is paid in full has exactly. CSV has them in one field. Of money that is none there are none.
        """,
      fr: """
        La part par taux de TVA de ce que des documents en tiennent : au plus fort reste sur leurs totaux, qu’un document \
        réglé en entier a exactement. Le CSV les met dans un champ. Il n’y en a pas pour un argent fictif.
        """),
    .words("documents") { $0.documents }.meaning(
      en: """
        The documents that it is for: one, none, or several that were paid together, in the order in which its money \
        fills them; `document` is `null` then.
        """,
      fr: """
        Les documents qu’il règle : un, aucun, ou plusieurs réglés ensemble, dans l’ordre où son argent les remplit ; \
        `document` vaut alors `null`.
        """),
  ])
}
