import Localization

/// The check that customers come to a page of the user's own, which only a signed address leads to.
struct RedirectCheck {
  let redirect: ReturnRedirect
  let remedy: Remedy

  /// Warns of `address`, if there is one, that nothing can sign it.
  ///
  /// - Parameter subject: what names the address.
  func run(
    _ address: String?, about subject: String, _ findings: inout CheckFindings
  ) throws(StorageError) {
    guard address != nil, try !redirect.hasKey else { return }
    findings.warning(
      Text(
        en: "customers are not sent to the page after paying: no key signs its address",
        fr: "les clients n’arrivent pas à la page après paiement : aucune clé ne signe son adresse"),
      about: subject, remedy: remedy.vosfact("pay-link", "redirect-key", "redirect.key"))
  }
}
