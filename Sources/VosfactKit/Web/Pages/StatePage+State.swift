import Localization

extension StatePage {
  /// What there is to say.
  struct State: Equatable, Sendable {
    let status: HTTPStatus
    let sign: PageSign
    let heading: Text
    let paragraph: Text
    /// Whether the page tells what is left to pay.
    let tellsBalance: Bool
    /// Whether it tells how else to pay.
    let tellsOtherWays: Bool

    init(
      _ status: HTTPStatus, _ sign: PageSign, _ heading: Text, _ paragraph: Text,
      tellsBalance: Bool = false, tellsOtherWays: Bool = false
    ) {
      (self.status, self.sign, self.heading) = (status, sign, heading)
      self.paragraph = paragraph
      self.tellsBalance = tellsBalance
      self.tellsOtherWays = tellsOtherWays
    }
  }
}

extension StatePage.State {
  /// The document is paid, in full; the page says what it is, and when it was.
  static let paid = Self(
    .ok, .good, Text(en: "This document is paid", fr: "Ce document est réglé"),
    Text(en: "Thank you.", fr: "Merci."))

  static let canceled = Self(
    .ok, .bad, nothingToPay,
    Text(
      en: "This document was canceled. Ask the seller if you expected to pay it.",
      fr: "Ce document a été annulé. Contactez le vendeur si vous pensiez le régler."))

  /// Nothing is owed, though nothing was paid: a document of nothing, or a credit note.
  static let nothingLeft = Self(
    .ok, .good, nothingToPay,
    Text(en: "Nothing is owed on this document.", fr: "Rien n’est dû sur ce document."))

  /// An invoice was made of it.
  static let invoiced = Self(
    .ok, .good, nothingToPay,
    Text(
      en: "This document has been invoiced. Pay the invoice that you received.",
      fr: "Ce document a été facturé. Réglez la facture que vous avez reçue."))

  /// Its payment is disputed.
  static let disputed = Self(
    .ok, .waiting, nothingToPay,
    Text(
      en: "Your payment is disputed at your bank. Nothing is asked of you until that is decided.",
      fr: "Votre paiement est contesté auprès de votre banque. Rien ne vous est demandé d’ici là."))

  /// What is left is on its way.
  static let underWay = Self(
    .ok, .waiting, Text(en: "A payment is under way", fr: "Un paiement est en cours"),
    Text(
      en: "Nothing more is asked of you meanwhile.",
      fr: "Rien d’autre ne vous est demandé d’ici là."))

  private static let nothingToPay = Text(
    en: "There is nothing to pay", fr: "Il n’y a rien à régler")

  static let linkExpired = Self(
    .gone, .bad, Text(en: "This link has expired", fr: "Ce lien a expiré"),
    Text(
      en: "Ask the seller for a new link to pay online.",
      fr: "Demandez au vendeur un nouveau lien pour payer en ligne."), tellsOtherWays: true)

  /// The link was revoked, or its key retired.
  static let linkRevoked = Self(
    .gone, .bad, Text(en: "This link is no longer valid", fr: "Ce lien n’est plus valable"),
    Text(
      en: "The seller replaced it. Use the newest link that you received, or ask for one.",
      fr: "Le vendeur l’a remplacé. Utilisez le dernier lien reçu ou demandez-en un nouveau."),
    tellsOtherWays: true)

  /// Nothing is there: a forged or cut link, or another address.
  static let notFound = Self(
    .notFound, .bad, Text(en: "This page does not exist", fr: "Cette page n’existe pas"),
    Text(
      en: "The address may have been cut. Open the link again from the document or the e-mail.",
      fr: """
        L’adresse a peut-être été tronquée. Ouvrez de nouveau le lien depuis le document ou le courriel.
        """), tellsOtherWays: true)

  // MARK: - What cannot be paid online

  /// More is owed than may be paid online.
  static let overMaximum = notOnline(
    en: "Its amount is above what can be paid online.",
    fr: "Son montant dépasse ce qui peut être payé en ligne.")

  /// The seller takes no payments online.
  static let notActivated = notOnline(
    en: "The seller does not take payments online at the moment.",
    fr: "Le vendeur n’accepte pas de paiement en ligne pour le moment.")

  /// The kind of document cannot be paid online.
  static let kindNotPayable = notOnline(
    en: "Documents of this kind are not paid here.",
    fr: "Les documents de ce type ne se règlent pas ici.")

  /// No provider takes the amount or the currency.
  static let noProvider = notOnline(
    en: "No means of payment is available here for this amount.",
    fr: "Aucun moyen de paiement n’est disponible ici pour ce montant.")

  private static func notOnline(en: String, fr: String) -> Self {
    Self(
      .ok, .bad,
      Text(
        en: "This document cannot be paid online", fr: "Ce document ne peut pas être payé en ligne"),
      Text(en: en, fr: fr), tellsBalance: true, tellsOtherWays: true)
  }

  // MARK: - What was sent

  /// What was sent is no form of ours.
  static let badRequest = notUnderstood(.badRequest)
  static let methodNotAllowed = notUnderstood(.methodNotAllowed)
  static let requestTimeout = notUnderstood(.requestTimeout, .waiting)
  static let tooLarge = notUnderstood(.contentTooLarge)
  static let unsupportedType = notUnderstood(.unsupportedMediaType)

  private static func notUnderstood(_ status: HTTPStatus, _ sign: PageSign = .bad) -> Self {
    Self(
      status, sign,
      Text(en: "The request was not understood", fr: "La demande n’a pas été comprise"),
      Text(
        en: "Nothing was charged. Open the link again from the document or the e-mail.",
        fr: """
          Aucun montant n’a été débité. Ouvrez de nouveau le lien depuis le document ou le courriel.
          """))
  }

  /// Too many attempts in a short time.
  static func tooManyAttempts(wait: Seconds) -> Self {
    // Rounded up: who comes at the minute told is not sent away again.
    let minutes = (wait.count + 59) / 60
    return Self(
      .tooManyRequests, .waiting, Text(en: "Too many attempts", fr: "Trop de tentatives"),
      Text(
        en: """
          Wait for \(minutes) minute\(minutes == 1 ? "" : "s") before you try again. This time nothing was charged.
          """,
        fr: """
          Attendez \(minutes) minute\(minutes == 1 ? "" : "s") avant de réessayer. Cette fois, aucun montant n’a été \
          débité.
          """), tellsBalance: true, tellsOtherWays: true)
  }

  /// Another site's page sent it, in the name of whoever reads that.
  static let sentByOtherSite = Self(
    .forbidden, .bad, Text(en: "Nothing was started", fr: "Rien n’a été lancé"),
    Text(
      en: """
        Another website sent you here to pay. Nothing was charged. If you want to pay, do so on our own page.
        """,
      fr: """
        Un autre site vous a envoyé payer ici. Aucun montant n’a été débité. Pour payer, passez par notre propre page.
        """))

  // MARK: - What went wrong

  /// The provider that was chosen does not take the payment now.
  static func notStarted(_ fault: StartFault) -> Self {
    Self(
      fault.status, .waiting, StartFault.heading,
      Text(
        en: "No money was taken. Try again in a few minutes, or choose another means of payment.",
        fr: """
          Aucun montant n’a été débité. Réessayez dans quelques minutes ou choisissez un autre moyen de paiement.
          """), tellsBalance: true, tellsOtherWays: true)
  }

  /// The document is too long for visitors to get it as a file.
  static let fileTooLong = Self(
    .notFound, .bad,
    Text(en: "This document is too long for a PDF", fr: "Ce document est trop long pour un PDF"),
    Text(
      en: "Read it as a page, which your browser can print, or ask the seller for the PDF.",
      fr: "Lisez-le comme page, que votre navigateur peut imprimer, ou demandez le PDF au vendeur.")
  )

  /// There was no place to make the file in.
  static let fileDelayed = Self(
    .serviceUnavailable, .waiting,
    Text(en: "The PDF is not ready yet", fr: "Le PDF n’est pas encore prêt"),
    Text(
      en: "Many are being made at the moment. Try again in a minute, or read it as a page.",
      fr:
        "Beaucoup sont en préparation. Réessayez dans une minute, ou lisez le document comme page.")
  )

  /// Something is wrong here, and not with the customer.
  static let fault = Self(
    .internalServerError, .bad,
    Text(en: "Something went wrong here", fr: "Une erreur s’est produite de notre côté"),
    Text(
      en: "It is not your fault. Try again later, or ask the seller.",
      fr: "Vous n’y êtes pour rien. Réessayez plus tard ou contactez le vendeur."))

  /// The database is busy or cannot be written; the same again later will do.
  static let unavailable = Self(
    .serviceUnavailable, .waiting,
    Text(en: "Payment is unavailable for a moment", fr: "Paiement momentanément indisponible"),
    Text(
      en: "Try again in a minute: open the page once more.",
      fr: "Réessayez dans une minute en ouvrant de nouveau la page."), tellsBalance: true)
}
