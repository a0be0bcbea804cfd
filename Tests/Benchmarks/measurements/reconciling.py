"""`payment reconcile` of payments that are pending, beside a Python script with Stripe's library.

What answers in Stripe's place does so at once, so that the program's own work shows, and curl's.
"""
import json
import os
import shutil
import sqlite3
import subprocess
import time
from contextlib import closing, contextmanager

from measurements.callbacks import copied
from started_payments import start_payments
from table import milliseconds

COUNT = 1_000

def measure(bench, table):
    facts, calls = bench.path("payments.json"), bench.path("curl-calls")
    with answering(bench, facts) as base, counted_curl(bench, calls):
        database = copied(bench.database(COUNT * 5 // 4 + COUNT // 20, paid=0), bench.path("pending.db"))
        payments = start_test_payments(bench, database, base)
        with open(facts, "w", encoding="utf-8") as file:
            json.dump({payment.reference: (payment.amount, payment.currency.lower()) for payment in payments}, file)

        def ours():
            open(calls, "w").close()
            copy = copied(database, bench.path("reconciled-ours.db"))
            return bench.run(bench.vosfact(copy, "payment", "reconcile")).seconds

        def theirs():
            copy = copied(database, bench.path("reconciled-theirs.db"))
            return float(bench.run(bench.counterpart("reconcile_payments.py") + [copy, base]).output)

        ours, theirs = bench.alternate(bench.sizes.rounds, ours, theirs)
    for name in ("reconciled-ours.db", "reconciled-theirs.db"):
        with closing(sqlite3.connect(bench.path(name))) as connection:
            (paid,) = connection.execute("SELECT count(*) FROM payment WHERE state = 'paid' AND settled").fetchone()
        assert paid == COUNT, f"{paid} of {COUNT} payments are paid in {name}"
    table.add(f"`payment reconcile`, each of {COUNT:,} pending payments; Python, Stripe's library",
              milliseconds(ours / COUNT), milliseconds(theirs / COUNT), theirs / ours)
    table.add("the same; processes of curl", f"{os.path.getsize(calls)}", "–", None)


def start_test_payments(bench, database, base):
    """Payments that are pending for long enough to be asked about, in Stripe's test mode."""
    for name, secret in (("secret-key", b"sk_test_1"), ("webhook-secret", b"whsec_0123456789")):
        path = bench.path(name)
        with open(path, "wb") as file:
            file.write(secret)
        os.chmod(path, 0o600)
        bench.run(bench.vosfact(database, "provider", "set", "stripe", name, f"file:{path}"))
    for words in (("provider", "set", "stripe", "api-base", base), ("provider", "enable", "stripe", "--mode", "test"),
                  ("settings", "set", "reconcile.after", "1s")):
        bench.run(bench.vosfact(database, *words))
    payments = start_payments(bench, database, COUNT)
    time.sleep(2)
    return payments


@contextmanager
def answering(bench, facts):
    """The address of what answers in Stripe's place."""
    server = subprocess.Popen([*bench.counterpart("stripe_answers.py"), facts], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE, text=True)
    try:
        yield f"http://127.0.0.1:{int(server.stdout.readline())}"
    finally:
        server.stdin.close()
        server.wait()


@contextmanager
def counted_curl(bench, calls):
    """Has a byte written to the file `calls` for each process of curl."""
    folder, usual = bench.path("counted"), bench.environment
    os.mkdir(folder)
    curl = os.path.join(folder, "curl")
    with open(curl, "w", encoding="utf-8") as file:
        file.write(f"#!/bin/sh\nprintf . >> {calls}\nexec {shutil.which('curl')} \"$@\"\n")
    os.chmod(curl, 0o700)
    bench.environment = usual | {"PATH": f"{folder}:{usual['PATH']}"}
    try:
        yield
    finally:
        bench.environment = usual
