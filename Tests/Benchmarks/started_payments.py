"""Payments that are under way, and the callbacks that Stripe would send of them.

The program itself starts one payment and writes one callback, from which the others are copied: one process for
each of them would take longer than what is measured.
"""
import hashlib
import hmac
import json
import os
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass

COLUMNS = ("id, reference, document, provider, mode, state, settled, amount, currency, refunded, credited,"
           " provider_reference, next, started_at")
PAYABLE = ("SELECT id, total, currency FROM document WHERE kind = 'invoice' AND total > 0 AND id <> ?"
           " ORDER BY id LIMIT ?")


@dataclass(frozen=True)
class Payment:
    reference: str
    amount: int
    currency: str


def start_payments(bench, database, count):
    """Has `count` payments under way in the database, and gives them; the first is the program's own."""
    with closing(sqlite3.connect(database)) as connection:
        (number,) = connection.execute(
            "SELECT number FROM document WHERE kind = 'invoice' AND total > 100 ORDER BY id LIMIT 1").fetchone()
    bench.run(bench.vosfact(database, "payment", "start", number, "--provider", "stripe"))
    with closing(sqlite3.connect(database)) as connection, connection:
        key, reference, document, *rest = connection.execute(f"SELECT {COLUMNS} FROM payment").fetchone()
        provider, mode, state, settled, amount, currency, refunded, credited, intent, following, started_at = rest
        identifiers = [row[0] for row in connection.execute("SELECT identifier FROM provider_identifier")]
        payments = [Payment(reference, amount, currency)]
        rows = connection.execute(PAYABLE, (document, count - 1)).fetchall()
        for serial, (document, amount, currency) in enumerate(rows, 1):
            other = f"{serial:016d}"
            connection.execute(
                f"INSERT INTO payment ({COLUMNS}) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                (key + serial, other, document, provider, mode, state, settled, amount, currency, refunded, credited,
                 intent.replace(reference, other), following.replace(reference, other), started_at))
            connection.executemany(
                "INSERT INTO provider_identifier (provider, identifier, payment) VALUES (?,?,?)",
                [(provider, name.replace(reference, other), key + serial) for name in identifiers])
            payments.append(Payment(other, amount, currency))
    assert len(payments) == count, f"{len(payments)} documents can be paid, not {count}"
    return payments


class SignedCallbacks:
    """A folder with a callback for each payment, which can be signed anew: a signature is good for five minutes."""

    def __init__(self, bench, database, payments, name="callbacks"):
        self.folder = bench.path(name)
        os.mkdir(self.folder)
        with closing(sqlite3.connect(database)) as connection:
            (secret,) = connection.execute("SELECT value FROM secret WHERE name LIKE '%webhook-secret'").fetchone()
        self.secret = secret.decode()
        template = bench.run(bench.vosfact(database, "provider", "simulate", "stripe", "--payment",
                                           payments[0].reference, "--outcome", "paid")).output
        head, body = template.split("\r\n\r\n", 1)
        self.head = [line for line in head.splitlines()
                     if not line.startswith(("Content-Length:", "Stripe-Signature:"))]
        self.bodies = [self.body(json.loads(body.replace(payments[0].reference, payment.reference)), payment, serial)
                       for serial, payment in enumerate(payments)]

    @staticmethod
    def body(event, payment, serial):
        event["id"] = f"evt_{serial:024d}"
        session = event["data"]["object"]
        session["amount_subtotal"] = session["amount_total"] = payment.amount
        session["currency"] = payment.currency.lower()
        return json.dumps(event, indent=2).encode()

    def sign(self):
        """Writes all of them with a signature of now, and gives their folder."""
        now = int(time.time())
        for serial, body in enumerate(self.bodies):
            code = hmac.new(self.secret.encode(), f"{now}.".encode() + body, hashlib.sha256).hexdigest()
            head = [*self.head, f"Content-Length: {len(body)}", f"Stripe-Signature: t={now},v1={code}", "", ""]
            with open(os.path.join(self.folder, f"{serial:06d}.http"), "wb") as file:
                file.write("\r\n".join(head).encode() + body)
        return self.folder
