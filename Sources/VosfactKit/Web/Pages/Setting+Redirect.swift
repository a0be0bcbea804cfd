/// What customers see once they come back from a provider.
extension Setting<String?> {
  static let redirectAddress = Setting(
    "payment.redirect.url", .address,
    en: "Page of your own that customers are sent to after paying, with a signed query",
    fr: "Page de votre site où les clients sont envoyés après paiement, avec une requête signée")

  static let redirectTemplate = Setting(
    "payment.redirect.template", .returnTemplate,
    en: "File of the template of the page shown after paying, instead of the built-in one",
    fr: "Fichier du modèle de la page affichée après paiement, à la place de celle du programme")
}
