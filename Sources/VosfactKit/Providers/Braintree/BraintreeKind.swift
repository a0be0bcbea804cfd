/// The kinds of notification that Braintree sends.
///
/// Source: Braintree's guide "Webhooks", section "Notification kinds"; all of them as its own libraries have them.
enum BraintreeKind: String, CaseIterable {
  // Of a transaction that a bank is asked for, and of refunds.
  case transactionSettled = "transaction_settled"
  case transactionSettlementDeclined = "transaction_settlement_declined"
  case refundFailed = "refund_failed"
  // Of a means of a country's own.
  case localPaymentCompleted = "local_payment_completed"
  case localPaymentExpired = "local_payment_expired"
  case localPaymentFunded = "local_payment_funded"
  case localPaymentReversed = "local_payment_reversed"
  // Of a dispute.
  case disputeAccepted = "dispute_accepted"
  case disputeAutoAccepted = "dispute_auto_accepted"
  case disputeDisputed = "dispute_disputed"
  case disputeExpired = "dispute_expired"
  case disputeLost = "dispute_lost"
  case disputeOpened = "dispute_opened"
  case disputeUnderReview = "dispute_under_review"
  case disputeWon = "dispute_won"
  // What the seller is paid out, and what somebody looked at: of the customer's money they tell nothing new.
  case disbursement
  case disbursementException = "disbursement_exception"
  case transactionDisbursed = "transaction_disbursed"
  case transactionRetried = "transaction_retried"
  case transactionReviewed = "transaction_reviewed"
  // What is not used here.
  case accountUpdaterDailyReport = "account_updater_daily_report"
  case check
  case connectedMerchantPayPalStatusChanged = "connected_merchant_paypal_status_changed"
  case connectedMerchantStatusTransitioned = "connected_merchant_status_transitioned"
  case grantedPaymentMethodRevoked = "granted_payment_method_revoked"
  case grantorUpdatedGrantedPaymentMethod = "grantor_updated_granted_payment_method"
  case oAuthAccessRevoked = "oauth_access_revoked"
  case partnerMerchantConnected = "partner_merchant_connected"
  case partnerMerchantDeclined = "partner_merchant_declined"
  case partnerMerchantDisconnected = "partner_merchant_disconnected"
  case paymentMethodCustomerDataUpdated = "payment_method_customer_data_updated"
  case paymentMethodRevokedByCustomer = "payment_method_revoked_by_customer"
  case recipientUpdatedGrantedPaymentMethod = "recipient_updated_granted_payment_method"
  case subscriptionBillingSkipped = "subscription_billing_skipped"
  case subscriptionCanceled = "subscription_canceled"
  case subscriptionChargedSuccessfully = "subscription_charged_successfully"
  case subscriptionChargedUnsuccessfully = "subscription_charged_unsuccessfully"
  case subscriptionExpired = "subscription_expired"
  case subscriptionTrialEnded = "subscription_trial_ended"
  case subscriptionWentActive = "subscription_went_active"
  case subscriptionWentPastDue = "subscription_went_past_due"
}
