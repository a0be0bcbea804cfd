"""Verifies one callback again and again, as an integrator of the provider's library for Python would.

usage: verify_callbacks.py PROVIDER FILE SECONDS     prints how many a second of the processor's time; FILE is what
`Verification` printed

Each function below sets a library up once and gives what verifies one request. A library that leaves the request's
form to Django is given Django's own reading of it, as its views are.
"""
import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.parse
import zlib


def stripe(facts, secrets):
    from stripe import Webhook
    # A signature is good for five minutes.
    time.time = lambda: facts["now"]

    def verify(body, headers):
        return Webhook.construct_event(body, headers["stripe-signature"], secrets["webhook-secret"]).id
    return verify


def payzen(facts, secrets):
    """django-payzen: its check of a signature, without the form and the model into which its view puts the fields."""
    from django.conf import settings
    settings.configure(VADS_SITE_ID="00000000", VADS_CERTIFICATE=secrets["key"], VADS_CTX_MODE="TEST")
    from django.http import QueryDict
    from django_payzen import tools

    def verify(body, headers):
        fields = QueryDict(body)
        assert tools.is_signature_valid(fields)
        return fields["vads_trans_uuid"]
    return verify


def ingenico(facts, secrets):
    """django-ogone: its class for feedback, as its example of a view uses it."""
    from django.conf import settings
    settings.configure(OGONE_SHA_POST_SECRET=secrets["sha-out"], OGONE_HASH_METHOD="sha512")
    from django.http import QueryDict
    from django_ogone import security
    from django_ogone.ogone import Ogone

    class Signature(security.OgoneSignature):
        """It is of the time of Python 2, where a text was bytes."""

        def _sign_string(self, pre_sign_string):
            return super()._sign_string(pre_sign_string.encode())
    security.OgoneSignature = Signature

    def verify(body, headers):
        feedback = Ogone(QueryDict(body))
        assert feedback.is_valid()
        return feedback.params["PAYID"]
    return verify


def paypal(facts, secrets):
    """Python's `cryptography`: PayPal's own library downloads a certificate for each callback."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding

    def verify(body, headers):
        authority = x509.load_pem_x509_certificate(secrets["authority"].encode())
        certificate = x509.load_pem_x509_certificate(secrets["certificate"].encode())
        certificate.verify_directly_issued_by(authority)
        signed = "|".join((headers["paypal-transmission-id"], headers["paypal-transmission-time"],
                           secrets["webhook"], str(zlib.crc32(body))))
        certificate.public_key().verify(base64.b64decode(headers["paypal-transmission-sig"]), signed.encode(),
                                        padding.PKCS1v15(), hashes.SHA256())
        return json.loads(body)["id"]
    return verify


def braintree(facts, secrets):
    import braintree as library
    configuration = library.Configuration(library.Environment.Sandbox, "shop", "simulated", secrets["private-key"])
    gateway = library.BraintreeGateway(configuration)

    def verify(body, headers):
        form = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True))
        return gateway.webhook_notification.parse(form["bt_signature"], form["bt_payload"]).kind
    return verify


def bitpay(facts, secrets):
    """The code as BitPay's guide says, since its library has none; then the library's own invoice."""
    from bitpay.models.invoice.invoice import Invoice
    token = secrets["token"].encode()

    def verify(body, headers):
        code = base64.b64encode(hmac.new(token, body, hashlib.sha256).digest()).decode()
        assert hmac.compare_digest(code, headers["x-signature"])
        return Invoice(**json.loads(body)["data"]).id
    return verify


def worldline(facts, secrets):
    """Worldline's own library, which reads the whole event into its classes."""
    from onlinepayments.sdk.communication.request_header import RequestHeader
    from onlinepayments.sdk.json.default_marshaller import DefaultMarshaller
    from onlinepayments.sdk.webhooks.in_memory_secret_key_store import InMemorySecretKeyStore
    from onlinepayments.sdk.webhooks.webhooks_helper import WebhooksHelper
    store = InMemorySecretKeyStore()
    store.store_secret_key("simulated", secrets["webhook-secret"])
    helper = WebhooksHelper(DefaultMarshaller.instance(), store)

    def verify(body, headers):
        return helper.unmarshal(body, [RequestHeader(name, value) for name, value in headers.items()]).payment.id
    return verify


def main():
    name, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with open(path, encoding="utf-8") as file:
        facts = json.load(file)
    body = bytes.fromhex(facts["body"])
    headers = {name.lower(): value for name, value in facts["headers"].items()}
    provider = {"stripe": stripe, "payzen": payzen, "ingenico": ingenico, "paypal": paypal,
                "braintree": braintree, "bitpay": bitpay, "worldline": worldline}[name]
    verify = provider(facts, facts["secrets"])
    count, start = 0, time.process_time()
    while time.process_time() - start < seconds:
        for _ in range(16):
            assert verify(body, headers)
        count += 16
    print(count / (time.process_time() - start))


main()
