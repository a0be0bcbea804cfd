public import Localization

/// A document as its reader reads it: every amount, date and word a text in the document's language, whatever
/// the form is that it takes then.
public struct DocumentSheet: Sendable {
  public let language: Language
  /// What it is, as "Facture".
  public let kind: String
  public let number: String
  public let seller: Party
  public let buyer: Party
  /// Dates and references.
  public let facts: [Fact]
  public let lines: [Line]
  /// What the lines come to at each rate; none on a document that has nothing to do with VAT.
  public let taxes: [TaxRow]
  /// The sums, the last of them what counts.
  public let totals: [Fact]
  /// How the document stands, if the reader must know.
  public let stamp: Stamp?
  public let button: PayButton?
  public let transfer: Transfer?
  public let mentions: [String]

  /// The seller or the buyer.
  public struct Party: Sendable {
    public let name: String
    /// The lines of the address under the name.
    public let address: [String]
    /// Numbers in registers, and what else tells who it is.
    public let identifiers: [Fact]
    public let email: String?
  }

  /// A value with the words that say what it is.
  public struct Fact: Equatable, Sendable {
    public let label: String
    public let value: String
  }

  /// A line of the document, or a separator, which has nothing but a name.
  public struct Line: Sendable {
    public let name: String
    public let isSeparator: Bool
    public let quantity: String?
    public let unitPrice: String?
    public let discount: String?
    public let taxRate: String?
    public let net: String?
  }

  public struct TaxRow: Sendable {
    public let rate: String
    public let net: String
    public let tax: String
  }

  /// How a document stands, as it is stamped on it.
  public struct Stamp: Equatable, Sendable {
    public enum Kind: String, Sendable {
      case paid, partial, canceled
    }

    public let kind: Kind
    public let text: String
  }

  /// How money is transferred for it.
  public struct Transfer: Sendable {
    public let iban: String
    public let bic: String?
    /// What the customer is to write beside the transfer.
    public let reference: String
    /// What a bank's app reads as a filled-in transfer, if it is to stand on the document.
    let code: String?
  }

  /// Whether any line has a discount.
  public var hasDiscounts: Bool { lines.contains { $0.discount != nil } }
}
