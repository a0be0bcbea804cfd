#!/usr/bin/env python3
"""Makes signed links to documents with PyJWT, as `vosfact pay-link create --unpaid` makes its own.

usage: encode_tokens.py DATABASE

Writes a line of number, tab, address for each document that can be paid. The last line, on its own, is the time that it took in
seconds, the start of Python and the loading of the library left out, then the time of the encoding alone.
"""
import sqlite3
import sys
import time

import jwt

KEY = bytes(range(32))
PAYABLE = ("SELECT number, public_id FROM document WHERE state IN ('issued', 'sent', 'partially-paid')"
           " AND kind IN ('invoice', 'deposit-invoice', 'final-invoice', 'proforma') AND paid < total ORDER BY id")


def encode(public_id, now):
    claims = {"kid": 1, "kind": 1, "id": public_id, "iat": now, "exp": now + 90 * 86400}
    return jwt.encode(claims, KEY, algorithm="HS256")


def main():
    start, now = time.perf_counter(), int(time.time())
    connection = sqlite3.connect(sys.argv[1])
    rows = connection.execute(PAYABLE).fetchall()
    before = time.perf_counter()
    tokens = [encode(public_id, now) for _, public_id in rows]
    encoding = time.perf_counter() - before
    for (number, _), token in zip(rows, tokens):
        sys.stdout.write(f"{number}\thttps://pay.example.org/p/{token}\n")
    sys.stdout.flush()
    print(time.perf_counter() - start, encoding)


main()
