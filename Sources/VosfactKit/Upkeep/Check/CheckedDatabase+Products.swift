import Localization

extension CheckedDatabase {
  /// That each product on sale can be bought, and that its customers come back to the seller.
  func checkProducts(_ findings: inout CheckFindings) throws {
    let isAnyEnabled = try providers.all.contains { try $0.isEnabled }
    let payability = try Payability(settings)
    var isRedirectTold = false
    try ProductStore(database: database).forEach { product in
      guard product.retiredAt == nil else { return }
      let id = product.publicID.description
      do throws(NotPayable) {
        try payability.check(product)
      } catch {
        try add(error, about: id, &findings)
        return
      }
      if !isRedirectTold, let address = product.terms.returnAddress {
        // Of many products, all for the same reason, one tells it.
        isRedirectTold = true
        try checkRedirect(to: address, about: id, &findings)
      }
      let amount = product.terms.amount
      try findings.add(
        .warning, if: isAnyEnabled && providers.offered(for: amount).isEmpty, about: id,
        remedy: remedy.vosfact("pay-link", "revoke", id),
        en: "it is on sale, but no enabled provider takes \(amount.text.en)",
        fr: "il est en vente, mais aucun prestataire activé n’accepte \(amount.text.fr)")
    }
  }

  private func add(_ reason: NotPayable, about id: String, _ findings: inout CheckFindings) throws {
    let isDisabled = reason == .disabled
    let setting: any AnySetting = isDisabled ? Setting.onlinePaymentsEnabled : Setting.maximumAmount
    // Who set payments off wants it so.
    try findings.add(
      .warning, if: !isDisabled || settings.stored(setting) == nil, about: id,
      remedy: remedy.changing(setting, isDisabled ? .set("true") : .unset),
      en: "it is on sale, but cannot be bought: see the setting \(setting.key)",
      fr: "il est en vente, mais ne peut être acheté : voyez le réglage \(setting.key)")
  }

  /// That customers come to a page of the user's own, if there is one: only a signed address leads to it.
  ///
  /// - Parameter subject: what names the address.
  func checkRedirect(
    to address: String?, about subject: String, _ findings: inout CheckFindings
  ) throws(StorageError) {
    guard address != nil, try !redirect.hasKey else { return }
    findings.add(
      .warning, about: subject, remedy: remedy.vosfact("pay-link", "redirect-key", "redirect.key"),
      en: "customers are not sent to the page after paying: no key signs its address",
      fr: "les clients n’arrivent pas à la page après paiement : aucune clé ne signe son adresse")
  }
}
