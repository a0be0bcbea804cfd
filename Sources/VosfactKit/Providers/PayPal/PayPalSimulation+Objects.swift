/// The objects that events are about, complete as PayPal sends them.
///
/// Source: Orders v2, schema `order`; Payments v2, schemas `capture` and `refund`; Disputes v1, schema `dispute`.
extension PayPalSimulation {
  /// One of the links that objects carry.
  func link(_ path: String, _ relation: JSONValue, _ method: JSONValue = "GET") -> JSONValue {
    [
      "href": .string("https://\(Self.apiHost)/\(path)"), "rel": relation, "method": method,
    ]
  }

  /// The capture, in the state `status`.
  func captureObject(
    _ facts: PayPalFacts, _ status: JSONValue, reason: JSONValue? = nil
  ) -> JSONValue {
    var members = [
      JSONMember("id", .string(capture)), JSONMember("amount", facts.amount),
      JSONMember("final_capture", true),
      JSONMember(
        "seller_protection",
        [
          "status": "ELIGIBLE",
          "dispute_categories": ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"],
        ]),
    ]
    if status == "COMPLETED" {
      members.append(
        JSONMember(
          "seller_receivable_breakdown",
          [
            "gross_amount": facts.amount, "paypal_fee": facts.fee, "net_amount": facts.amount,
          ]))
    }
    members += [
      JSONMember("custom_id", facts.reference), JSONMember("invoice_id", facts.reference),
      JSONMember("status", status),
      JSONMember(
        "payee", ["email_address": "seller@pay.example", "merchant_id": "SIMULATED0001"]),
      JSONMember(
        "supplementary_data", ["related_ids": ["order_id": .string(order)]]),
      JSONMember("create_time", facts.now), JSONMember("update_time", facts.now),
      JSONMember(
        "links",
        [
          link("v2/payments/captures/\(capture)", "self"),
          link("v2/payments/captures/\(capture)/refund", "refund", "POST"),
          link("v2/checkout/orders/\(order)", "up"),
        ]),
    ]
    if let reason { members.append(JSONMember("status_details", ["reason": reason])) }
    return .object(members)
  }

  /// The order, in the state `status`.
  func orderObject(_ facts: PayPalFacts, _ status: JSONValue) -> JSONValue {
    [
      "id": .string(order), "intent": "CAPTURE", "status": status,
      "purchase_units": [
        [
          "reference_id": "default", "amount": facts.amount, "custom_id": facts.reference,
          "payee": ["email_address": "seller@pay.example", "merchant_id": "SIMULATED0001"],
        ]
      ],
      "create_time": facts.startedAt, "update_time": facts.now,
      "links": [link("v2/checkout/orders/\(order)", "self")],
    ]
  }

  /// An approval that was taken back, as nothing was captured.
  func approvalObject(_ facts: PayPalFacts) -> JSONValue {
    [
      "order_id": .string(order),
      "purchase_units": [["reference_id": "default", "custom_id": facts.reference]],
      "payment_source": ["paypal": ["payer_id": "SIMULATED0002"]],
    ]
  }

  /// A refund, by which the event's amount has been given back in all.
  func refundObject(_ facts: PayPalFacts) -> JSONValue {
    [
      "id": .string(refund), "amount": facts.amount, "custom_id": facts.reference,
      "status": "COMPLETED",
      "seller_payable_breakdown": [
        "gross_amount": facts.amount, "paypal_fee": facts.fee, "net_amount": facts.amount,
        "total_refunded_amount": facts.amount,
      ],
      "create_time": facts.now, "update_time": facts.now,
      "links": [
        link("v2/payments/refunds/\(refund)", "self"),
        link("v2/payments/captures/\(capture)", "up"),
      ],
    ]
  }

  /// The dispute that has just begun.
  func disputeObject(_ facts: PayPalFacts) -> JSONValue {
    [
      "dispute_id": .string(dispute), "create_time": facts.now, "update_time": facts.now,
      "disputed_transactions": [
        [
          "seller_transaction_id": .string(capture), "create_time": facts.startedAt,
          "transaction_status": "COMPLETED", "gross_amount": facts.asked,
          "custom": facts.reference, "buyer": ["name": "Simulated buyer"],
          "seller": ["merchant_id": "SIMULATED0001", "name": "Simulated seller"],
        ]
      ],
      "reason": "UNAUTHORISED", "status": "OPEN", "dispute_state": "REQUIRED_ACTION",
      "dispute_amount": facts.amount, "dispute_life_cycle_stage": "CHARGEBACK",
      "dispute_channel": "INTERNAL",
      "links": [link("v1/customer/disputes/\(dispute)", "self")],
    ]
  }
}
