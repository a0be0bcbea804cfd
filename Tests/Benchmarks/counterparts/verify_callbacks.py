"""Verifies one callback again and again, as the provider's own library does, or as its guide says.

usage: verify_callbacks.py PROVIDER FILE SECONDS     prints how many a second; FILE is what `Verification` printed
"""
import base64
import hashlib
import hmac
import json
import sys
import time
import urllib.parse
import zlib


def stripe(facts, body, headers, secrets):
    from stripe import Webhook
    time_of_day = time.time
    time.time = lambda: facts["now"]
    event = Webhook.construct_event(body, headers["stripe-signature"], secrets["webhook-secret"])
    time.time = time_of_day
    return event.id


def payzen(facts, body, headers, secrets):
    fields = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True, keep_blank_values=True))
    text = "+".join(fields[name] for name in sorted(fields) if name.startswith("vads_")) + "+" + secrets["key"]
    code = base64.b64encode(hmac.new(secrets["key"].encode(), text.encode(), hashlib.sha256).digest()).decode()
    assert hmac.compare_digest(code, fields["signature"])
    return fields["vads_trans_uuid"]


def ingenico(facts, body, headers, secrets):
    fields = {name.upper(): value for name, value in
              urllib.parse.parse_qsl(body.decode(), strict_parsing=True, keep_blank_values=True)}
    signature = fields.pop("SHASIGN")
    text = "".join(f"{name}={fields[name]}{secrets['sha-out']}" for name in sorted(fields) if fields[name])
    assert hmac.compare_digest(hashlib.sha512(text.encode()).hexdigest().upper(), signature)
    return fields["PAYID"]


def paypal(facts, body, headers, secrets):
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import padding
    authority = x509.load_pem_x509_certificate(secrets["authority"].encode())
    certificate = x509.load_pem_x509_certificate(secrets["certificate"].encode())
    certificate.verify_directly_issued_by(authority)
    signed = "|".join((headers["paypal-transmission-id"], headers["paypal-transmission-time"], secrets["webhook"],
                       str(zlib.crc32(body))))
    certificate.public_key().verify(base64.b64decode(headers["paypal-transmission-sig"]), signed.encode(),
                                    padding.PKCS1v15(), hashes.SHA256())
    return json.loads(body)["id"]


def braintree(facts, body, headers, secrets):
    import braintree as library
    form = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True))
    configuration = library.Configuration(library.Environment.Sandbox, "shop", "simulated", secrets["private-key"])
    gateway = library.BraintreeGateway(configuration)
    return gateway.webhook_notification.parse(form["bt_signature"], form["bt_payload"]).kind


def bitpay(facts, body, headers, secrets):
    code = base64.b64encode(hmac.new(secrets["token"].encode(), body, hashlib.sha256).digest()).decode()
    assert hmac.compare_digest(code, headers["x-signature"])
    return json.loads(body)["data"]["id"]


def main():
    name, path, seconds = sys.argv[1], sys.argv[2], float(sys.argv[3])
    with open(path, encoding="utf-8") as file:
        facts = json.load(file)
    body, secrets = bytes.fromhex(facts["body"]), facts["secrets"]
    headers = {name.lower(): value for name, value in facts["headers"].items()}
    verify = {"stripe": stripe, "payzen": payzen, "ingenico": ingenico, "paypal": paypal,
              "braintree": braintree, "bitpay": bitpay}[name]
    count, start = 0, time.perf_counter()
    while time.perf_counter() - start < seconds:
        for _ in range(16):
            assert verify(facts, body, headers, secrets)
        count += 16
    print(count / (time.perf_counter() - start))


main()
