"""Mails to a Maildir beside a Python script that writes as many, and calls to a receiver on this machine."""
import itertools
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

from table import rate
from workbench import HERE, Failure

NUMBERS = itertools.count()
RECEIVER = os.path.join(os.path.dirname(HERE), "vosfactTests/Data/webhook_receiver.py")


def measure(bench, table):
    count = bench.sizes.mails
    database = bench.database(count, paid=0)
    set_up(bench, database, ("company.email", "compta@example.org"), ("mail.attach-pdf", "off"))
    with closing(sqlite3.connect(database)) as content:
        content.execute("UPDATE document SET buyer_email = 'buyer' || id || '@example.org', stage = 'issued',"
                        " state = 'issued'")
        content.commit()
    mails(bench, table, database)
    calls(bench, table, database)


def set_up(bench, database, *settings):
    for key, value in settings:
        bench.run(bench.vosfact(database, "settings", "set", key, value))


def mails(bench, table, database):
    counts = []

    def ours():
        copy, folder = fresh(bench, database, "ours")
        set_up(bench, copy, ("mail.directory", folder))
        queued = bench.run(bench.vosfact(copy, "--format", "jsonl", "invoice", "send", "--all-unsent")).seconds
        delivered = bench.run(bench.vosfact(copy, "payment", "reconcile")).seconds
        counts.append(check(folder, sent(copy)))
        return queued + delivered

    def theirs():
        copy, folder = fresh(bench, database, "theirs")
        return float(bench.run(bench.counterpart("send_mails.py") + [copy, folder]).output)

    ours, theirs = bench.alternate(bench.sizes.rounds, ours, theirs)
    count = counts[0]
    table.add(f"`invoice send` and `payment reconcile`, {count:,} mails to a Maildir; Python's `email` and `mailbox`",
              rate(count, ours, "mails"), rate(count, theirs, "mails"), theirs / ours)


def calls(bench, table, database):
    copy, folder = fresh(bench, database, "calls")
    with subprocess.Popen([sys.executable, "-B", RECEIVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          text=True) as receiver:
        try:
            port = int(receiver.stdout.readline())
            set_up(bench, copy, ("notifications.webhook.allow-private", "on"))
            bench.run(bench.vosfact(copy, "settings", "webhook", "add", f"http://127.0.0.1:{port}/hook",
                                    "--event", "document.sent", "--secret-file", bench.path("hook.secret")))
            os.remove(bench.path("hook.secret"))
            set_up(bench, copy, ("mail.directory", folder))
            bench.run(bench.vosfact(copy, "--format", "jsonl", "invoice", "send", "--all-unsent"))
            with closing(sqlite3.connect(copy)) as content:
                content.execute("UPDATE outbox SET state = 'dropped' WHERE topic <> 'webhook'")
                content.commit()
            taken, started = traced(bench, bench.vosfact(copy, "payment", "reconcile"))
        finally:
            receiver.stdin.close()
    with closing(sqlite3.connect(copy)) as content:
        count, = content.execute("SELECT count(*) FROM webhook_call WHERE status = 200").fetchone()
    if count != sent(copy, "webhook"):
        raise Failure(f"{count} calls were answered")
    table.add(f"`payment reconcile`, {count:,} calls to a receiver on this machine, by {started:,} processes of curl",
              rate(count, taken, "calls"), "–", None)


def traced(bench, command):
    """Runs a command, and gives the seconds that it took and how many processes of curl it started."""
    folder = bench.path("curl")
    os.makedirs(folder, exist_ok=True)
    counter = bench.path("curls")
    curl = shutil.which("curl")
    with open(os.path.join(folder, "curl"), "w") as wrapper:
        wrapper.write(f"#!/bin/sh\necho >> {counter}\nexec {curl} \"$@\"\n")
    os.chmod(wrapper.name, 0o755)
    before = bench.environment["PATH"]
    bench.environment["PATH"] = f"{folder}:{before}"
    try:
        taken = bench.run(command).seconds
    finally:
        bench.environment["PATH"] = before
    with open(counter) as lines:
        return taken, len(lines.readlines())


def fresh(bench, database, name):
    """A copy of the database, and the path of a folder for mails that is not there.

    Folders are not removed before the end: for some seconds after thousands of files were, ext4 makes new ones several
    times slower."""
    copy, folder = bench.path(f"notices-{name}.db"), bench.path(f"mail-{name}-{next(NUMBERS)}")
    for suffix in ("", "-wal", "-shm", "-head"):
        if os.path.exists(copy + suffix):
            os.remove(copy + suffix)
    shutil.copyfile(database, copy)
    os.chmod(copy, 0o600)
    return copy, folder


def sent(database, topic="mail.document"):
    with closing(sqlite3.connect(database)) as content:
        return content.execute("SELECT count(*) FROM outbox WHERE topic = ? AND state = 'delivered'",
                               (topic,)).fetchone()[0]


def check(folder, count):
    found = len(os.listdir(os.path.join(folder, "new")))
    if found != count or count == 0:
        raise Failure(f"{found} mails lie in the Maildir, {count} count as delivered")
    return found
