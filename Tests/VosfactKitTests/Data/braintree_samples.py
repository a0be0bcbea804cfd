"""Lets Braintree's own library for Python make samples of notifications.

Standard input: {"kinds": true}, or {"kind": …, "id": …, "public": …, "private": …}, one a line.
Standard output, one line for each: every kind that the library knows, with blanks between them, or the body of a sample
of that kind as Braintree would send it.
"""

import json
import sys
import urllib.parse
import warnings

warnings.simplefilter("ignore")

import braintree

for line in sys.stdin:
    asked = json.loads(line)
    if asked.get("kinds"):
        kinds = vars(braintree.WebhookNotification.Kind)
        print(" ".join(sorted(value for name, value in kinds.items() if not name.startswith("_"))))
        continue
    gateway = braintree.BraintreeGateway(
        braintree.Configuration(
            braintree.Environment.Sandbox, "shop", asked["public"], asked["private"]
        )
    )
    print(urllib.parse.urlencode(gateway.webhook_testing.sample_notification(asked["kind"], asked["id"])))
