import Localization

extension StatePage.State {
  /// What a page says of how things stand.
  struct Words {
    let heading: Text
    let paragraphs: [Text]

    init(_ heading: Text, _ paragraphs: Text...) {
      self.heading = heading
      self.paragraphs = paragraphs
    }
  }

  var sign: PageSign {
    switch self {
    case .paid, .nothingLeft: .good
    case .requestTimeout, .tooManyAttempts, .notStarted, .unavailable, .fileDelayed: .waiting
    case .canceled, .linkExpired, .linkRevoked, .notFound, .overMaximum, .notActivated,
      .kindNotPayable, .noProvider, .badRequest, .methodNotAllowed, .tooLarge, .unsupportedType,
      .sentByOtherSite, .fileTooLong, .fault:
      .bad
    }
  }

  /// The words for a customer, of what is paid where that is known.
  func words(of subject: PageSubject?, paidOn date: CalendarDate?) -> Words {
    switch self {
    case .paid: return .paid(subject, on: date)
    case .canceled:
      return Words(
        Text(en: "There is nothing to pay", fr: "Il n’y a rien à régler"),
        Text(
          en: "This document was canceled. Ask the seller if you expected to pay it.",
          fr: "Ce document a été annulé. Contactez le vendeur si vous pensiez le régler."))
    case .nothingLeft:
      return Words(
        Text(en: "There is nothing to pay", fr: "Il n’y a rien à régler"),
        Text(en: "Nothing is owed on this document.", fr: "Rien n’est dû sur ce document."))
    case .linkExpired:
      return Words(
        Text(en: "This link has expired", fr: "Ce lien a expiré"),
        Text(
          en: "Ask the seller for a new link to pay online.",
          fr: "Demandez au vendeur un nouveau lien pour payer en ligne."))
    case .linkRevoked:
      return Words(
        Text(en: "This link is no longer valid", fr: "Ce lien n’est plus valable"),
        Text(
          en: "The seller replaced it. Use the newest link that you received, or ask for one.",
          fr: "Le vendeur l’a remplacé. Utilisez le dernier lien reçu ou demandez-en un nouveau."))
    case .notFound:
      return Words(
        Text(en: "This page does not exist", fr: "Cette page n’existe pas"),
        Text(
          en: "The address may have been cut. Open the link again from the document or the e-mail.",
          fr: """
            L’adresse a peut-être été tronquée. Ouvrez de nouveau le lien depuis le document ou le courriel.
            """))
    case .overMaximum, .notActivated, .kindNotPayable, .noProvider:
      return Words(
        Text(
          en: "This document cannot be paid online",
          fr: "Ce document ne peut pas être payé en ligne"),
        reason)
    case .tooManyAttempts(let wait):
      // Rounded up: who comes at the minute told is not sent away again.
      let minutes = (wait.count + 59) / 60
      return Words(
        Text(en: "Too many attempts", fr: "Trop de tentatives"),
        Text(
          en: """
            Wait for \(minutes) minute\(minutes == 1 ? "" : "s") before you try again. This time nothing was charged.
            """,
          fr: """
            Attendez \(minutes) minute\(minutes == 1 ? "" : "s") avant de réessayer. Cette fois, aucun montant n’a été \
            débité.
            """))
    case .sentByOtherSite:
      return Words(
        Text(en: "Nothing was started", fr: "Rien n’a été lancé"),
        Text(
          en: """
            Another website sent you here to pay. Nothing was charged. If you want to pay, do so on our own page.
            """,
          fr: """
            Un autre site vous a envoyé payer ici. Aucun montant n’a été débité. Pour payer, passez par notre propre page.
            """))
    case .badRequest, .methodNotAllowed, .requestTimeout, .tooLarge, .unsupportedType:
      return Words(
        Text(en: "The request was not understood", fr: "La demande n’a pas été comprise"),
        Text(
          en: "Nothing was charged. Open the link again from the document or the e-mail.",
          fr: """
            Aucun montant n’a été débité. Ouvrez de nouveau le lien depuis le document ou le courriel.
            """))
    case .notStarted:
      return Words(
        StartFault.heading,
        Text(
          en: """
            No money was taken. Try again in a few minutes, or choose another means of payment.
            """,
          fr: """
            Aucun montant n’a été débité. Réessayez dans quelques minutes ou choisissez un autre moyen de paiement.
            """))
    case .fileTooLong:
      return Words(
        Text(
          en: "This document is too long for a PDF",
          fr: "Ce document est trop long pour un PDF"),
        Text(
          en: "Read it as a page, which your browser can print, or ask the seller for the PDF.",
          fr: """
            Lisez-le comme page, que votre navigateur peut imprimer, ou demandez le PDF au vendeur.
            """))
    case .fileDelayed:
      return Words(
        Text(en: "The PDF is not ready yet", fr: "Le PDF n’est pas encore prêt"),
        Text(
          en: "Many are being made at the moment. Try again in a minute, or read it as a page.",
          fr: """
            Beaucoup sont en préparation. Réessayez dans une minute, ou lisez le document comme page.
            """))
    case .fault:
      return Words(
        Text(en: "Something went wrong here", fr: "Une erreur s’est produite de notre côté"),
        Text(
          en: "It is not your fault. Try again later, or ask the seller.",
          fr: "Vous n’y êtes pour rien. Réessayez plus tard ou contactez le vendeur."))
    case .unavailable:
      return Words(
        Text(en: "Payment is unavailable for a moment", fr: "Paiement momentanément indisponible"),
        Text(
          en: "Try again in a minute: open the page once more.",
          fr: "Réessayez dans une minute en ouvrant de nouveau la page."))
    }
  }

  /// Why a document cannot be paid online.
  private var reason: Text {
    switch self {
    case .overMaximum:
      Text(
        en: "Its amount is above what can be paid online.",
        fr: "Son montant dépasse ce qui peut être payé en ligne.")
    case .kindNotPayable:
      Text(
        en: "Documents of this kind are not paid here.",
        fr: "Les documents de ce type ne se règlent pas ici.")
    case .noProvider:
      Text(
        en: "No means of payment is available here for this amount.",
        fr: "Aucun moyen de paiement n’est disponible ici pour ce montant.")
    default:
      Text(
        en: "The seller does not take payments online at the moment.",
        fr: "Le vendeur n’accepte pas de paiement en ligne pour le moment.")
    }
  }
}

extension StatePage.State.Words {
  /// That it was paid, and when.
  fileprivate static func paid(_ subject: PageSubject?, on date: CalendarDate?) -> Self {
    let masculine = subject?.isMasculineInFrench == true
    let kind = subject?.kind ?? Text(en: "document", fr: "document")
    let heading = Text(
      en: "This \(kind.en) is paid",
      fr: masculine ? "Ce \(kind.fr) est réglé" : "Cette \(kind.fr) est réglée")
    guard let date = date?.text else {
      return Self(heading, Text(en: "Thank you.", fr: "Merci."))
    }
    return Self(
      heading,
      Text(
        en: "It was paid on \(date.en). Thank you.",
        fr: "\(masculine ? "Il a été réglé" : "Elle a été réglée") le \(date.fr). Merci."))
  }
}
