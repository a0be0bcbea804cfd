import Localization

/// What somebody should look at in a document that is taken in all the same.
enum ImportWarning: Equatable {
  /// Nobody can be written to at such an address, and everything else of the document is right.
  case addressLeftOut(String)
  case tooManyAddresses(limit: Int)
  case totalUnlikeLines(given: Amount, computed: Amount)
  case wholeTotalTaken(Amount)
  case paidInPart(paid: Amount, total: Amount)
  case overpaid(paid: Amount, total: Amount)
  case nothingToPay
  case partialWithoutAmount
  case otherContentStored(number: String)
  case morePaidThanStored(number: String, given: Amount, stored: Amount)

  /// What; why; what to do.
  var text: Text {
    switch self {
    case .addressLeftOut(let address):
      return Text(
        en: "'\(address.shown)' is no e-mail address; it was left out; check it",
        fr: "« \(address.shown) » n’est pas une adresse électronique ; elle est omise ; vérifiez-la"
      )
    case .tooManyAddresses(let limit):
      return Text(
        en: "more than \(limit) e-mail addresses; the first \(limit) were kept; check them",
        fr:
          "plus de \(limit) adresses électroniques ; les \(limit) premières sont gardées ; vérifiez-les"
      )
    case .totalUnlikeLines(let given, let computed):
      return Text(
        en: """
          \(given.text.en) is given, the lines make \(computed.text.en); the given total stands; \
          check the document
          """,
        fr: """
          \(given.text.fr) indiqués, les lignes font \(computed.text.fr) ; le total indiqué demeure ; \
          vérifiez le document
          """)
    case .wholeTotalTaken(let total):
      return Text(
        en:
          "the status is paid, the amount zero; the whole \(total.text.en) was recorded; check it",
        fr:
          "le statut est payé, le montant nul ; la totalité, \(total.text.fr), est notée ; vérifiez-la"
      )
    case .paidInPart(let paid, let total):
      return Text(
        en: """
          the status is paid, but \(paid.text.en) of \(total.text.en) are; the amount stands; check it
          """,
        fr: """
          le statut est payé, mais \(paid.text.fr) sur \(total.text.fr) le sont ; le montant demeure ; \
          vérifiez-le
          """)
    case .overpaid(let paid, let total):
      return Text(
        en: "\(paid.text.en) is paid of \(total.text.en); that is too much; refund or check it",
        fr: "\(paid.text.fr) payés sur \(total.text.fr) ; c’est trop ; remboursez ou vérifiez")
    case .nothingToPay:
      return Text(
        en: "the status is paid, the total zero; no payment was recorded; nothing is to be done",
        fr: "le statut est payé, le total nul ; aucun paiement n’est noté ; il n’y a rien à faire")
    case .partialWithoutAmount:
      return Text(
        en:
          "the status is partial, no amount is given; nothing was recorded; use 'vosfact payment record'",
        fr:
          "le statut est partiel, sans montant ; rien n’est noté ; utilisez « vosfact payment record »"
      )
    case .otherContentStored(let number):
      return Text(
        en: """
          \(number.shown) is stored with another content; an issued document never changes, the stored \
          one stands; issue a credit note if it is wrong
          """,
        fr: """
          \(number.shown) est déjà enregistré avec un autre contenu ; un document émis ne change jamais, \
          celui-ci demeure ; émettez un avoir s’il est faux
          """)
    case .morePaidThanStored(let number, let given, let stored):
      return Text(
        en: """
          \(given.text.en) of \(number.shown) is paid, \(stored.text.en) is recorded; an import changes \
          no known document; use 'vosfact payment record'
          """,
        fr: """
          \(given.text.fr) payés de \(number.shown), \(stored.text.fr) notés ; l’import ne change aucun \
          document connu ; utilisez « vosfact payment record »
          """)
    }
  }
}
