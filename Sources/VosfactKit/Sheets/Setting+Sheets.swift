extension Setting<String?> {
  static let documentTemplate = Setting(
    "document.template", .template,
    en: "File of the template that documents are made by, instead of the built-in one",
    fr: "Fichier du modèle des documents, à la place de celui du programme")
}

extension Setting<Bool> {
  static let transferCode = Setting(
    "document.transfer-code", .boolean, default: "false",
    en: "Whether documents in euro carry a code by which banks' apps fill in a transfer",
    fr: "Code qui remplit un virement dans l’application d’une banque, sur les documents en euros")
}

extension Setting<ProgramLine> {
  static let pdfEngine = Setting(
    "pdf.engine", .command, default: "weasyprint",
    en:
      "What makes PDF: weasyprint, chromium, or a command that reads HTML and writes PDF",
    fr:
      "Ce qui fait les PDF : weasyprint, chromium, ou une commande qui lit du HTML et écrit du PDF")
}

extension Setting<ByteCount> {
  static let pdfKept = Setting(
    "pdf.kept", .size, default: "256MiB",
    en: "How much room the PDF files may take that are kept for the next time; 0 keeps none",
    fr: "Place que peuvent prendre les PDF gardés pour la fois suivante ; 0 n’en garde aucun")

  /// A page of 256 KiB has some 900 lines, which WeasyPrint prints in five seconds and 250 MiB.
  static let pdfLimit = Setting(
    "pdf.web-limit", .size, default: "256KiB",
    en: "Largest page, the logo apart, that visitors get as PDF; 0 gives them none",
    fr: "Plus grande page, hors logo, donnée en PDF aux visiteurs ; 0 n’en donne aucun")
}
