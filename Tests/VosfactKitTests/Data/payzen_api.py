"""Stands in for PayZen's REST API: it knows orders by what tests put there, and refunds them."""

import base64
import json

import stand_in

orders = {}


def answer(request):
    authorization = request.headers.get("Authorization", "")
    expected = "Basic " + base64.b64encode(b"12345678:testpassword_DEMO123").decode()
    body = json.loads(request.body)
    if request.path == "/orders":
        orders.update(body)
        return 200, {}
    if authorization != expected:
        return 200, failure("INT_905", "Invalid authentication")
    if request.path == "/V4/Charge/SDKTest":
        return 200, success({"value": body["value"]})
    if request.path == "/V4/Order/Get":
        if body["orderId"] not in orders:
            return 200, failure("PSP_010", "Transaction not found")
        return 200, success({"transactions": orders[body["orderId"]]})
    if request.path == "/V4/Transaction/CancelOrRefund":
        for transactions in orders.values():
            if transactions[0]["uuid"] == body["uuid"]:
                credit = dict(transactions[0], uuid="f" * 32, amount=body["amount"],
                              operationType="CREDIT", detailedStatus="AUTHORISED")
                transactions.append(credit)
                return 200, success(credit)
    return 404, "not found"


def success(value):
    return {"status": "SUCCESS", "answer": value}


def failure(code, message):
    return {"status": "ERROR", "answer": {"errorCode": code, "errorMessage": message}}


stand_in.serve(answer)
