"""Stands in for Braintree's API, which speaks GraphQL: it keeps transactions, and lets each nonce be used once.

Where a card must be verified with its bank, one of an unverified nonce is rejected.
"""

import base64
import json

import stand_in

KEYS = base64.b64encode(b"9hz5c3r8k2tq7wvn:4f8b2d6e0a1c3957bd24e68f0a9c1b35").decode()
transactions = []
used_nonces = set()


def answer(request):
    if (request.method, request.path) != ("POST", "/graphql"):
        return 404, {"message": "Not Found"}
    if request.headers.get("Authorization") != "Basic " + KEYS:
        return 200, error("AUTHENTICATION", "Authentication credentials are invalid")
    asked = json.loads(request.body)
    variables = asked["variables"].get("input", {})
    for field, operation in OPERATIONS.items():
        if field in asked["query"]:
            return 200, operation(variables)
    return 200, error("VALIDATION", "Unknown operation")


def ping(variables):
    return {"data": {"ping": "pong"}}


def client_token(variables):
    account = variables["clientToken"]["merchantAccountId"]
    return {"data": {"createClientToken": {"clientToken": "token for " + account}}}


def charge(variables):
    nonce, asked = variables["paymentMethodId"], variables["transaction"]
    if nonce in used_nonces:
        return error("VALIDATION", "Cannot use a single-use payment method more than once.")
    used_nonces.add(nonce)
    declined = nonce.startswith("fake-processor-declined")
    short = "tx%06d" % (len(transactions) + 1)
    options = variables.get("options", {})
    verified = options.get("threeDSecureAuthentication", {}).get("required", False)
    status = "PROCESSOR_DECLINED" if declined else "SUBMITTED_FOR_SETTLEMENT"
    if verified and nonce.startswith("fake-unverified"):
        status = "GATEWAY_REJECTED"
    authentication = None
    if verified:
        failed = status == "GATEWAY_REJECTED"
        authentication = {
            "authenticationStatus": "AUTHENTICATE_FAILED" if failed else "AUTHENTICATE_SUCCESSFUL",
            "liabilityShifted": not failed,
        }
    transactions.append(
        {
            "id": "dHJhbnNhY3Rpb25f" + short,
            "legacyId": short,
            "status": status,
            "createdAt": "2026-09-21T14:00:00.000000Z",
            "orderId": asked["orderId"],
            "amount": {"value": asked["amount"], "currencyCode": "EUR"},
            "paymentMethodSnapshot": {
                "__typename": "CreditCardDetails",
                "threeDSecure": {"authentication": authentication},
            },
            "statusHistory": [{"status": status, "timestamp": "2026-09-21T14:00:01.000000Z"}],
            "refunds": [],
            "disputes": [],
        }
    )
    return {"data": {"chargeCreditCard": {"transaction": transactions[-1]}}}


def search(variables):
    found = [one for one in transactions if one["orderId"] == variables["orderId"]["is"]]
    return {"data": {"search": {"transactions": {"edges": [{"node": one} for one in found]}}}}


def refund(variables):
    one = next(one for one in transactions if one["id"] == variables["transactionId"])
    made = {
        "legacyId": "re%06d" % (len(one["refunds"]) + 1),
        "status": "SUBMITTED_FOR_SETTLEMENT",
        "createdAt": "2026-09-22T08:00:00.000000Z",
        "amount": {"value": variables["refund"]["amount"], "currencyCode": "EUR"},
        "statusHistory": [],
    }
    one["refunds"].append(made)
    return {"data": {"refundTransaction": {"refund": made}}}


def reverse(variables):
    one = next(one for one in transactions if one["id"] == variables["transactionId"])
    one["status"] = "VOIDED"
    one["statusHistory"].append({"status": "VOIDED", "timestamp": "2026-09-22T08:00:00.000000Z"})
    return {"data": {"reverseTransaction": {"reversal": {"__typename": "Transaction", "status": "VOIDED"}}}}


def error(error_class, message):
    return {"data": None, "errors": [{"message": message, "extensions": {"errorClass": error_class}}]}


OPERATIONS = {
    "ping": ping,
    "createClientToken": client_token,
    "chargeCreditCard": charge,
    "search": search,
    "refundTransaction": refund,
    "reverseTransaction": reverse,
}

stand_in.serve(answer)
