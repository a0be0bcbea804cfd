"""Checks a callback of PayPal's as its page "Integrate webhooks" says, with the package `cryptography` and zlib.

Standard input: {"body": hexadecimal, "headers": {…}, "webhook": …, "authority": PEM, "certificate": PEM}, one a
line. Standard output, one line for each: the event's id and type, or "refused" and why.
"""

import base64
import json
import sys
import zlib

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding

for line in sys.stdin:
    callback = json.loads(line)
    body = bytes.fromhex(callback["body"])
    headers = {name.lower(): value for name, value in callback["headers"].items()}
    authority = x509.load_pem_x509_certificate(callback["authority"].encode())
    certificate = x509.load_pem_x509_certificate(callback["certificate"].encode())
    try:
        certificate.verify_directly_issued_by(authority)
        authority.verify_directly_issued_by(authority)
        assert authority.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        assert not certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        names = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
        assert [name.value.endswith(".paypal.com") for name in names] == [True]
        assert headers["paypal-auth-algo"] == "SHA256withRSA"
        signed = "%s|%s|%s|%d" % (
            headers["paypal-transmission-id"],
            headers["paypal-transmission-time"],
            callback["webhook"],
            zlib.crc32(body),
        )
        certificate.public_key().verify(
            base64.b64decode(headers["paypal-transmission-sig"], validate=True),
            signed.encode(),
            padding.PKCS1v15(),
            hashes.SHA256(),
        )
        event = json.loads(body)
        print(event["id"], event["event_type"])
    except (AssertionError, InvalidSignature) as error:
        print("refused", type(error).__name__)
