import Localization

/// The check that each product on sale can be bought, and that its customers come back to the seller.
struct ProductsCheck {
  let database: Database
  let providers: Providers
  let redirect: ReturnRedirect
  let remedy: Remedy

  func run() throws -> CheckFindings {
    var findings = CheckFindings(.products, subject: database.path)
    let isAnyEnabled = try providers.all.contains { try $0.isEnabled }
    let payability = try Payability(Settings(database: database))
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
        try RedirectCheck(redirect: redirect, remedy: remedy).run(address, about: id, &findings)
      }
      let amount = product.terms.amount
      if isAnyEnabled, try providers.offered(for: amount).isEmpty {
        findings.warning(
          Text(
            en: "it is on sale, but no enabled provider takes \(amount.text.en)",
            fr: "il est en vente, mais aucun prestataire activé n’accepte \(amount.text.fr)"),
          about: id, remedy: remedy.vosfact("pay-link", "revoke", id))
      }
    }
    return findings
  }

  private func add(
    _ reason: NotPayable, about id: String, _ findings: inout CheckFindings
  ) throws {
    let setting =
      switch reason {
      case .disabled: Setting.onlinePaymentsEnabled
      default: Setting.maximumAmount
      }
    // Who set payments off wants it so.
    if reason == .disabled, try Settings(database: database).stored(setting) != nil { return }
    findings.warning(
      Text(
        en: "it is on sale, but cannot be bought: see the setting \(setting.key)",
        fr: "il est en vente, mais ne peut être acheté : voyez le réglage \(setting.key)"),
      about: id,
      remedy: reason == .disabled
        ? remedy.vosfact("settings", "set", setting.key, "true")
        : remedy.vosfact("settings", "unset", setting.key))
  }
}
