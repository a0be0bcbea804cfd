"""Stands in for BitPay's API: it opens invoices and refunds them, and honours guids.

POST /_invoice with members of the invoice and its id changes it. Signatures of merchants are checked with the
package `cryptography`.
"""

import json
import urllib.parse

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

import stand_in

TOKEN = "4MuqDPt93i9Xbf8SnAPniwbGeNLW8A3ScgAmukFMgFUFRqTLuuhVdAFfePPysVqL2P"
MERCHANT = "m3rchantTok3n"
IDENTITY = "02d6387143bc75923cc456379f729257d7b0d737fe9f9e17e872d565c20f547c85"

invoices = {}
refunds = []


def answer(request):
    address = urllib.parse.urlsplit(request.path)
    body = json.loads(request.body) if request.body else {}
    token = body.get("token") or urllib.parse.parse_qs(address.query).get("token", [""])[0]
    if address.path == "/_invoice":
        invoices[body["id"]].update(body)
        return 200, {}
    if request.headers.get("X-Accept-Version") != "2.0.0" or token not in (TOKEN, MERCHANT):
        return 401, {"error": "Unauthorized sin for token " + token}
    parts = address.path.strip("/").split("/")
    if (request.method, parts) == ("POST", ["invoices"]):
        return 200, {"facade": "pos/invoice", "data": open_invoice(body, request.headers["Host"])}
    if request.method == "GET" and parts[0] == "invoices" and parts[-1] in invoices:
        return 200, {"facade": "pos/invoice", "data": invoices[parts[-1]]}
    if parts == ["refunds"]:
        if token != MERCHANT or not is_signed(request):
            return 401, {"error": "Invalid signature"}
        if request.method == "POST":
            return 200, {"data": refund(body)}
        wanted = urllib.parse.parse_qs(address.query)["invoiceId"][0]
        return 200, {"data": [made for made in refunds if made["invoice"] == wanted]}
    return 404, {"error": "Object not found"}


def is_signed(request):
    if request.headers.get("X-Identity") != IDENTITY:
        return False
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256K1(), bytes.fromhex(IDENTITY))
    signed = ("http://" + request.headers["Host"] + request.path).encode() + request.body
    try:
        key.verify(bytes.fromhex(request.headers["X-Signature"]), signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def open_invoice(body, host):
    for invoice in invoices.values():
        if invoice["guid"] == body["guid"]:
            return invoice
    name = "Invoice%d" % (len(invoices) + 1)
    invoices[name] = {
        "id": name, "url": "http://%s/invoice?id=%s" % (host, name), "status": "new",
        "price": body["price"], "currency": body["currency"], "orderId": body["orderId"],
        "guid": body["guid"], "invoiceTime": 1795463400000, "expirationTime": 1795464300000,
        "exceptionStatus": False,
    }
    return invoices[name]


def refund(body):
    for made in refunds:
        if made["guid"] == body["guid"]:
            return made
    invoice = invoices[body["invoiceId"]]
    refunds.append({
        "id": "Refund%d" % (len(refunds) + 1), "guid": body["guid"], "invoice": invoice["id"],
        "status": "success", "amount": body["amount"], "currency": invoice["currency"],
        "reference": body["reference"], "requestDate": "2026-11-23T20:50:00.000Z",
    })
    return refunds[-1]


stand_in.serve(answer)
