import CommandLineKit

extension DataManual {
  /// What is written on standard error.
  var errors: String {
    """
    # ERRORS | ERREURS

    With `--format json` or `jsonl` each error and each warning is one object on one line of
    standard error, wrong command lines included. `file`, `line` and `field` say where it is in what
    was read, or are `null`; `message` is for people.
    fr: Avec `--format json` ou `jsonl`, chaque erreur et chaque avertissement est un objet sur une
    ligne de l’erreur standard, lignes de commande fausses comprises. `file`, `line` et `field`
    disent où cela se trouve dans ce qui a été lu, ou valent `null` ; `message` est destiné aux
    personnes.

        {"error": {"code": 65, "name": "bad-data", "message": "…",
          "file": "documents.json", "line": 12, "field": "buyer_name"}}
        {"warning": {"message": "…", "file": null, "line": null, "field": null}}

    - code, name: The exit status that the error stands for, and its name: \(names).
      fr: Le code de sortie que vaut l’erreur, et son nom : \(names).

    A list that an error cuts short is closed: what was written of it is whole.
    fr: Une liste qu’une erreur interrompt est fermée : ce qui en est écrit est entier.
    """
  }

  private var names: String {
    ExitCode.allCases.filter { $0 != .done }.map { "`\($0.name)` (\($0.rawValue))" }
      .joined(separator: ", ")
  }
}
