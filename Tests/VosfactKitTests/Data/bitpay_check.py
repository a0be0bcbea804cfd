"""A second implementation of the verification of BitPay's webhooks, after its guide "Webhooks".

Standard input: {"body": hexadecimal, "signature": …, "token": …}, one a line.
Standard output, one line for each: the event's name, or "refused".
"""

import base64
import hashlib
import hmac
import json
import sys

for line in sys.stdin:
    question = json.loads(line)
    body = bytes.fromhex(question["body"])
    code = base64.b64encode(hmac.new(question["token"].encode(), body, hashlib.sha256).digest()).decode()
    print(json.loads(body)["event"]["name"] if code == question["signature"] else "refused")
