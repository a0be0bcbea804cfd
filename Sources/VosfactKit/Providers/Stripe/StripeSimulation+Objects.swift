/// The objects that events are about, complete as Stripe sends them.
///
/// Source: API reference, "The Checkout Session object", "The PaymentIntent object", "The Charge object",
/// "The Dispute object".
extension StripeSimulation {
  /// The session, with the states of itself and of its payment, which is made by one means.
  func sessionObject(
    _ status: JSONValue, _ payment: JSONValue, by method: JSONValue = "card"
  ) -> JSONValue {
    [
      "id": .string(session), "object": "checkout.session", "adaptive_pricing": ["enabled": false],
      "after_expiration": nil, "allow_promotion_codes": nil,
      "amount_subtotal": .integer(amount), "amount_total": .integer(amount),
      "automatic_tax": ["enabled": false, "liability": nil, "provider": nil, "status": nil],
      "billing_address_collection": nil, "cancel_url": "https://pay.example/",
      "client_reference_id": .string(reference), "client_secret": nil,
      "collected_information": nil, "consent": nil, "consent_collection": nil,
      "created": .integer(startedAt), "currency": .string(currency),
      "currency_conversion": nil, "custom_fields": [],
      "custom_text": [
        "after_submit": nil, "shipping_address": nil, "submit": nil,
        "terms_of_service_acceptance": nil,
      ],
      "customer": nil, "customer_creation": "if_required", "customer_details": nil,
      "customer_email": nil, "discounts": [],
      "expires_at": .integer(startedAt + 86_400), "invoice": nil,
      "invoice_creation": nil, "livemode": false, "locale": "auto",
      "metadata": ["reference": .string(reference)], "mode": "payment",
      "payment_intent": .string(intent), "payment_link": nil,
      "payment_method_collection": "if_required", "payment_method_configuration_details": nil,
      "payment_method_options": [:], "payment_method_types": [method],
      "payment_status": payment, "phone_number_collection": ["enabled": false],
      "presentment_details": nil, "recovered_from": nil, "saved_payment_method_options": nil,
      "setup_intent": nil, "shipping_address_collection": nil, "shipping_cost": nil,
      "shipping_options": [], "status": status, "submit_type": nil, "subscription": nil,
      "success_url": "https://pay.example/",
      "total_details": ["amount_discount": 0, "amount_shipping": 0, "amount_tax": 0],
      "ui_mode": "hosted", "url": nil, "wallet_options": nil,
    ]
  }

  /// The intent of a payment that was given up.
  func canceledIntentObject() -> JSONValue {
    [
      "id": .string(intent), "object": "payment_intent", "amount": .integer(amount),
      "amount_capturable": 0, "amount_details": ["tip": [:]], "amount_received": 0,
      "application": nil, "application_fee_amount": nil, "automatic_payment_methods": nil,
      "canceled_at": .integer(now), "cancellation_reason": "abandoned",
      "capture_method": "automatic", "client_secret": nil, "confirmation_method": "automatic",
      "created": .integer(startedAt), "currency": .string(currency), "customer": nil,
      "description": nil, "excluded_payment_method_types": nil, "last_payment_error": nil,
      "latest_charge": nil, "livemode": false,
      "metadata": ["reference": .string(reference)], "next_action": nil,
      "on_behalf_of": nil, "payment_method": nil, "payment_method_configuration_details": nil,
      "payment_method_options": ["card": ["request_three_d_secure": "automatic"]],
      "payment_method_types": ["card"], "processing": nil, "receipt_email": nil, "review": nil,
      "setup_future_usage": nil, "shipping": nil, "source": nil, "statement_descriptor": nil,
      "statement_descriptor_suffix": nil, "status": "canceled", "transfer_data": nil,
      "transfer_group": nil,
    ]
  }

  /// The charge, of which the event's amount has been given back in all.
  func refundedChargeObject() -> JSONValue {
    [
      "id": .string(charge), "object": "charge", "amount": .integer(asked),
      "amount_captured": .integer(asked), "amount_refunded": .integer(amount),
      "application": nil, "application_fee": nil, "application_fee_amount": nil,
      "balance_transaction": nil,
      "billing_details": [
        "address": [
          "city": nil, "country": "FR", "line1": nil, "line2": nil, "postal_code": nil,
          "state": nil,
        ],
        "email": nil, "name": nil, "phone": nil, "tax_id": nil,
      ],
      "calculated_statement_descriptor": nil, "captured": true,
      "created": .integer(startedAt), "currency": .string(currency), "customer": nil,
      "description": nil, "destination": nil, "dispute": nil, "disputed": false,
      "failure_balance_transaction": nil, "failure_code": nil, "failure_message": nil,
      "fraud_details": [:], "livemode": false,
      "metadata": ["reference": .string(reference)], "on_behalf_of": nil, "order": nil,
      "outcome": [
        "network_status": "approved_by_network", "reason": nil, "risk_level": "normal",
        "seller_message": "Payment complete.", "type": "authorized",
      ],
      "paid": true, "payment_intent": .string(intent), "payment_method": nil,
      "payment_method_details": [
        "card": [
          "brand": "visa", "country": "FR", "exp_month": 12, "exp_year": 2034,
          "funding": "credit", "last4": "4242", "network": "visa", "wallet": nil,
        ],
        "type": "card",
      ],
      "receipt_email": nil, "receipt_number": nil, "receipt_url": nil,
      "refunded": .bool(amount == asked), "review": nil, "shipping": nil,
      "source": nil, "source_transfer": nil, "statement_descriptor": nil,
      "statement_descriptor_suffix": nil, "status": "succeeded", "transfer_data": nil,
      "transfer_group": nil,
    ]
  }

  /// The dispute, in the state `status`. It carries no reference of ours.
  ///
  /// - Parameter fee: what Stripe has taken for it beside its amount, in Stripe's units; `nil` while it has taken nothing.
  func disputeObject(_ status: JSONValue, fee: Int64? = nil) -> JSONValue {
    let withdrawal = fee.map { fee -> JSONValue in
      [
        "id": .string("txn_simulated\(reference)"), "object": "balance_transaction",
        "amount": .integer(-amount), "available_on": .integer(now), "created": .integer(now),
        "currency": .string(currency), "exchange_rate": nil, "fee": .integer(fee),
        "net": .integer(-amount - fee), "reporting_category": "dispute",
        "source": .string(dispute), "status": "pending", "type": "adjustment",
      ]
    }
    return [
      "id": .string(dispute), "object": "dispute", "amount": .integer(amount),
      "balance_transactions": .array([withdrawal].compactMap(\.self)), "charge": .string(charge),
      "created": .integer(now),
      "currency": .string(currency), "enhanced_eligibility_types": [],
      "evidence": [
        "access_activity_log": nil, "billing_address": nil, "cancellation_policy": nil,
        "customer_communication": nil, "customer_email_address": nil, "customer_name": nil,
        "customer_signature": nil, "product_description": nil, "receipt": nil,
        "refund_policy": nil, "service_date": nil, "shipping_documentation": nil,
        "uncategorized_text": nil,
      ],
      "evidence_details": [
        "due_by": .integer(now + 7 * 86_400), "enhanced_eligibility": [:],
        "has_evidence": false, "past_due": false, "submission_count": 0,
      ],
      "is_charge_refundable": false, "livemode": false, "metadata": [:],
      "payment_intent": .string(intent),
      "payment_method_details": [
        "card": ["brand": "visa", "case_type": "chargeback", "network_reason_code": "10.4"],
        "type": "card",
      ],
      "reason": "fraudulent", "status": status,
    ]
  }
}
