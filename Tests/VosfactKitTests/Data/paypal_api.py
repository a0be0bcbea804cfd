"""Stands in for PayPal's API: it keeps orders, captures and refunds, and honours request ids.

POST /_approve with the id of an order does what the customer does on PayPal's page. The certificates that it
serves are those that POST /_certificate gave it.
"""

import base64
import json
import urllib.parse

import stand_in

TOKEN = "A21AAtokenOfTheStandIn"
CREDENTIALS = base64.b64encode(b"client-1:secret-of-the-client").decode()
TIME = "2026-09-21T14:%02d:00Z"

orders = {}
disputes = {}
certificates = {}
answered = {}


def answer(request):
    path = urllib.parse.urlsplit(request.path).path
    if path == "/_approve":
        orders[request.body.decode()].update(status="APPROVED", update_time=TIME % 5)
        return 200, {}
    if path == "/_certificate":
        certificates.update(json.loads(request.body))
        return 200, {}
    if path == "/_dispute":
        dispute = json.loads(request.body)
        disputes[dispute["dispute_id"]] = dispute
        return 200, {}
    if path.startswith("/v1/notifications/certs/"):
        name = path.rpartition("/")[2]
        return (200, certificates[name]) if name in certificates else (404, "not found")
    if path == "/v1/oauth2/token":
        return token(request)
    if request.headers.get("Authorization") != "Bearer " + TOKEN:
        return 401, {"error": "invalid_token", "error_description": "Token signature verification failed"}
    parts = path.strip("/").split("/")
    if request.method == "GET":
        return get(parts, urllib.parse.parse_qs(urllib.parse.urlsplit(request.path).query))
    key = request.headers["PayPal-Request-Id"]
    if key not in answered:
        answered[key] = post(parts, json.loads(request.body), request.headers["Host"])
    return answered[key]


def token(request):
    if request.headers.get("Authorization") != "Basic " + CREDENTIALS:
        return 401, {"error": "invalid_client", "error_description": "Client Authentication failed"}
    if request.body != b"grant_type=client_credentials":
        return 400, {"error": "unsupported_grant_type"}
    return 200, {"access_token": TOKEN, "token_type": "Bearer", "expires_in": 31668}


def get(parts, query):
    if parts[:3] == ["v1", "notifications", "webhooks"] and parts[3] == "9XL90610J3647323C":
        return 200, {"id": parts[3]}
    if parts[:3] == ["v2", "checkout", "orders"] and parts[3] in orders:
        return 200, orders[parts[3]]
    if parts == ["v1", "customer", "disputes"]:
        wanted = query["disputed_transaction_id"][0]
        items = [
            {"dispute_id": name, "status": dispute["status"]}
            for name, dispute in disputes.items()
            if dispute["disputed_transactions"][0]["seller_transaction_id"] == wanted
        ]
        return 200, {"items": items}
    if parts[:3] == ["v1", "customer", "disputes"] and parts[3] in disputes:
        return 200, disputes[parts[3]]
    if parts[:3] == ["v2", "payments", "captures"]:
        for order in orders.values():
            for capture in order["purchase_units"][0].get("payments", {}).get("captures", []):
                if capture["id"] == parts[3]:
                    return 200, capture
    return 404, error("RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")


def post(parts, body, host):
    if parts == ["v2", "checkout", "orders"]:
        return create(body, host)
    if parts[:3] == ["v2", "checkout", "orders"] and parts[4:] == ["capture"]:
        return capture(orders[parts[3]])
    if parts[:3] == ["v2", "payments", "captures"] and parts[4:] == ["refund"]:
        return refund(parts[3], body)
    return 404, error("RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")


def create(body, host):
    name = "ORDER%d" % (len(orders) + 1)
    orders[name] = {
        "id": name,
        "intent": "CAPTURE",
        "status": "PAYER_ACTION_REQUIRED",
        "payment_source": {"paypal": {}},
        "purchase_units": [dict(body["purchase_units"][0], reference_id="default")],
        "create_time": TIME % 0,
        "links": [
            {"href": "http://%s/v2/checkout/orders/%s" % (host, name), "rel": "self", "method": "GET"},
            {
                "href": "http://%s/checkoutnow?token=%s" % (host, name),
                "rel": "payer-action",
                "method": "GET",
            },
        ],
    }
    return 201, orders[name]


def capture(order):
    if order["status"] == "COMPLETED":
        return 422, error("UNPROCESSABLE_ENTITY", "ORDER_ALREADY_CAPTURED")
    if order["status"] != "APPROVED":
        return 422, error("UNPROCESSABLE_ENTITY", "ORDER_NOT_APPROVED")
    unit = order["purchase_units"][0]
    unit["payments"] = {
        "captures": [
            {
                "id": "CAPTURE" + order["id"],
                "status": "COMPLETED",
                "amount": unit["amount"],
                "custom_id": unit["custom_id"],
                "create_time": TIME % 10,
                "update_time": TIME % 10,
            }
        ]
    }
    order["status"] = "COMPLETED"
    return 201, order


def refund(name, body):
    for order in orders.values():
        payments = order["purchase_units"][0].get("payments", {})
        for captured in payments.get("captures", []):
            if captured["id"] == name:
                refunds = payments.setdefault("refunds", [])
                time = TIME % (20 + len(refunds))
                refunds.append(
                    {
                        "id": "REFUND%d" % (len(refunds) + 1),
                        "status": "COMPLETED",
                        "amount": body["amount"],
                        "create_time": time,
                        "update_time": time,
                    }
                )
                captured.update(status="PARTIALLY_REFUNDED", update_time=time)
                return 201, refunds[-1]
    return 404, error("RESOURCE_NOT_FOUND", "INVALID_RESOURCE_ID")


def error(name, issue):
    return {
        "name": name,
        "message": "The requested action could not be performed",
        "debug_id": "90957fca61718",
        "details": [{"issue": issue, "description": "As the issue says"}],
    }


stand_in.serve(answer)
