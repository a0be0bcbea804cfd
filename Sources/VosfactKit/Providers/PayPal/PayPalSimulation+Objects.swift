/// The objects that events are about, complete as PayPal sends them.
///
/// Source: Orders v2, schema `order`; Payments v2, schemas `capture` and `refund`; Disputes v1, schema `dispute`.
extension PayPalSimulation {
  /// One of the links that objects carry.
  func link(_ path: String, _ relation: JSONValue, _ method: JSONValue = "GET") -> JSONValue {
    ["href": .string("https://\(Self.apiHost)/\(path)"), "rel": relation, "method": method]
  }

  /// The capture, in the state `status`.
  func captureObject(_ status: JSONValue, reason: JSONValue? = nil) -> JSONValue {
    var breakdown: JSONValue?
    if status == "COMPLETED" {
      breakdown = ["gross_amount": amount, "paypal_fee": fee, "net_amount": amount]
    }
    return .present([
      ("id", .string(capture)), ("amount", amount), ("final_capture", true),
      (
        "seller_protection",
        [
          "status": "ELIGIBLE",
          "dispute_categories": ["ITEM_NOT_RECEIVED", "UNAUTHORIZED_TRANSACTION"],
        ]
      ),
      ("seller_receivable_breakdown", breakdown),
      ("custom_id", reference), ("invoice_id", reference), ("status", status),
      ("payee", ["email_address": "seller@pay.example", "merchant_id": "SIMULATED0001"]),
      ("supplementary_data", ["related_ids": ["order_id": .string(order)]]),
      ("create_time", now), ("update_time", now),
      (
        "links",
        [
          link("v2/payments/captures/\(capture)", "self"),
          link("v2/payments/captures/\(capture)/refund", "refund", "POST"),
          link("v2/checkout/orders/\(order)", "up"),
        ]
      ),
      ("status_details", reason.map { ["reason": $0] }),
    ])
  }

  /// The order, in the state `status`.
  func orderObject(_ status: JSONValue) -> JSONValue {
    [
      "id": .string(order), "intent": "CAPTURE", "status": status,
      "purchase_units": [
        [
          "reference_id": "default", "amount": amount, "custom_id": reference,
          "payee": ["email_address": "seller@pay.example", "merchant_id": "SIMULATED0001"],
        ]
      ],
      "create_time": startedAt, "update_time": now,
      "links": [link("v2/checkout/orders/\(order)", "self")],
    ]
  }

  /// An approval that was taken back, as nothing was captured.
  func approvalObject() -> JSONValue {
    [
      "order_id": .string(order),
      "purchase_units": [["reference_id": "default", "custom_id": reference]],
      "payment_source": ["paypal": ["payer_id": "SIMULATED0002"]],
    ]
  }

  /// A refund, by which the event's amount has been given back in all.
  func refundObject() -> JSONValue {
    [
      "id": .string(refund), "amount": amount, "custom_id": reference,
      "status": "COMPLETED",
      "seller_payable_breakdown": [
        "gross_amount": amount, "paypal_fee": fee, "net_amount": amount,
        "total_refunded_amount": amount,
      ],
      "create_time": now, "update_time": now,
      "links": [
        link("v2/payments/refunds/\(refund)", "self"),
        link("v2/payments/captures/\(capture)", "up"),
      ],
    ]
  }

  /// The dispute, which has just begun, or ended with `outcome`.
  func disputeObject(stage: JSONValue = "CHARGEBACK", outcome: JSONValue? = nil) -> JSONValue {
    .present([
      ("dispute_id", .string(dispute)), ("create_time", now), ("update_time", now),
      (
        "disputed_transactions",
        [
          [
            "seller_transaction_id": .string(capture), "create_time": startedAt,
            "transaction_status": "COMPLETED", "gross_amount": asked,
            "custom": reference, "buyer": ["name": "Simulated buyer"],
            "seller": ["merchant_id": "SIMULATED0001", "name": "Simulated seller"],
          ]
        ]
      ),
      ("reason", "UNAUTHORISED"), ("status", outcome == nil ? "OPEN" : "RESOLVED"),
      ("dispute_state", outcome == nil ? "REQUIRED_ACTION" : "RESOLVED"),
      ("dispute_amount", amount), ("dispute_life_cycle_stage", stage),
      ("dispute_channel", "INTERNAL"),
      ("dispute_outcome", outcome.map { ["outcome_code": $0, "amount_refunded": amount] }),
      ("links", [link("v1/customer/disputes/\(dispute)", "self")]),
    ])
  }
}
