#!/usr/bin/env python3
"""Takes in a folder of Stripe's callbacks as `vosfact payment receive` does, one transaction each.

usage: receive_callbacks.py DATABASE FOLDER SECRET

Each is verified by Stripe's own library. A transaction stores the request, its event, the payment, the document
and the journal's entries. Only a first, full payment is looked for. Prints the time that it took in seconds,
the start of Python and the loading of the library left out.
"""
import hashlib
import os
import sqlite3
import sys
import time
from datetime import datetime, timezone

import stripe

from journal import append, canonical, decimal_text


def moment(seconds):
    return datetime.fromtimestamp(seconds, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def parsed(request):
    head, body = request.split(b"\r\n\r\n", 1)
    lines = head.decode("ascii").split("\r\n")[1:]
    headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
    return headers, body


def receive(connection, request, secret):
    headers, body = parsed(request)
    event = stripe.Webhook.construct_event(body, headers["stripe-signature"], secret)
    connection.execute("BEGIN IMMEDIATE")
    record(connection, event, request, hashlib.sha256(body).digest(), int(time.time()))
    connection.execute("COMMIT")


def record(connection, event, request, message, now):
    execute = connection.execute
    if execute("SELECT 1 FROM payment_event WHERE provider = 'stripe' AND event_id = ?", (event.id,)).fetchone():
        return
    (callback,) = execute("INSERT INTO callback (received_at, provider, result, request, digest) VALUES (?,?,?,?,?)"
                          " RETURNING id", (now, "stripe", "ignored", request, message)).fetchone()
    session = event.data.object
    payment, document, amount, currency, number, total = execute(
        "SELECT payment.id, document, amount, payment.currency, number, total FROM payment"
        " JOIN document ON document.id = document WHERE reference = ?", (session.client_reference_id,)).fetchone()
    if (session.amount_total, session.currency.upper()) != (amount, currency) or total != amount:
        raise ValueError(f"{event.id} is not about the whole of {number}")
    said = {"id": event.id, "kind": "paid", "at": event.created, "amount": decimal_text(amount),
            "currency": currency, "subject": None, "is_running_total": False, "method": "card", "reason": None,
            "transaction": session.payment_intent}
    digest = hashlib.sha256(canonical(said).encode()).digest()
    identifiers = sorted((session.id, session.payment_intent))
    names = {"event": said, "reference": session.client_reference_id, "identifiers": identifiers}
    full_digest = hashlib.sha256(canonical(names).encode()).digest()
    subject, at = f"document:{number}", moment(event.created)
    entry = append(connection, subject, "payment.paid", canonical(
        {"payment": session.client_reference_id, "provider": "stripe", "mode": "simulated", "event": event.id,
         "at": at, "amount": decimal_text(amount), "currency": currency, "method": "card", "reason": None,
         "digest": digest.hex(), "message": full_digest.hex()}), now)
    execute("INSERT INTO payment_event (provider, event_id, payment, kind, at, amount, currency, is_running_total,"
            " method, digest, callback, journal, transaction_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)",
            ("stripe", event.id, payment, "paid", event.created, amount, currency, 0, "card", full_digest, callback,
             entry, session.payment_intent))
    for identifier in identifiers:
        execute("INSERT INTO provider_identifier VALUES ('stripe', ?, ?) ON CONFLICT DO NOTHING", (identifier, payment))
    execute("UPDATE payment SET state = 'paid', settled = 1, credited = amount, received = amount, method = 'card',"
            " paid_at = ? WHERE id = ?", (event.created, payment))
    execute("UPDATE document SET paid = ?, unreal = ?, paid_at = ?, state = 'paid', thanked = 1 WHERE id = ?",
            (amount, amount, event.created, document))
    append(connection, subject, "document.paid", canonical(
        {"paid": decimal_text(amount), "unreal": decimal_text(amount), "total": decimal_text(total), "currency": currency,
         "paid_at": at}), now)
    execute("UPDATE callback SET result = 'applied', payment = ? WHERE id = ?", (payment, callback))


def main():
    database, folder, secret = sys.argv[1:]
    start = time.perf_counter()
    connection = sqlite3.connect(database, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            receive(connection, file.read(), secret)
    connection.close()
    print(time.perf_counter() - start)


if __name__ == "__main__":
    main()
