#!/usr/bin/env python3
"""A pay page and Stripe's callbacks by CGI, as one writes them in Python with Stripe's library.

The database is the one that VOSFACT_DB names; STRIPE_SECRET is the callbacks'. The page verifies its link and shows
what is owed; a callback is verified and stored in one transaction, as receive_callbacks.py does it.
"""
import base64
import hashlib
import hmac
import html
import os
import sqlite3
import sys
import time

import stripe

from journal import decimal_text
from receive_callbacks import record

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Payer {number}</title><style>body{{font:16px sans-serif;max-width:40rem;margin:auto}}</style></head>
<body><main><h1>{number}</h1><p>{buyer}</p><p>Montant à régler : {amount} {currency}</p><ul>{lines}</ul>
<form method="post"><label><input type="radio" name="provider" value="stripe" checked> Stripe</label>
<button>Procéder au paiement</button></form></main></body></html>
"""


def opened():
    connection = sqlite3.connect(os.environ["VOSFACT_DB"], isolation_level=None, timeout=20)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def answer(status, content_type, body):
    sys.stdout.buffer.write(f"Status: {status}\r\nContent-Type: {content_type}\r\nContent-Length: {len(body)}\r\n"
                            "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\r\n"
                            "Cache-Control: no-store\r\nReferrer-Policy: no-referrer\r\n\r\n".encode() + body)


def pay_page(token):
    connection = opened()
    # The letter behind them says nothing.
    bytes_ = base64.urlsafe_b64decode(token[:48])
    (secret,) = connection.execute("SELECT secret FROM signing_key WHERE id = ?", (bytes_[1],)).fetchone()
    tag = hmac.new(secret, b"vosfact pay link\0" + bytes_[:20], hashlib.sha256).digest()[:16]
    if not hmac.compare_digest(tag, bytes_[20:]) or int.from_bytes(bytes_[15:20], "big") < time.time():
        return answer("404 Not Found", "text/plain", b"")
    settings = dict(connection.execute("SELECT key, value FROM setting"))
    key, number, total, paid, currency, buyer = connection.execute(
        "SELECT id, number, total, paid, currency, buyer_name FROM document WHERE public_id = ?",
        (int.from_bytes(bytes_[3:11], "big", signed=True),)).fetchone()
    assert settings["online-payments.enabled"] == "true"
    lines = connection.execute("SELECT name FROM document_line WHERE document = ? ORDER BY position", (key,))
    page = PAGE.format(number=html.escape(number), buyer=html.escape(buyer), amount=decimal_text(total - paid),
                       currency=currency, lines="".join(f"<li>{html.escape(name)}</li>" for (name,) in lines))
    answer("200 OK", "text/html; charset=utf-8", page.encode())


def callback():
    body = sys.stdin.buffer.read(int(os.environ["CONTENT_LENGTH"]))
    try:
        event = stripe.Webhook.construct_event(body, os.environ["HTTP_STRIPE_SIGNATURE"], os.environ["STRIPE_SECRET"])
    except stripe.SignatureVerificationError:
        return answer("400 Bad Request", "text/plain", b"")
    connection = opened()
    connection.execute("BEGIN IMMEDIATE")
    record(connection, event, body, hashlib.sha256(body).digest(), int(time.time()))
    connection.execute("COMMIT")
    answer("200 OK", "text/plain", b"")


def main():
    path = os.environ["PATH_INFO"]
    if path.startswith("/p/"):
        pay_page(path[3:])
    else:
        callback()


main()
