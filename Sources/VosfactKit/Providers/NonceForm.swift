import Localization

/// What a provider asks for a card with, on a page of ours: its script and the form that this fills in.
protocol NonceForm {
  /// Rules that the page's style has for the form.
  var rules: String { get }
  /// A script that runs once the page is there.
  var script: String { get }
  /// The addresses of the provider's own scripts, which run before that.
  var loadedScripts: [String] { get }
  /// Where these come from, and what they load.
  var outside: ContentPolicy.Outside { get }

  /// The form, which is posted to the page's own address with the field `nonce` to pay `amount`, below what tells that
  /// it does not work or is not filled in well.
  func html(for amount: Amount, in language: Language) -> HTML
}
