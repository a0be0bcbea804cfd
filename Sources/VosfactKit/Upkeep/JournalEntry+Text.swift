package import Localization

extension JournalEntry {

  /// The entry as a person reads it.
  package var text: Text {
    guard let kind = JournalKind(rawValue: kind) else { return Text(verbatim: kind) }
    let what = sentence(kind)
    let sentence = kind.rawValue.hasPrefix("payment.") ? attempt(what) : what
    guard let mark else { return sentence }
    return Text(en: "\(sentence.en) (\(mark.en))", fr: "\(sentence.fr) (\(mark.fr))")
  }

  /// What is said of money that is none; `nil` if it is some.
  private var mark: Text? {
    if payment != nil, let mode = facts["mode"]?.string.flatMap(ProviderMode.init(rawValue:)) {
      return mode.mark
    }
    let isUnreal = facts["unreal"]?.string?.contains { ("1"..."9").contains($0) } ?? false
    return isUnreal ? ProviderMode.unrealMark : nil
  }

  /// What happened; of a payment, what did at its provider.
  private func sentence(_ kind: JournalKind) -> Text {
    switch kind {
    case .documentCreated: Text(en: "Issued: \(total.en)", fr: "Émission : \(total.fr)")
    case .documentImported: Text(en: "Imported: \(total.en)", fr: "Importation : \(total.fr)")
    case .documentCanceled:
      facts["reason"]?.string == nil
        ? Text(en: "Canceled", fr: "Annulation")
        : Text(en: "Canceled: \(fact("reason"))", fr: "Annulation : \(fact("reason"))")
    case .documentPartiallyPaid:
      Text(
        en: "Partially paid: \(paid.en) of \(total.en)",
        fr: "Paiement partiel : \(paid.fr) sur \(total.fr)")
    case .documentPaid: Text(en: "Paid: \(paid.en)", fr: "Paiement complet : \(paid.fr)")
    case .documentReopened:
      Text(
        en: "Open again: \(paid.en) of \(total.en) paid",
        fr: "Réouverture : \(paid.fr) payé sur \(total.fr)")
    case .documentCorrected:
      Text(
        en: "Credit note \(fact("credit_note")): \(price.en)",
        fr: "Avoir \(fact("credit_note")) : \(price.fr)")
    case .documentCredited: Text(en: "Settled by credit notes", fr: "Soldée par avoir")
    case .documentConverted:
      Text(
        en: "Invoiced as \(fact("document")): \(price.en)",
        fr: "Facturé par \(fact("document")) : \(price.fr)")
    case .documentClaimed:
      Text(en: "Asked for again: \(price.en)", fr: "Redemandé : \(price.fr)")
    case .documentAddressed:
      facts["mail_address"]?.string == nil
        ? Text(
          en: "Mail goes to the address in the document again",
          fr: "Les courriels vont de nouveau à l’adresse du document")
        : Text(
          en: "Mail goes to \(fact("mail_address")) from now on",
          fr: "Les courriels vont désormais à \(fact("mail_address"))")
    case .documentSent:
      Text(en: "Sent by e-mail to \(fact("to"))", fr: "Envoi par courriel à \(fact("to"))")
    case .documentReminded:
      Text(
        en: "Reminded by e-mail to \(fact("to")): \(balance.en) due on \(fact("due_on"))",
        fr: "Relance par courriel à \(fact("to")) : \(balance.fr) à régler au \(fact("due_on"))")
    case .customerNotified:
      Text(
        en: "Customer told by e-mail to \(fact("to")): \(topic.en)",
        fr: "Client informé par courriel à \(fact("to")) : \(topic.fr)")
    case .messageFailed:
      Text(
        en: "Message \(fact("message")) (\(topic.en)) could not be delivered: \(fact("reason"))",
        fr: "Message \(fact("message")) (\(topic.fr)) non remis : \(fact("reason"))")
    case .webhookAdded:
      Text(en: "Webhook added: \(fact("url"))", fr: "Webhook ajouté : \(fact("url"))")
    case .webhookRemoved:
      Text(en: "Webhook removed: \(fact("url"))", fr: "Webhook retiré : \(fact("url"))")
    case .webhookRotated: Text(en: "New webhook secret", fr: "Nouveau secret du webhook")
    case .webhookDisabled:
      Text(
        en: "Webhook gone, told no more: \(fact("url"))",
        fr: "Webhook disparu, plus informé : \(fact("url"))")
    case .webhookEnabled: Text(en: "Webhook told again", fr: "Webhook de nouveau informé")
    case .linksRevoked: Text(en: "Pay links revoked", fr: "Liens de paiement révoqués")
    case .productCreated:
      Text(
        en: "Put on sale: \(fact("name")), \(price.en)",
        fr: "Mise en vente : \(fact("name")), \(price.fr)")
    case .productRetired: Text(en: "Taken off sale", fr: "Retrait de la vente")
    case .productRevived: Text(en: "On sale again", fr: "Remise en vente")
    case .paymentStarted:
      facts["product"] == nil
        ? Text(en: "payment attempt", fr: "tentative de paiement")
        : Text(en: "attempt to buy \(fact("product"))", fr: "tentative d’achat, \(fact("product"))")
    case .paymentNotStarted:
      Text(
        en: "payment not started, \((facts["reason"]?["en"]?.string ?? "").shown)",
        fr: "paiement non lancé, \((facts["reason"]?["fr"]?.string ?? "").shown)")
    case .paymentDocumented:
      Text(en: "purchase of \(fact("product"))", fr: "achat, \(fact("product"))")
    case .paymentPending:
      Text(en: "unpaid, awaiting confirmation", fr: "impayé, en attente de confirmation")
    case .paymentProcessing: Text(en: "unpaid, money under way", fr: "impayé, argent en cours")
    case .paymentAuthorized: Text(en: "unpaid, authorized", fr: "impayé, autorisé")
    case .paymentPaid:
      fact("method") == Payment.writeOff
        ? Text(en: "written off", fr: "passé en perte") : Text(en: "paid", fr: "payé")
    case .paymentFailed: Text(en: "unpaid, failed", fr: "impayé, échec")
    case .paymentExpired: Text(en: "unpaid, expired", fr: "impayé, expiré")
    case .paymentCanceled:
      fact("reason") == PaymentEvent.superseded
        ? Text(
          en: "unpaid, another attempt took its place",
          fr: "impayé, une autre tentative a pris sa place")
        : Text(en: "unpaid, canceled", fr: "impayé, annulé")
    case .paymentReversed:
      fact("provider") == Payment.byHand
        ? Text(en: "undone: \(fact("reason"))", fr: "annulé : \(fact("reason"))")
        : Text(en: "taken back by the bank", fr: "repris par la banque")
    case .paymentRefunded: Text(en: "refunded", fr: "remboursé")
    case .paymentRefundRequested: Text(en: "refund asked for", fr: "remboursement demandé")
    case .paymentRefundDeclined: Text(en: "refund declined", fr: "remboursement refusé")
    case .paymentRefundFailed: Text(en: "refund failed", fr: "échec du remboursement")
    case .paymentDisputed: Text(en: "disputed", fr: "contesté")
    case .paymentDisputeWon: Text(en: "dispute won", fr: "contestation gagnée")
    case .paymentDisputeLost: Text(en: "dispute lost", fr: "contestation perdue")
    case .paymentAttention:
      Text(en: "needs attention, \(attention.en)", fr: "à examiner, \(attention.fr)")
    case .paymentConflict:
      Text(
        en: "\(fact("event")) came again with another message, refused",
        fr: "\(fact("event")) est revenu avec un autre message, refusé")
    case .paymentAllocated:
      fact("amount").hasPrefix("-")
        ? Text(en: "taken back from \(fact("document"))", fr: "repris à \(fact("document"))")
        : Text(en: "allocated to \(fact("document"))", fr: "affecté à \(fact("document"))")
    case .paymentResolved:
      fact("decision") == Resolution.Decision.accept.rawValue
        ? Text(
          en: "accepted by hand: \(fact("reason"))", fr: "accepté à la main : \(fact("reason"))")
        : Text(
          en: "rejected by hand: \(fact("reason"))", fr: "rejeté à la main : \(fact("reason"))")
    case .settingChanged:
      Text(
        en: "\(fact("key")) set to \(fact("value"))", fr: "\(fact("key")) réglé à \(fact("value"))")
    case .settingUnset:
      Text(en: "\(fact("key")) unset", fr: "\(fact("key")) remis à sa valeur d’origine")
    case .secretChanged: Text(en: "\(fact("key")) set", fr: "\(fact("key")) défini")
    case .providerEnabled:
      Text(en: "Enabled in \(fact("mode")) mode", fr: "Activé en mode \(fact("mode"))")
    case .providerDisabled: Text(en: "Disabled", fr: "Désactivé")
    case .keyRotated: Text(en: "New signing key", fr: "Nouvelle clé de signature")
    case .keyRetired:
      Text(en: "Older signing keys retired", fr: "Anciennes clés de signature retirées")
    case .journalAccepted:
      Text(
        en: "Journal accepted as it stood, after a backup was restored",
        fr: "Journal accepté tel qu’il était, après la restauration d’une sauvegarde")
    }
  }

  /// What happened at a provider, with its name and the amount: "stripe: paid, 120.00 EUR".
  private func attempt(_ what: Text) -> Text {
    let amount = amount("amount")
    let provider = fact("provider")
    let who =
      provider == Payment.byHand
      ? Text(en: "by hand", fr: "à la main") : Text(verbatim: provider)
    return Text(
      en: "\(who.en): \(what.en)" + (amount.map { ", \($0.en)" } ?? ""),
      fr: "\(who.fr) : \(what.fr)" + (amount.map { ", \($0.fr)" } ?? ""))
  }

  private var price: Text { amount("amount") ?? Text(verbatim: "") }
  private var balance: Text { amount("balance") ?? Text(verbatim: "") }
  private var total: Text { amount("total") ?? Text(verbatim: "") }
  private var paid: Text { amount("paid") ?? Text(verbatim: "") }

  private var topic: Text {
    OutboxTopic(rawValue: fact("topic"))?.name ?? Text(verbatim: fact("topic"))
  }
  private var attention: Text {
    let attention = facts["attention"]?.string.flatMap(Attention.init(rawValue:))
    return attention?.explanation ?? Text(verbatim: "")
  }

  private func amount(_ member: String) -> Text? {
    guard let number = facts[member]?.string,
      let currency = facts["currency"]?.string.flatMap(Currency.init(code:))
    else { return nil }
    return (try? Amount(number, currency: currency))?.text
  }

  private func fact(_ member: String) -> String {
    (facts[member]?.string ?? "").shown
  }
}
