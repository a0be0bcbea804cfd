"""`invoice import` beside a Python script that stores the same rows, and that they are the same."""
import json
import sqlite3
from contextlib import closing
from itertools import zip_longest

from table import rate
from workbench import Failure

# What is drawn by chance is left out: a document's public id and a payment's reference.
SAME = {
    "document": "SELECT id, number, kind, stage, state, issued_on, sold_on, due_on, currency, language, net, tax, total,"
                " paid, paid_at, order_reference, buyer_name, buyer_email, buyer_street, buyer_post_code, buyer_city,"
                " buyer_country, buyer_tax_id, digest FROM document ORDER BY id",
    "document_line": "SELECT * FROM document_line ORDER BY document, position",
    "number_series": "SELECT * FROM number_series ORDER BY pattern",
    "payment": "SELECT id, document, provider, mode, state, settled, amount, currency, refunded, credited, method,"
               " started_at, paid_at FROM payment ORDER BY id",
    "payment_event": "SELECT * FROM payment_event ORDER BY provider, event_id",
}


def measure(bench, table):
    for form, title in (("jsonl", "JSON Lines"), ("csv", "CSV")):
        compare(bench, table, form, title)


def compare(bench, table, form, title):
    count = bench.sizes.imported
    documents = bench.documents(count, form)
    peaks = {"ours": [], "theirs": []}

    def ours():
        database = bench.empty_database("imported-ours.db")
        command = bench.vosfact(database, "--quiet", "invoice", "import", documents)
        return measured(command, peaks["ours"])

    def theirs():
        database = bench.empty_database("imported-theirs.db")
        return measured(bench.counterpart("import_documents.py") + [database, documents], peaks["theirs"])

    def measured(command, peaks):
        seconds, peak = bench.run_with_memory(command)
        peaks.append(peak)
        return seconds

    ours, theirs = bench.alternate(bench.sizes.rounds, ours, theirs)
    check_same(bench)
    table.add(f"`invoice import`, {count:,} documents, {title}; Python, `{form.removesuffix('l')}` and `sqlite3`",
              rate(count, ours, "documents"), rate(count, theirs, "documents"), theirs / ours, at_least=2)
    ours, theirs = min(peaks["ours"]), min(peaks["theirs"])
    table.add("the same; peak memory", f"{ours / 1024:.1f} MiB", f"{theirs / 1024:.1f} MiB", ours / theirs)


def check_same(bench):
    """Fails unless both programs have stored the same rows, and both journals hold."""
    paths = [bench.path("imported-ours.db"), bench.path("imported-theirs.db")]
    with closing(sqlite3.connect(paths[0])) as ours, closing(sqlite3.connect(paths[1])) as theirs:
        for table, query in SAME.items():
            compare_rows(table, ours.execute(query), theirs.execute(query))
        compare_rows("journal", journal(ours), journal(theirs))
    for path in paths:
        bench.run(bench.vosfact(path, "--quiet", "payment", "audit"))


def compare_rows(table, ours, theirs):
    for left, right in zip_longest(ours, theirs):
        if left != right:
            raise Failure(f"the databases differ in {table}: {left} and {right}")


def journal(connection):
    """The journal without its times and what is drawn by chance."""
    for seq, subject, kind, payload in connection.execute("SELECT seq, subject, kind, payload FROM journal ORDER BY seq"):
        said = json.loads(payload)
        for drawn in ("id", "payment"):
            said.pop(drawn, None)
        yield seq, subject, kind, said
