/// How a customer paid, in the words of notifications and in those of the API.
///
/// Source: Braintree's server reference, "Payment Instrument Type"; its GraphQL schema, `PaymentMethodSnapshot`.
enum BraintreeMethod {
  /// The name for `word`, which is either a `payment-instrument-type` or a type of the API.
  static func name(_ word: String) -> String {
    switch word {
    case "credit_card", "CreditCardDetails", "CreditCardTransactionDetails": "card"
    case "paypal_account", "PayPalTransactionDetails": "paypal"
    case "sepa_debit_account", "SEPADirectDebitDetails", "SepaDirectDebitDetails",
      "SEPADirectDebitTransactionDetails":
      "sepa_debit"
    case "us_bank_account", "UsBankAccountDetails": "us_bank_account"
    case "local_payment", "LocalPaymentDetails": "local_payment"
    case "venmo_account", "VenmoAccountDetails": "venmo"
    default: word
    }
  }

  /// Whether money of this method is sure only once it is settled, days later.
  static func isDelayed(_ name: String?) -> Bool {
    name == "sepa_debit" || name == "us_bank_account" || name == "local_payment"
  }
}
