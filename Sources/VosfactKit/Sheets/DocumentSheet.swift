package import Localization

/// A document as its reader reads it: every amount, date and word a text in the document's language, whatever
/// the form is that it takes then.
package struct DocumentSheet: Sendable {
  package let language: Language
  /// What it is, as "Facture".
  package let kind: String
  package let number: String
  package let seller: Party
  package let buyer: Party
  /// Dates and references.
  package let facts: [Fact]
  package let lines: [Line]
  /// What the lines come to at each rate; none on a document that has nothing to do with VAT.
  package let taxes: [TaxRow]
  /// The sums, the last of them what counts.
  package let totals: [Fact]
  /// How the document stands, if the reader must know.
  package let stamp: Stamp?
  package let button: PayButton?
  package let transfer: Transfer?
  package let mentions: [String]

  /// The seller or the buyer.
  package struct Party: Sendable {
    package let name: String
    /// The lines of the address under the name.
    package let address: [String]
    /// Numbers in registers, and what else tells who it is.
    package let identifiers: [Fact]
    package let email: String?
  }

  /// A value with the words that say what it is.
  package struct Fact: Equatable, Sendable {
    package let label: String
    package let value: String
  }

  /// A line of the document, or a separator, which has nothing but a name.
  package struct Line: Sendable {
    package let name: String
    /// When it was supplied, in words; `nil` where that is not said line by line.
    package let supply: String?
    package let isSeparator: Bool
    package let quantity: String?
    package let unitPrice: String?
    package let discount: String?
    package let taxRate: String?
    package let net: String?
  }

  package struct TaxRow: Sendable {
    package let rate: String
    /// Why it bears no VAT, where lines say so themselves.
    package let exemption: String?
    package let net: String
    package let tax: String
  }

  /// How a document stands, as it is stamped on it.
  package struct Stamp: Equatable, Sendable {
    package enum Kind: String, Sendable {
      case paid, partial, canceled
    }

    package let kind: Kind
    package let text: String
  }

  /// How money is transferred for it.
  package struct Transfer: Sendable {
    package let iban: String
    package let bic: String?
    /// What the customer is to write beside the transfer.
    package let reference: String
    /// What a bank's app reads as a filled-in transfer, if it is to stand on the document.
    let code: String?
  }

  /// Whether any line has a discount.
  package var hasDiscounts: Bool { lines.contains { $0.discount != nil } }
}
