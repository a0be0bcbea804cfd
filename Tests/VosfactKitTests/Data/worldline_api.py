"""Stands in for Worldline's API: it opens pages, keeps payments and refunds, and honours idempotency keys.

Worldline's own library says whether a request is signed as it would sign it, and whether it knows every member of what
is sent and answered. POST /_payment with a page's id, a payment's id, its status and code has the customer try to pay;
POST /_page with a page's id and status changes that; POST /_operation adds one to a payment.
"""

import json
import urllib.parse

from onlinepayments.sdk.communication.request_header import RequestHeader

import stand_in
import worldline_sdk

KEY, SECRET = "A1B2C3D4E5F60718", "q7Zk1mTqXw3rVb8yNc5uHg2eJd9sLf6aPo4iRt0vKxE="
pages, payments, answered_keys = {}, {}, {}
# As an account has them: cards of three schemes and one of a shop's own, then others.
products = [{"id": number, "paymentMethod": method} for number, method in [
    (1, "card"), (3, "card"), (130, "card"), (3103, "redirect"), (302, "mobile"), (771, "directDebit"), (840, "redirect"),
    (5408, "redirect")]]


def answer(request):
    address = urllib.parse.urlparse(request.path)
    body = json.loads(request.body) if request.body else None
    parts = address.path.strip("/").split("/")
    if parts[0].startswith("_"):
        return 200, {"_payment": pay, "_page": change, "_operation": operate}[parts[0]](body)
    if not is_signed(request, address):
        return 403, error("ACCESS_TO_MERCHANT_NOT_ALLOWED", "9007", 403)
    if parts[:2] != ["v2", "SELLER"]:
        return 404, error("UNKNOWN_MERCHANT", "9008", 404)
    return {"GET": get, "POST": post}[request.method](parts[2:], request, body)


def is_signed(request, address):
    authenticator = worldline_sdk.authenticator(KEY, SECRET)
    headers = [RequestHeader(name, value) for name, value in request.headers.items()]
    return request.headers.get("Authorization") == authenticator.get_authorization(request.method, address, headers)


def get(parts, request, body):
    if parts == ["services", "testconnection"]:
        return 200, whole("TestConnection", {"result": "OK"})
    if parts == ["products"]:
        asked = urllib.parse.parse_qs(urllib.parse.urlparse(request.path).query)
        assert asked == {"countryCode": ["FR"], "currencyCode": ["EUR"], "hide": ["fields"]}, asked
        return 200, whole("GetPaymentProductsResponse", {"paymentProducts": products})
    if parts[0] == "hostedcheckouts" and parts[1] in pages:
        page = pages[parts[1]]
        told = {"status": page["status"]}
        if page["tried"]:
            payment = dict(payments[page["tried"][-1]])
            payment.pop("Operations")
            told["createdPaymentOutput"] = {"payment": payment}
        return 200, whole("GetHostedCheckoutResponse", told)
    if parts[0] == "payments" and parts[2:] == ["details"] and parts[1] in payments:
        return 200, whole("PaymentDetailsResponse", payments[parts[1]])
    return 404, error("UNKNOWN_PAYMENT_ID", "1002", 404)


def post(parts, request, body):
    key = request.headers["X-GCS-Idempotence-Key"]
    if key in answered_keys:
        first_body, first = answered_keys[key]
        return (200, first) if first_body == request.body else (409, error("DUPLICATE_REQUEST", "1409", 409))
    if parts == ["hostedcheckouts"]:
        made = open_page(whole("CreateHostedCheckoutRequest", body), request.headers["Host"])
    elif parts[0] == "payments" and parts[2:] == ["refund"] and parts[1] in payments:
        made = refund(payments[parts[1]], whole("RefundRequest", body))
    else:
        return 404, error("UNKNOWN_PAYMENT_ID", "1002", 404)
    answered_keys[key] = (request.body, made)
    return 201, made


def open_page(body, host):
    name = f"450163856{len(pages)}"
    reference = body["order"]["references"]["merchantReference"]
    pages[name] = {"status": "IN_PROGRESS", "tried": [], "order": body["order"]}
    return whole("CreateHostedCheckoutResponse", {
        "RETURNMAC": "37159fa4", "hostedCheckoutId": name, "merchantReference": reference,
        "partialRedirectUrl": f"preprod.example/{name}", "redirectUrl": f"http://{host}/hostedcheckout/{name}"})


def pay(body):
    page = pages[body["page"]]
    amount = page["order"]["amountOfMoney"]
    standing = {"statusCode": body["code"], "isAuthorized": False}
    payments[body["id"]] = {
        "id": body["id"], "status": body["status"], "statusOutput": standing,
        "hostedCheckoutSpecificOutput": {"hostedCheckoutId": body["page"]},
        "paymentOutput": {"amountOfMoney": amount, "references": page["order"]["references"], "paymentMethod": "card"},
        "Operations": [{"id": body["id"], "status": body["status"], "statusOutput": standing, "amountOfMoney": amount,
                        "paymentMethod": "card"}]}
    page["tried"].append(body["id"])
    return {}


def change(body):
    pages[body["page"]]["status"] = body["status"]
    return {}


def operate(body):
    payment = payments[body["payment"]]
    number = len(payment["Operations"])
    made = {"id": body["payment"].split("_")[0] + f"_{number}", "status": body["status"],
            "statusOutput": {"statusCode": body["code"]},
            "amountOfMoney": {"amount": body["amount"], "currencyCode": "EUR"}, "paymentMethod": "card"}
    if "at" in body:
        made["transactionDate"] = body["at"]
    payment["Operations"].append(made)
    return made


def refund(payment, body):
    made = operate({"payment": payment["id"], "status": "REFUND_REQUESTED", "code": 81,
                    "amount": body["amountOfMoney"]["amount"]})
    return whole("RefundResponse", {
        "id": made["id"], "status": made["status"], "statusOutput": made["statusOutput"],
        "refundOutput": {"amountOfMoney": body["amountOfMoney"], "paymentMethod": "card"}})


def whole(name, body):
    kept = worldline_sdk.read(name, body)
    assert kept == "whole", f"{name}: {kept}, of {json.dumps(body)}"
    return body


def error(name, code, status):
    return {"errorId": "15eabcd5-30b3-479b-ae03-67bb351c07e6", "status": status,
            "errors": [{"errorCode": code, "id": name, "httpStatusCode": status, "message": name.lower()}]}


stand_in.serve(answer)
