import Localization
import VosfactKit

/// What is wrong with a command's words or files, beyond what the command tree checks.
enum CommandError: Error, Equatable {
  case noHome
  case notUTF8(word: String)
  case badOption(name: String, value: String, allowed: Text)
  case unreadable(path: String, reason: String)
  case unwritable(path: String, reason: String)
  case tooLarge(path: String)
  /// What is wrong with a file, or with one of its lines.
  case inFile(Diagnostic.Place, nature: FaultNature, text: Text)
  case nothingNamed
  case nothingToSend
  case oneSecret
  /// A form of documents, asked of a command that writes none.
  case notADocument(form: String)
  /// Several documents, or one that no terminal shows, without a folder to write them into.
  case needsOutput(form: String)
  /// An option that makes sense for secrets only, given with a key that is none.
  case onlyForSecrets(option: String, key: String)
  case demoNeedsOwnDatabase(path: String)
  /// An option of products, without a product.
  case onlyForProducts(option: String)
  case productWithoutAmount
  case productAndDocuments
  case nothingToFillIn
  /// An option of purchases is missing, or given with a document.
  case customerMissing(option: String)
  case onlyForPurchases(option: String)
  case notForPurchases(option: String)
}

extension CommandError: ExplainedError {
  var nature: FaultNature {
    switch self {
    case .noHome: .misconfigured
    case .notUTF8, .badOption, .nothingNamed, .nothingToSend, .oneSecret, .onlyForSecrets,
      .demoNeedsOwnDatabase, .onlyForProducts, .productWithoutAmount, .productAndDocuments,
      .nothingToFillIn,
      .customerMissing, .onlyForPurchases, .notForPurchases,
      .notADocument, .needsOutput:
      .wrongUsage
    case .unreadable: .notFound
    case .unwritable: .cannotWrite
    case .tooLarge: .badValue
    case .inFile(_, let nature, _): nature
    }
  }

  var text: Text {
    switch self {
    case .noHome:
      Text(
        en: "no database is named; HOME is not set; give --db PATH or set VOSFACT_DB",
        fr:
          "aucune base n’est nommée ; HOME n’est pas défini ; donnez --db CHEMIN ou définissez VOSFACT_DB"
      )
    case .notUTF8(let word):
      Text(
        en: "'\(word.shown)' is not UTF-8; it could not be kept as it is; write it in UTF-8",
        fr:
          "« \(word.shown) » n’est pas en UTF-8 ; on ne pourrait le garder tel quel ; écrivez-le en UTF-8"
      )
    case .badOption(let name, let value, let allowed):
      Text(
        en: "'\(value.shown)' is wrong for --\(name); nothing was done; give \(allowed.en)",
        fr:
          "« \(value.shown) » ne convient pas à --\(name) ; rien n’a été fait ; donnez \(allowed.fr)"
      )
    case .unreadable(let path, let reason):
      Text(
        en: "cannot read \(path.shown); \(reason); check the path and its permissions",
        fr: "impossible de lire \(path.shown) ; \(reason) ; vérifiez le chemin et ses droits")
    case .unwritable(let path, let reason):
      Text(
        en: "cannot write \(path.shown); \(reason); check the path and the disk",
        fr: "impossible d’écrire \(path.shown) ; \(reason) ; vérifiez le chemin et le disque")
    case .tooLarge(let path):
      Text(
        en:
          "\(path.shown) is too large; a callback has at most 1 MiB and its headers; check the file",
        fr:
          "\(path.shown) est trop grand ; un rappel a au plus 1 Mio et ses en-têtes ; vérifiez le fichier"
      )
    case .inFile(_, _, let text): text
    case .nothingNamed:
      Text(
        en: "no document is named; nothing was done; give numbers, --from FILE or --unpaid",
        fr:
          "aucun document n’est nommé ; rien n’a été fait ; donnez des numéros, --from FICHIER ou --unpaid"
      )
    case .nothingToSend:
      Text(
        en: "no document is named; nothing was sent; give numbers or --all-unsent",
        fr: "aucun document n’est nommé ; rien n’a été envoyé ; donnez des numéros ou --all-unsent")
    case .oneSecret:
      Text(
        en: "calls must be signed; nothing was changed; give --secret SOURCE or --secret-file FILE",
        fr:
          "les appels doivent être signés ; rien n’a changé ; donnez --secret SOURCE ou --secret-file FICHIER"
      )
    case .notADocument(let form):
      Text(
        en:
          "--format \(form) is for documents only; nothing was done; give table, json, jsonl or csv",
        fr:
          "--format \(form) ne vaut que pour des documents ; rien n’a été fait ; donnez table, json, jsonl ou csv"
      )
    case .needsOutput(let form):
      Text(
        en:
          "\(form) needs a place to go; it is for one document in a pipe or file; give --output FOLDER",
        fr:
          "\(form) doit aller quelque part ; c’est pour un seul document vers un fichier ; donnez --output DOSSIER"
      )
    case .onlyForSecrets(let option, let key):
      Text(
        en: "--\(option) is for secrets only; \(key) is none; leave the option out",
        fr: "--\(option) ne vaut que pour les secrets ; \(key) n’en est pas un ; retirez l’option")
    case .demoNeedsOwnDatabase(let path):
      Text(
        en: "the demo needs a database of its own; \(path.shown) exists; name a new file with --db",
        fr:
          "la démonstration veut une base à elle ; \(path.shown) existe ; nommez un nouveau fichier avec --db"
      )
    case .onlyForProducts(let option):
      Text(
        en: "--\(option) is for products only; none is named; give --product NAME too",
        fr:
          "--\(option) ne vaut que pour les produits ; aucun n’est nommé ; donnez aussi --product NOM"
      )
    case .productWithoutAmount:
      Text(
        en: "the product has no price; nothing was made; give --amount, VAT included",
        fr: "le produit n’a pas de prix ; rien n’a été fait ; donnez --amount, TVA comprise")
    case .productAndDocuments:
      Text(
        en:
          "a product and documents are named; they are not paid by one link; name one or the other",
        fr:
          "un produit et des documents sont nommés ; un lien ne paie pas les deux ; nommez l’un ou les autres"
      )
    case .nothingToFillIn:
      Text(
        en: "nothing is to be filled in; the link stays as it is; give --email or --order",
        fr: "rien n’est à préremplir ; le lien reste tel quel ; donnez --email ou --order")
    case .customerMissing(let option):
      Text(
        en: "the customer's --\(option) is missing; a purchase needs it; give it",
        fr: "il manque --\(option) pour le client ; un achat en a besoin ; donnez-le")
    case .onlyForPurchases(let option):
      Text(
        en: "--\(option) is for purchases only; a document has its own; leave it out",
        fr: "--\(option) ne vaut que pour les achats ; un document a le sien ; retirez-le")
    case .notForPurchases(let option):
      Text(
        en: "--\(option) is not for purchases; a product has its price; leave it out",
        fr: "--\(option) ne vaut pas pour les achats ; un produit a son prix ; retirez-le")
    }
  }

  /// Where it is; `text` says nothing of it.
  var place: Diagnostic.Place? {
    if case .inFile(let place, _, _) = self { place } else { nil }
  }
}
