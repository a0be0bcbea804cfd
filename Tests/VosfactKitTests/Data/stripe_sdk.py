"""Asks Stripe's own library whether it takes a callback.

Standard input: {"body": hexadecimal, "header": …, "secret": …, "now": Unix seconds}, one a line.
Standard output, one line for each: the event's id and type, or "refused" and the error's name.
"""

import json
import sys
import time

import stripe

for line in sys.stdin:
    callback = json.loads(line)
    time.time = lambda: callback["now"]
    try:
        event = stripe.Webhook.construct_event(
            bytes.fromhex(callback["body"]), callback["header"], callback["secret"]
        )
        print(event.id, event.type, event.data.object.id)
    except Exception as error:
        print("refused", type(error).__name__)
