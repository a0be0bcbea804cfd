"""Asks Braintree's own library whether it takes a notification.

Standard input: {"signature": …, "payload": …, "public": …, "private": …}, one a line.
Standard output, one line for each: the kind and the time, or "refused" and the error's name.
"""

import json
import sys

import braintree

for line in sys.stdin:
    asked = json.loads(line)
    gateway = braintree.BraintreeGateway(
        braintree.Configuration(
            braintree.Environment.Sandbox, "shop", asked["public"], asked["private"]
        )
    )
    try:
        told = gateway.webhook_notification.parse(asked["signature"], asked["payload"])
        print(told.kind, int(told.timestamp.replace(tzinfo=None).timestamp()))
    except Exception as error:
        print("refused", type(error).__name__)
