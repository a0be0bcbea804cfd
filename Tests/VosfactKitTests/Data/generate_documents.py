#!/usr/bin/env python3
"""Writes sales documents as an invoicing service's API lists them, for imports and benchmarks.

usage: generate_documents.py COUNT [--seed N] [--format json|jsonl|csv] [--paid SHARE] > FILE

The fields are those of the VosFactures API: amounts are decimal strings or
numbers, a few with a decimal comma; dates are YYYY-MM-DD; positions carry net unit prices and a VAT rate
or "np" (not subject) or "disabled". CSV has one line per document, its single position inlined.
The same count and seed always give the same bytes.
"""
import argparse
import csv
import json
import random
import sys
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")
FIRST = ["Éloïse", "Noémie", "François", "Zoë", "Jérôme", "Anaïs", "Gaël", "Maëlys", "Loïc", "Thérèse", "Søren", "Łucja"]
LAST = ["Lefèvre", "Garçon", "Müller", "O'Brien", "de La Tour", "Nguyễn", "Benoît", "Açıkgöz", "Dupont-Moretti", "Żak"]
COMPANIES = ["Boulangerie {}", "{} & Fils SARL", "Atelier {}", "Cabinet {} \"Conseil\"", "{} SAS", "Garage {}; Carrosserie"]
STREETS = ["12 rue de l'Église", "3 bis av. du Général-Leclerc", "Lieu-dit Kerc’hoz", "1, place d’Armes", "27 Hauptstraße"]
CITIES = [("75011", "Paris", "FR"), ("69003", "Lyon", "FR"), ("29200", "Brest", "FR"), ("1000", "Bruxelles", "BE"),
          ("1204", "Genève", "CH"), ("97110", "Pointe-à-Pitre", "FR"), ("H2X 1Y4", "Montréal", "CA")]
GOODS = [("Abonnement Premium (1 mois)", "5.00"), ("Heure de conseil", "95.00"), ("Pain au levain, 1 kg", "4.25"),
         ("Création de site « vitrine »", "1450.00"), ("Café en grains 250 g", "7.90"), ("Révision véhicule", "189.00"),
         ("Licence annuelle <Pro>", "249.99"), ("Vis inox M4×16", "0.0375")]
UNITS = ["", "h", "kg", "pièce", "mois"]
RATES = ["20", "10", "5.5", "2.1", "0", "np", "disabled"]
KINDS = ["vat"] * 16 + ["estimate", "client_order", "proforma", "receipt"]
PREFIX = {"vat": "F", "estimate": "D", "client_order": "BC", "proforma": "PF", "receipt": "R"}


def money(amount, style):
    text = str(amount.quantize(CENT, ROUND_HALF_UP))
    return text.replace(".", ",") if style == 0 else text


def position(rng, discounts):
    name, price = rng.choice(GOODS)
    quantity = Decimal(rng.choice(["1", "1", "2", "3", "7", "12", "0.5", "1.25"]))
    rate = rng.choice(RATES)
    net = (Decimal(price) * quantity).quantize(CENT, ROUND_HALF_UP)
    percent = Decimal(rng.choice(["0", "0", "0", "5", "12.5"])) if discounts else Decimal(0)
    net = (net * (100 - percent) / 100).quantize(CENT, ROUND_HALF_UP)
    numeric = Decimal(rate) if rate not in ("np", "disabled") else Decimal(0)
    tax = (net * numeric / 100).quantize(CENT, ROUND_HALF_UP)
    row = {"name": name, "quantity": str(quantity), "quantity_unit": rng.choice(UNITS), "price_net": price,
           "tax": rate, "total_price_net": str(net), "total_price_gross": str(net + tax)}
    if percent:
        row["discount_percent"] = str(percent)
    return row, net, tax


def document(rng, serial, counters, paid_share):
    kind = rng.choice(KINDS)
    issued = date(2026, 1, 1) + timedelta(days=min(320, serial // 50))
    counters[kind] = counters.get(kind, 0) + 1
    post_code, city, country = rng.choice(CITIES)
    first, last = rng.choice(FIRST), rng.choice(LAST)
    company = rng.random() < 0.7
    rows, nets, taxes = [], Decimal(0), Decimal(0)
    discounts = rng.random() < 0.1
    for _ in range(rng.choice([1, 1, 2, 3, 6])):
        row, net, tax = position(rng, discounts)
        rows.append(row)
        nets, taxes = nets + net, taxes + tax
    gross = nets + taxes
    paid = kind == "vat" and rng.random() < paid_share
    style = rng.randrange(12)
    return {
        "id": 100000 + serial, "kind": kind, "number": f"{PREFIX[kind]}-2026-{counters[kind]:06d}",
        "issue_date": issued.isoformat(), "sell_date": issued.isoformat(),
        "payment_to": (issued + timedelta(days=30)).isoformat(), "currency": "EUR" if country != "CH" else "CHF",
        "lang": "fr" if country != "CA" else rng.choice(["fr", "en"]),
        "seller_name": "Maison Kervella", "seller_tax_no": "FR40303265045", "seller_country": "FR",
        "buyer_name": rng.choice(COMPANIES).format(last) if company else f"{first} {last}",
        "buyer_company": "1" if company else "0", "buyer_first_name": first, "buyer_last_name": last,
        "buyer_email": f"client{serial}@example.org", "buyer_street": rng.choice(STREETS),
        "buyer_post_code": post_code, "buyer_city": city, "buyer_country": country,
        "price_net": money(nets, style), "price_tax": money(taxes, style), "price_gross": money(gross, style),
        "status": "paid" if paid else rng.choice(["issued", "sent"]),
        "paid": money(gross if paid else Decimal(0), style),
        "paid_date": (issued + timedelta(days=9)).isoformat() if paid else None,
        "oid": f"CMD{serial:07d}" if rng.random() < 0.3 else None, "positions": rows,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=["json", "jsonl", "csv"], default="json")
    parser.add_argument("--paid", type=float, default=0.3)
    options = parser.parse_args()
    rng, counters, out = random.Random(options.seed), {}, sys.stdout
    documents = (document(rng, serial, counters, options.paid) for serial in range(options.count))
    if options.format == "csv":
        columns = ["number", "kind", "issue_date", "payment_to", "buyer_name", "buyer_email", "buyer_street", "buyer_post_code",
                   "buyer_city", "buyer_country", "currency", "lang", "name", "quantity", "price_net", "tax"]
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(columns)
        for item in documents:
            row = dict(item, **item["positions"][0])
            writer.writerow([row[column] for column in columns])
        return
    if options.format == "json":
        out.write("[\n")
    for serial, item in enumerate(documents):
        if options.format == "json" and serial:
            out.write(",\n")
        out.write(json.dumps(item, ensure_ascii=False))
        if options.format == "jsonl":
            out.write("\n")
    if options.format == "json":
        out.write("\n]\n")


if __name__ == "__main__":
    main()
