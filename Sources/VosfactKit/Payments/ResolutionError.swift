package import Localization

/// Why a decision about a payment cannot be taken.
package enum ResolutionError: ExplainedError, Equatable, Sendable {
  case nothingToResolve(reference: String)
  case notAcceptable(reference: String, Attention)
  case documentMissing(reference: String)
  case documentNotAsked(reference: String)
  case assigned(reference: String)
  case otherMoney(reference: String, number: String)
  /// No money came by the payment, and the document is to be paid with some.
  case notMoney(reference: String)

  package var nature: FaultNature {
    switch self {
    case .nothingToResolve, .notAcceptable, .assigned, .otherMoney, .notMoney: .refused
    case .documentMissing, .documentNotAsked: .wrongUsage
    }
  }

  package var text: Text {
    switch self {
    case .nothingToResolve(let reference):
      Text(
        en: """
          payment \(reference) asks for no attention; nothing was changed; \
          see 'vosfact payment list --attention'
          """,
        fr: """
          le paiement \(reference) ne demande pas d’examen ; rien n’a changé ; \
          voyez « vosfact payment list --attention »
          """)
    case .notAcceptable(let reference, let attention):
      Text(
        en: """
          payment \(reference) cannot count; \(attention.explanation.en); pay the money back, and \
          give --decision reject
          """,
        fr: """
          le paiement \(reference) ne peut compter ; \(attention.explanation.fr) ; rendez la somme, puis \
          donnez --decision reject
          """)
    case .documentMissing(let reference):
      Text(
        en: """
          payment \(reference) belongs to no document; nothing was changed; name what it was for \
          with --document
          """,
        fr: """
          le paiement \(reference) n’est pour aucun document ; rien n’a changé ; nommez celui qu’il règle \
          avec --document
          """)
    case .documentNotAsked(let reference):
      Text(
        en: """
          payment \(reference) takes no document; --document goes with accepting an unknown reference \
          only; leave it out
          """,
        fr: """
          le paiement \(reference) n’attend pas de document ; --document ne va qu’avec une référence \
          inconnue que l’on accepte ; retirez-le
          """)
    case .assigned(let reference):
      Text(
        en: """
          payment \(reference) was given to a document before; nothing was changed; give --decision reject, then \
          use it elsewhere with 'vosfact payment allocate'
          """,
        fr: """
          le paiement \(reference) a déjà été attribué à un document ; rien n’a changé ; donnez --decision reject, \
          puis employez-le ailleurs avec « vosfact payment allocate »
          """)
    case .otherMoney(let reference, let number):
      Text(
        en: """
          payment \(reference) cannot be for \(number.shown); its currency or sign is another; \
          name another document
          """,
        fr: """
          le paiement \(reference) ne peut être pour \(number.shown) ; sa devise ou son signe diffère ; \
          nommez un autre document
          """)
    case .notMoney(let reference):
      Text(
        en: """
          no money came by payment \(reference); it was made in test or simulated mode, and real money is taken here; \
          give --decision reject
          """,
        fr: """
          aucun argent n’est venu par le paiement \(reference) ; il est de mode test ou simulé, et l’on encaisse ici \
          vraiment ; donnez --decision reject
          """)
    }
  }
}
