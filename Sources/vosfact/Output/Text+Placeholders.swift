import Localization

/// What stands for values in help.
extension Text {
  static let address = Text(en: "ADDRESS", fr: "ADRESSE")
  static let amount = Text(en: "AMOUNT", fr: "MONTANT")
  static let code = Text(verbatim: "CODE")
  static let date = Text(verbatim: "DATE")
  static let file = Text(en: "FILE", fr: "FICHIER")
  static let folder = Text(en: "FOLDER", fr: "DOSSIER")
  static let key = Text(en: "KEY", fr: "CLÉ")
  static let kind = Text(en: "KIND", fr: "TYPE")
  static let language = Text(en: "LANGUAGE", fr: "LANGUE")
  static let name = Text(en: "NAME", fr: "NOM")
  static let payment = Text(en: "PAYMENT", fr: "PAIEMENT")
  static let provider = Text(en: "PROVIDER", fr: "PRESTATAIRE")
  static let reference = Text(en: "REF", fr: "RÉF")
  static let state = Text(en: "STATE", fr: "ÉTAT")
  static let value = Text(en: "VALUE", fr: "VALEUR")
  static let words = Text(en: "TEXT", fr: "TEXTE")
}
