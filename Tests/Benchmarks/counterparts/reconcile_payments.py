"""Asks Stripe about every pending payment with its own library, one after the other, and stores each answer.

usage: reconcile_payments.py DATABASE BASE     prints the seconds that it took
"""
import sqlite3
import sys
import time
from contextlib import closing

import stripe

stripe.api_key, stripe.api_base = "sk_test_1", sys.argv[2]
start = time.perf_counter()
with closing(sqlite3.connect(sys.argv[1])) as connection:
    connection.execute("PRAGMA synchronous = FULL")
    pending = connection.execute("SELECT id, provider_reference FROM payment WHERE state = 'pending'").fetchall()
    for payment, name in pending:
        session = stripe.checkout.Session.retrieve(name, expand=["payment_intent.latest_charge.refunds"])
        assert session.payment_status == "paid"
        with connection:
            connection.execute("UPDATE payment SET state = 'paid', settled = 1, paid_at = ? WHERE id = ?",
                               (session.payment_intent.latest_charge.created, payment))
print(time.perf_counter() - start)
