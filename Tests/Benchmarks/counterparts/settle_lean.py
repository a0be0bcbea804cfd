#!/usr/bin/env python3
"""Settles invoices by Stripe's callbacks as a careful shop in Python does that keeps no journal.

usage: settle_lean.py COUNT DATABASE [GROUP]

Stripe's own library verifies each callback. Four small tables hold what such a shop needs: invoices, payments, events
(for repeats) and mails to send. Every GROUP callbacks, one unless it is told, are one durable transaction. Prints the
time in seconds, without the start of Python, the loading of the library and the making of the callbacks.
"""
import hashlib
import hmac
import json
import os
import sqlite3
import sys
import time

import stripe

SECRET = "whsec_lean"
TABLES = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE invoice (id INTEGER PRIMARY KEY, total INTEGER, paid INTEGER DEFAULT 0, state TEXT DEFAULT 'issued',
                      paid_at INTEGER);
CREATE TABLE payment (id TEXT PRIMARY KEY, invoice INTEGER, amount INTEGER, state TEXT, at INTEGER);
CREATE TABLE event (id TEXT PRIMARY KEY, payload BLOB, at INTEGER);
CREATE TABLE outbox (id INTEGER PRIMARY KEY, kind TEXT, subject TEXT, body TEXT);
"""


def opened(path, count):
    """A new database in which `count` invoices wait for their payment."""
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.executescript(TABLES)
    connection.execute("BEGIN")
    connection.executemany("INSERT INTO invoice (id, total) VALUES (?, 12000)", ((serial,) for serial in range(count)))
    connection.executemany("INSERT INTO payment VALUES (?, ?, 12000, 'pending', 0)",
                           ((f"P{serial}", serial) for serial in range(count)))
    connection.execute("COMMIT")
    return connection


def signed(serial, now):
    """The body of a callback about the payment of an invoice, and its signature."""
    session = {"id": f"cs_{serial}", "object": "checkout.session", "client_reference_id": f"P{serial}",
               "amount_total": 12000, "currency": "eur", "payment_status": "paid", "payment_intent": f"pi_{serial}",
               "metadata": {"reference": f"P{serial}"}}
    event = {"id": f"evt_{serial}", "object": "event", "type": "checkout.session.completed", "created": now,
             "livemode": False, "data": {"object": session}}
    body = json.dumps(event, indent=2).encode()
    code = hmac.new(SECRET.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
    return body, f"t={now},v1={code}"


def settle(execute, body, signature, now):
    event = stripe.Webhook.construct_event(body, signature, SECRET)
    session = event.data.object
    if not execute("INSERT OR IGNORE INTO event VALUES (?, ?, ?)", (event.id, body, now)).rowcount:
        return
    payment = session.client_reference_id
    invoice, amount = execute("SELECT invoice, amount FROM payment WHERE id = ?", (payment,)).fetchone()
    if amount != session.amount_total:
        raise ValueError(f"{event.id} is about another amount")
    execute("UPDATE payment SET state = 'paid', at = ? WHERE id = ?", (now, payment))
    execute("UPDATE invoice SET paid = paid + ?, state = 'paid', paid_at = ? WHERE id = ?", (amount, now, invoice))
    execute("INSERT INTO outbox (kind, subject, body) VALUES ('mail', ?, 'Merci')", (str(invoice),))


def main():
    count, path = int(sys.argv[1]), sys.argv[2]
    group = int(sys.argv[3]) if len(sys.argv) > 3 else 1
    connection, now = opened(path, count), int(time.time())
    callbacks = [signed(serial, now) for serial in range(count)]
    start = time.perf_counter()
    for first in range(0, count, group):
        connection.execute("BEGIN IMMEDIATE")
        for body, signature in callbacks[first:first + group]:
            settle(connection.execute, body, signature, now)
        connection.execute("COMMIT")
    spent = time.perf_counter() - start
    (paid,) = connection.execute("SELECT count(*) FROM invoice WHERE state = 'paid'").fetchone()
    if paid != count:
        raise ValueError(f"{paid} of {count} invoices are paid")
    print(spent)


if __name__ == "__main__":
    main()
