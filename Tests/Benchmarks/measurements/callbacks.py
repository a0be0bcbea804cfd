"""`payment receive` beside a Python script with Stripe's library, and beside the disk."""
import os
import shutil
import sqlite3
import time
from contextlib import closing

from measurements.imports import compare_rows
from started_payments import SignedCallbacks, start_payments
from table import milliseconds, rate

SAME = {
    "payment": "SELECT * FROM payment ORDER BY id",
    "document": "SELECT * FROM document ORDER BY id",
    "provider_identifier": "SELECT * FROM provider_identifier ORDER BY identifier",
    "payment_event": "SELECT provider, event_id, payment, kind, at, amount, currency, subject, is_running_total, method,"
                     " reason, digest, callback, journal, transaction_id FROM payment_event ORDER BY event_id",
    "journal": "SELECT seq, subject, kind FROM journal ORDER BY seq",
    "callback": "SELECT id, provider, result, reason, payment, request FROM callback ORDER BY id",
}


def measure(bench, table):
    count = bench.sizes.callbacks
    # Four in five of the documents are invoices.
    database = bench.database(count * 5 // 4 + count // 20, paid=0)
    payments = start_payments(bench, database, count)
    callbacks = SignedCallbacks(bench, database, payments)
    folder(bench, table, database, callbacks, count)
    single(bench, table, database, callbacks)


def folder(bench, table, database, callbacks, count):
    def ours():
        requests, copy = callbacks.sign(), copied(database, bench.path("received-ours.db"))
        return bench.run(bench.vosfact(copy, "--format", "jsonl", "payment", "receive", "--provider", "stripe",
                                       requests)).seconds

    def theirs():
        requests, copy = bench.path("callbacks"), copied(database, bench.path("received-theirs.db"))
        command = bench.counterpart("receive_callbacks.py") + [copy, requests, callbacks.secret]
        return float(bench.run(command).output)

    def lean(*group):
        command = bench.counterpart("settle_lean.py") + [str(count), bench.path("lean.db"), *group]
        return lambda: float(bench.run(command).output)

    ours, theirs, lean, grouped = bench.alternate(bench.sizes.rounds, ours, theirs, lean(), lean("1024"))
    with closing(sqlite3.connect(bench.path("received-ours.db"))) as left:
        with closing(sqlite3.connect(bench.path("received-theirs.db"))) as right:
            for name, query in SAME.items():
                compare_rows(name, left.execute(query), right.execute(query))
    table.add(f"`payment receive`, a folder of {count:,}; Python, Stripe's library, a transaction each",
              rate(count, ours, "callbacks"), rate(count, theirs, "callbacks"), theirs / ours, at_least=10)
    table.add("the same; Python and Stripe's library with four small tables, a transaction each",
              rate(count, ours, "callbacks"), rate(count, lean, "callbacks"), lean / ours, at_least=3.5)
    table.add("the same; 1,024 a transaction, as we do", rate(count, ours, "callbacks"),
              rate(count, grouped, "callbacks"), grouped / ours)


def single(bench, table, database, callbacks):
    count = bench.sizes.single_callbacks
    requests, copy = callbacks.sign(), copied(database, bench.path("received-singly.db"))
    names = sorted(os.listdir(requests))[:count]
    receive = bench.vosfact(copy, "payment", "receive", "--provider", "stripe")
    taken = {"ours": 0.0, "theirs": 0.0}
    with open(bench.path("synced"), "wb", buffering=0) as file:
        for name in names:
            taken["ours"] += bench.run([*receive, os.path.join(requests, name)]).seconds
            start = time.perf_counter()
            file.write(bytes(4096))
            os.fdatasync(file.fileno())
            taken["theirs"] += time.perf_counter() - start
    ours, theirs = taken["ours"] / count, taken["theirs"] / count
    table.add(f"`payment receive`, a process each, mean of {count}; 4 KiB and `fdatasync`", milliseconds(ours),
              milliseconds(theirs), ours / theirs)


def copied(database, path):
    """A copy of a database that nobody has open."""
    for suffix in ("-wal", "-shm", "-head"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    shutil.copyfile(database, path)
    os.chmod(path, 0o600)
    if os.path.exists(f"{database}-head"):
        shutil.copyfile(f"{database}-head", f"{path}-head")
    return path
