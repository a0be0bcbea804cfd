"""Stands in for the APIs of all providers at once, to be reconciled with.

It opens what Stripe and PayPal open at the start of a payment. Asked how a payment stands, it says that it is paid;
but a tenth of the payments fail in one of the ways that the providers' references name, the first times that
they are asked about. It prints its port, and serves until its standard input ends.

POST /_run begins another run, and tells how often each payment was told of in the last one.
"""

import collections
import http.server
import json
import os
import sys
import threading
import urllib.parse
import zlib

lock = threading.Lock()
opened = {}
asked = collections.Counter()
told = collections.Counter()

CREATED = 1_795_000_000
DATE = "2026-11-18T06:26:40Z"

# What is answered to who only tries the credentials.
CREDENTIALS = {
    "SDKTest": '{"status": "SUCCESS", "answer": {"value": "vosfact"}}',
    "9XL90610J3647323C": '{"id": "9XL90610J3647323C"}',
    "sessions": '{"object": "list", "data": [], "has_more": false}',
    "querydirect.asp": '<ncresponse STATUS="88" NCERROR="50001130"/>',
}

# Status, body, headers.
FAILURES = [
    (429, "{}", {"Retry-After": "0"}),
    (500, "{}", {}),
    (503, "<html>", {"Retry-After": "0"}),
    (200, "not what was asked for", {}),
    (200, '{"half": ', {}),
    (401, '{"error": "revoked"}', {}),
    (404, "gone", {}),
    None,  # The connection breaks.
]


def failure(reference):
    """How the payment fails this time; "" if it does not."""
    asked[reference] += 1
    number = zlib.crc32(reference.encode())
    if number % 10 or asked[reference] > 2:
        return ""
    return FAILURES[number // 10 % len(FAILURES)]


def answer(method, path, body):
    parts = urllib.parse.urlsplit(path).path.strip("/").split("/")
    if path == "/_run":
        counts = dict(told)
        told.clear()
        return 200, json.dumps(counts), {}
    if parts[-1] == "token":
        return 200, json.dumps({"access_token": "T", "token_type": "Bearer", "expires_in": 30000}), {}
    if parts[1:3] == ["customer", "disputes"]:
        return 200, '{"items": []}', {}
    if path.endswith(("?limit=1", "SDKTest", "9XL90610J3647323C")) or "vosfact-test" in body:
        return 200, CREDENTIALS[parts[-1]], {}
    if "ping" in body and parts[-1] == "graphql":
        return 200, '{"data": {"ping": "pong"}}', {}
    if parts[-1].startswith("00000000"):
        return 404, "{}", {}
    if method == "POST" and parts[-1] in ("sessions", "orders", "invoices"):
        return 200, json.dumps(open_payment(parts[-1], body)), {}
    reference, standing = {
        "sessions": stripe, "Get": payzen, "querydirect.asp": ingenico, "orders": paypal, "graphql": braintree,
        "invoices": bitpay,
    }[parts[-2] if method == "GET" else parts[-1]](parts, body)
    fault = failure(reference)
    if fault != "":
        return fault
    told[reference] += 1
    return 200, standing if isinstance(standing, str) else json.dumps(standing), {}


def open_payment(kind, body):
    if kind == "orders":
        unit = json.loads(body)["purchase_units"][0]
        name = f"ORDER{len(opened) + 1}"
        opened[name] = unit
        link = {"href": f"{BASE}/checkoutnow?token={name}", "rel": "payer-action", "method": "GET"}
        return {"id": name, "status": "PAYER_ACTION_REQUIRED", "links": [link]}
    if kind == "invoices":
        name = f"Invoice{len(opened) + 1}"
        opened[name] = json.loads(body)["orderId"]
        return {"data": {"id": name, "url": f"{BASE}/invoice?id={name}"}}
    form = dict(urllib.parse.parse_qsl(body))
    name = f"cs_test_{len(opened) + 1}"
    opened[name] = form["client_reference_id"]
    return {"id": name, "object": "checkout.session", "livemode": False, "status": "open",
            "payment_status": "unpaid", "payment_intent": None, "mode": "payment", "created": CREATED,
            "expires_at": int(form["expires_at"]), "amount_total": 1200, "currency": "eur",
            "client_reference_id": form["client_reference_id"], "url": f"{BASE}/c/pay/{name}"}


def stripe(parts, body):
    reference = opened[parts[-1]]
    charge = {"id": f"ch_{reference}", "object": "charge", "amount_refunded": 0, "created": CREATED,
              "currency": "eur", "disputed": False}
    return reference, {
        "id": parts[-1], "object": "checkout.session", "amount_total": 1200, "currency": "eur",
        "client_reference_id": reference, "created": CREATED, "expires_at": CREATED + 86_400, "livemode": False,
        "mode": "payment", "payment_method_types": ["card"], "payment_status": "paid", "status": "complete",
        "payment_intent": {"id": f"pi_{reference}", "object": "payment_intent", "latest_charge": charge}}


def payzen(parts, body):
    reference = json.loads(body)["orderId"]
    transaction = {"uuid": f"{zlib.crc32(reference.encode()):032x}", "amount": 1200, "currency": "EUR",
                   "detailedStatus": "CAPTURED", "operationType": "DEBIT", "creationDate": DATE}
    return reference, {"status": "SUCCESS", "answer": {"transactions": [transaction]}}


def ingenico(parts, body):
    reference = dict(urllib.parse.parse_qsl(body))["ORDERID"]
    return reference, (f'<ncresponse orderID="{reference}" PAYID="{zlib.crc32(reference.encode())}" PAYIDSUB="0"'
                       ' STATUS="9" NCERROR="0" amount="12" currency="EUR" PM="CreditCard"/>')


def paypal(parts, body):
    unit = opened[parts[-1]]
    capture = {"id": f"CAPTURE{parts[-1]}", "status": "COMPLETED", "amount": unit["amount"],
               "custom_id": unit["custom_id"], "create_time": DATE, "update_time": DATE}
    return unit["custom_id"], {
        "id": parts[-1], "intent": "CAPTURE", "status": "COMPLETED", "create_time": DATE, "update_time": DATE,
        "payment_source": {"paypal": {}},
        "purchase_units": [dict(unit, reference_id="default", payments={"captures": [capture]})]}


def braintree(parts, body):
    reference = json.loads(body)["variables"]["input"]["orderId"]["is"]
    node = {"id": f"global{reference}", "legacyId": reference[:8].lower(), "status": "SETTLED", "createdAt": DATE,
            "orderId": reference, "amount": {"value": "12.00", "currencyCode": "EUR"},
            "paymentMethodSnapshot": {"__typename": "CreditCardDetails"}, "statusHistory": [], "refunds": [],
            "disputes": []}
    return reference, {"data": {"search": {"transactions": {"edges": [{"node": node}]}}}}


def bitpay(parts, body):
    reference = opened[parts[-1]]
    return reference, {"data": {
        "id": parts[-1], "status": "complete", "price": 12, "currency": "EUR", "orderId": reference,
        "invoiceTime": CREATED * 1000, "exceptionStatus": False}}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with lock:
            answered = answer(self.command, self.path, body)
        if answered is None:
            self.close_connection = True
            return
        status, text, headers = answered
        self.send_response(status)
        self.send_header("Content-Length", str(len(text.encode())))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_POST = handle_request

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
server.handle_error = lambda request, client_address: None  # A client that was killed says no goodbye.
BASE = f"http://127.0.0.1:{server.server_port}"
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
