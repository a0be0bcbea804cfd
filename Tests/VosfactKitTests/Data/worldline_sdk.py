"""Asks Worldline's own library what it makes of what we write.

Standard input, one question a line; standard output, one line for each:
{"body": hexadecimal, "headers": [[name, value]], "key": …, "secret": …}: whether it takes a webhook: the event's type,
its object's id and "whole" if the library knows every member of it, or "refused" and the error's name.
{"sign": METHOD, "path": …, "headers": …, "key": …, "secret": …}: the header `Authorization` that it would send.
{"read": NAME, "body": {…}}: "whole" if the library's class of that name knows every member, else what it kept.
"""

import importlib
import json
import re
import sys
from urllib.parse import urlparse

from onlinepayments.sdk.authentication.v1hmac_authenticator import V1HmacAuthenticator
from onlinepayments.sdk.communication.request_header import RequestHeader
from onlinepayments.sdk.communicator_configuration import CommunicatorConfiguration
from onlinepayments.sdk.json.default_marshaller import DefaultMarshaller
from onlinepayments.sdk.webhooks.in_memory_secret_key_store import InMemorySecretKeyStore
from onlinepayments.sdk.webhooks.webhooks_helper import WebhooksHelper


def headers(question):
    return [RequestHeader(name, value) for name, value in question["headers"]]


def webhook(question):
    store = InMemorySecretKeyStore()
    store.store_secret_key(question["key"], question["secret"])
    body = bytes.fromhex(question["body"])
    try:
        event = WebhooksHelper(DefaultMarshaller.instance(), store).unmarshal(body, headers(question))
    except Exception as error:
        return f"refused {type(error).__name__}"
    told = event.refund or event.payment
    return f"{event.type} {told.id} {kept(event, json.loads(body))}"


def sign(question):
    return authenticator(question["key"], question["secret"]).get_authorization(
        question["sign"], urlparse("https://payment.example" + question["path"]), headers(question))


def authenticator(key, secret):
    return V1HmacAuthenticator(CommunicatorConfiguration(
        api_endpoint="https://payment.example", api_key_id=key, secret_api_key=secret,
        authorization_type="v1HMAC", connect_timeout=5, socket_timeout=5, integrator="tests"))


def read(name, body):
    module = re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()
    kind = getattr(importlib.import_module("onlinepayments.sdk.domain." + module), name)
    return kept(kind().from_dictionary(body), body)


def kept(value, body):
    known = value.to_dictionary()
    return "whole" if known == body else json.dumps(known)


def answer(question):
    if "sign" in question:
        return sign(question)
    if "read" in question:
        return read(question["read"], question["body"])
    return webhook(question)


if __name__ == "__main__":
    for line in sys.stdin:
        print(answer(json.loads(line)))
