"""Stands in for Ingenico's DirectLink: it knows payments by what tests put there, and refunds them."""

import hashlib
import json
import urllib.parse
from xml.sax.saxutils import quoteattr

import stand_in

payments = {}


def answer(request):
    if request.path == "/payments":
        payments.update(json.loads(request.body))
        return 200, "{}"
    fields = dict(urllib.parse.parse_qsl(request.body.decode(), strict_parsing=True))
    account = [fields.pop(name, None) for name in ("PSPID", "USERID", "PSWD")]
    if account != ["MyPSPID", "MyAPI", "api-Pa55word"]:
        return 200, response(STATUS="0", NCERROR="50001111", NCERRORPLUS="unknown user")
    operations = payments.get(fields.get("ORDERID"))
    for candidates in payments.values():
        if candidates[0]["PAYID"] == fields.get("PAYID"):
            operations = candidates
    if operations is None:
        return 200, response(STATUS="88", NCERROR="50001130", NCERRORPLUS="unknown orderid")
    if request.path == "/querydirect.asp":
        number = int(fields.get("PAYIDSUB", len(operations) - 1))
        return 200, response(PAYIDSUB=str(number), **operations[number])
    if request.path == "/maintenancedirect.asp":
        signature = fields.pop("SHASIGN")
        signed = dict(fields, PSPID="MyPSPID", USERID="MyAPI", PSWD="api-Pa55word")
        text = "".join(f"{name}={signed[name]}Mysecretsig1875!?" for name in sorted(signed))
        if hashlib.sha512(text.encode()).hexdigest().upper() != signature:
            return 200, response(STATUS="0", NCERROR="50001184", NCERRORPLUS="wrong SHA-IN")
        refund = dict(operations[0], STATUS="8", amount=f"{int(fields['AMOUNT']) / 100:.2f}")
        operations.append(refund)
        return 200, response(PAYIDSUB=str(len(operations) - 1), **refund)
    return 404, "not found"


def response(**attributes):
    written = "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())
    return f'<?xml version="1.0"?>\n<ncresponse{written}>\n</ncresponse>\n'


stand_in.serve(answer, content_type="text/xml")
