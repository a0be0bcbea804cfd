#!/usr/bin/env python3
"""Stores an invoicing service's documents as `vosfact invoice import` does: the counterpart of the benchmark.

usage: import_documents.py DATABASE FILE

DATABASE has the schema of vosfact and nothing in it. The rows that this stores are those that vosfact stores, the
journal's chain of hashes included; a document's content is hashed, and looked up by its number first. It
trusts its input: nothing but amounts and dates is looked at.
"""
import csv
import hashlib
import json
import secrets
import sqlite3
import sys
import time
import unicodedata
from datetime import date, datetime, timezone
from decimal import ROUND_HALF_UP, Decimal

from journal import append, canonical, decimal_text

KINDS = {"vat": "invoice", "estimate": "quote", "client_order": "purchase-order", "proforma": "proforma",
         "receipt": "receipt"}
REFERENCE_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CENT = Decimal("0.01")
NOW = int(time.time())


def minor_units(text):
    return int(Decimal(text.replace(",", ".")).scaleb(2))


def folded(name):
    return "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if not unicodedata.combining(c))


def plain(text):
    return text.replace(",", ".")


def amounts(position):
    """What a line comes to, net and gross: as given, or as its price, quantity and rate make it."""
    if "total_price_net" in position:
        return minor_units(position["total_price_net"]), minor_units(position["total_price_gross"])
    net = (Decimal(position["price_net"]) * Decimal(position["quantity"])).quantize(CENT, ROUND_HALF_UP)
    rate = Decimal(0) if position["tax"] in ("np", "disabled") else Decimal(position["tax"])
    tax = (net * rate / 100).quantize(CENT, ROUND_HALF_UP)
    return int(net.scaleb(2)), int((net + tax).scaleb(2))


class Store:
    def __init__(self, path):
        self.connection = sqlite3.connect(path, isolation_level=None)
        self.connection.execute("PRAGMA foreign_keys = ON")
        self.connection.execute("PRAGMA synchronous = FULL")
        self.execute = self.connection.execute
        self.last_key = {}

    def append(self, number, kind, payload):
        return append(self.connection, f"document:{number}", kind, payload, NOW)

    def store(self, document):
        number = document["number"]
        issued = date.fromisoformat(document["issue_date"])
        kind = KINDS[document["kind"]]
        lines = []
        for position in document["positions"]:
            line_net, line_total = amounts(position)
            percent = position.get("discount_percent") or None
            lines.append((position["name"], plain(position["quantity"]), position.get("quantity_unit") or None,
                          plain(position["price_net"]), position["tax"], percent and plain(percent), line_net,
                          line_total - line_net, line_total))
        if "price_gross" in document:
            net, tax, total = (minor_units(document[f"price_{part}"]) for part in ("net", "tax", "gross"))
        else:
            net, total = sum(line[-3] for line in lines), sum(line[-1] for line in lines)
            tax = total - net
        buyer = {"name": document["buyer_name"], "email": document["buyer_email"], "street": document["buyer_street"],
                 "post_code": document["buyer_post_code"], "city": document["buyer_city"],
                 "country": document["buyer_country"], "tax_id": None}
        sold, due, order = (document.get(name) or None for name in ("sell_date", "payment_to", "oid"))
        content = {"number": number, "kind": kind, "issued_on": document["issue_date"], "sold_on": sold, "due_on": due,
                   "currency": document["currency"], "language": document["lang"], "net": net, "tax": tax,
                   "total": total, "order_reference": order, "buyer": buyer,
                   "lines": [{"name": name, "quantity": quantity, "unit": unit, "unit_price": price, "tax_rate": rate,
                              "discount_percent": percent, "net": decimal_text(line_net), "tax": decimal_text(line_tax),
                              "total": decimal_text(line_total)}
                             for name, quantity, unit, price, rate, percent, line_net, line_tax, line_total in lines]}
        digest = hashlib.sha256(canonical(content).encode()).digest()
        if self.execute("SELECT digest, paid FROM document WHERE number = ?", (number,)).fetchone():
            return
        key = self.key(issued)
        public_id = int.from_bytes(secrets.token_bytes(8), "big", signed=True)
        paid = minor_units(document.get("paid", "0"))
        status = document.get("status", "issued")
        stage = "issued" if status in ("paid", "partial") else status
        self.execute(
            "INSERT INTO document (id, public_id, number, kind, stage, state, issued_on, sold_on, due_on, currency,"
            " language, net, tax, total, order_reference, buyer_name, buyer_email, buyer_street, buyer_post_code,"
            " buyer_city, buyer_country, buyer_tax_id, digest)"
            " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            (key, public_id, number, kind, stage, stage, document["issue_date"], sold, due, document["currency"],
             document["lang"], net, tax, total, order, *buyer.values(), digest))
        self.execute("INSERT INTO document_buyer (rowid, name) VALUES (?,?)", (key, folded(buyer["name"])))
        self.connection.executemany(
            "INSERT INTO document_line (document, position, name, quantity, unit, unit_price, tax_rate,"
            " discount_percent, net, tax, total) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            [(key, place, *line) for place, line in enumerate(lines, 1)])
        self.append(number, "document.imported", canonical(
            {"id": public_id.to_bytes(8, "big", signed=True).hex(), "kind": kind, "total": decimal_text(total),
             "currency": document["currency"], "digest": digest.hex()}))
        self.note(number, document["issue_date"])
        if paid:
            self.pay(key, number, document, paid, total)

    def key(self, issued):
        day = issued.toordinal()
        last = self.last_key.get(day)
        if last is None:
            last = self.execute("SELECT max(id) FROM document WHERE id BETWEEN ? AND ?",
                                (day << 40, ((day + 1) << 40) - 1)).fetchone()[0] or day << 40
        self.last_key[day] = last + 1
        return last + 1

    def note(self, number, issued_on):
        pattern, serial = number.rsplit("-", 1)
        self.execute("INSERT INTO number_series (pattern, last, last_issued_on) VALUES (?,?,?) ON CONFLICT (pattern)"
                     " DO UPDATE SET last = max(last, excluded.last), last_issued_on = excluded.last_issued_on",
                     (pattern + "-{serial}", int(serial), issued_on))

    def pay(self, key, number, document, paid, total):
        at = int(datetime.fromisoformat(document["paid_date"] or document["issue_date"])
                 .replace(tzinfo=timezone.utc).timestamp())
        moment = datetime.fromtimestamp(at, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        currency, event = document["currency"], f"import:{number}"
        reference = "".join(REFERENCE_ALPHABET[byte & 31] for byte in secrets.token_bytes(16))
        last = self.execute("SELECT max(id) FROM payment WHERE id BETWEEN ? AND ?",
                            (at << 24, (at << 24) + 0xFFFFFF)).fetchone()[0] or at << 24
        payment = last + 1
        self.execute("INSERT INTO payment (id, reference, document, provider, mode, state, settled, amount, currency,"
                     " refunded, credited, method, started_at, paid_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
                     (payment, reference, key, "manual", None, "paid", 1, paid, currency, 0, paid, "import", at, at))
        said = canonical({"id": event, "kind": "paid", "at": at, "amount": decimal_text(paid), "currency": currency,
                          "subject": None, "is_running_total": False, "method": "import", "reason": None,
                          "transaction": event})
        digest = hashlib.sha256(said.encode()).digest()
        entry = self.append(number, "payment.paid", canonical(
            {"payment": reference, "provider": "manual", "mode": None, "event": event, "at": moment,
             "amount": decimal_text(paid), "currency": currency, "method": "import", "reason": None,
             "digest": digest.hex(), "message": digest.hex()}))
        self.execute("INSERT INTO payment_event (provider, event_id, payment, kind, at, amount, currency,"
                     " is_running_total, method, digest, journal, transaction_id) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
                     ("manual", event, payment, "paid", at, paid, currency, 0, "import", digest, entry, event))
        state = "paid" if paid >= total else "partially-paid"
        self.execute("UPDATE document SET paid = ?, paid_at = ?, state = ? WHERE id = ?",
                     (paid, at if state == "paid" else None, state, key))
        self.append(number, f"document.{state}", canonical(
            {"paid": decimal_text(paid), "unreal": decimal_text(0), "total": decimal_text(total), "currency": currency,
             "paid_at": moment if state == "paid" else None}))


def documents(path):
    """The documents of a file, JSON Lines or, by its name, CSV with one line of a document in each row."""
    with open(path, encoding="utf-8", newline="") as file:
        if not path.endswith(".csv"):
            yield from map(json.loads, file)
            return
        for row in csv.DictReader(file):
            row["positions"] = [row]
            yield row


def main():
    store = Store(sys.argv[1])
    store.execute("BEGIN IMMEDIATE")
    for document in documents(sys.argv[2]):
        store.store(document)
    store.execute("COMMIT")


main()
