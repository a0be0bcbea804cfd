"""Verifies calls as a receiver does, by the library of Standard Webhooks: one JSON object a line on standard input
with secret, headers and body, and one line in answer.
"""

import datetime
import json
import sys

import standardwebhooks.webhooks as webhooks


class Clock(datetime.datetime):
    """The moment at which the calls of the tests are made."""

    moment = None

    @classmethod
    def now(cls, tz=None):
        return cls.moment


for line in sys.stdin:
    call = json.loads(line)
    Clock.moment = datetime.datetime.fromtimestamp(call["now"], datetime.timezone.utc)
    webhooks.datetime = Clock
    try:
        body = webhooks.Webhook(call["secret"]).verify(call["body"], call["headers"])
        print("verified " + body["type"])
    except webhooks.WebhookVerificationError as error:
        print(f"refused: {error}")
