package import Localization

/// Why a customer cannot be sent to the user's own page.
package enum ReturnRedirectError: Error, Equatable, Sendable {
  /// Nothing can sign the address: no key was made yet.
  case noKey
}

extension ReturnRedirectError: ExplainedError {
  package var nature: FaultNature { .misconfigured }

  package var text: Text {
    switch self {
    case .noKey:
      Text(
        en: """
          customers cannot be sent to payment.redirect.url; no key signs its query; make one with \
          'vosfact pay-link redirect-key FILE'
          """,
        fr: """
          les clients ne peuvent être envoyés à payment.redirect.url ; aucune clé ne signe sa requête ; \
          faites-en une avec « vosfact pay-link redirect-key FICHIER »
          """)
    }
  }
}
