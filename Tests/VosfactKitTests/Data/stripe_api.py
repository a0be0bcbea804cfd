"""Stands in for Stripe's API: it keeps Checkout Sessions and refunds, and honours idempotency keys."""

import urllib.parse

import stand_in

sessions = {}
answered_keys = {}


def answer(request):
    path = urllib.parse.urlsplit(request.path).path
    if not request.headers.get("Authorization", "").startswith("Bearer sk_test_"):
        return 401, error("invalid_request_error", "Invalid API Key provided")
    if (request.method, path) == ("GET", "/v1/checkout/sessions"):
        return 200, {"object": "list", "data": [], "has_more": False}
    if request.method == "GET" and path.rpartition("/")[2] in sessions:
        return 200, sessions[path.rpartition("/")[2]]
    make = {"/v1/checkout/sessions": session, "/v1/refunds": refund}.get(path)
    if request.method != "POST" or make is None:
        return 404, error("invalid_request_error", "Unrecognized request URL")
    key = request.headers["Idempotency-Key"]
    if key in answered_keys:
        first_body, first = answered_keys[key]
        if first_body == request.body:
            return 200, first
        return 400, error("idempotency_error", "Keys can only be used with the same parameters")
    made = make(request, dict(urllib.parse.parse_qsl(request.body.decode(), strict_parsing=True)))
    answered_keys[key] = (request.body, made)
    return 200, made


def session(request, form):
    name = "cs_test_a%d" % (len(sessions) + 1)
    sessions[name] = {
        "id": name,
        "object": "checkout.session",
        "amount_total": int(form["line_items[0][price_data][unit_amount]"]),
        "client_reference_id": form["client_reference_id"],
        "created": int(form["expires_at"]) - 86400,
        "currency": form["line_items[0][price_data][currency]"],
        "expires_at": int(form["expires_at"]),
        "livemode": False,
        "mode": form["mode"],
        "payment_intent": None,
        "payment_status": "unpaid",
        "status": "open",
        "url": "http://%s/c/pay/%s" % (request.headers["Host"], name),
    }
    return sessions[name]


def refund(request, form):
    return {
        "id": "re_%d" % (len(answered_keys) + 1),
        "object": "refund",
        "amount": int(form["amount"]),
        "metadata": {"reference": form["metadata[reference]"]},
        "payment_intent": form["payment_intent"],
        "status": "succeeded",
    }


def error(kind, message):
    return {"error": {"type": kind, "message": message}}


stand_in.serve(answer)
