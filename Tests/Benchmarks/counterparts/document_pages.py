#!/usr/bin/env python3
"""Makes the page of each document of a database with Jinja2, as `vosfact invoice show --format html` does.

usage: document_pages.py DATABASE STYLE FOLDER

STYLE is a file of the style; documents that can be paid online are not expected. It prints how many there were.
"""
import sqlite3
import sys
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from jinja2 import Environment

MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(),
    "en": "January February March April May June July August September October November December".split()}
KINDS = {
    "invoice": ("invoice", "facture"), "quote": ("quote", "devis"), "purchase-order": ("purchase order", "bon de commande"),
    "proforma": ("proforma invoice", "facture proforma"), "receipt": ("receipt", "reçu")}
LABELS = {
    "en": {"issued_on": "Date of issue", "due_on": "Due date", "valid": "Valid until", "order": "Order",
           "bill_to": "To", "description": "Description", "quantity": "Quantity", "unit_price": "Unit price",
           "discount": "Discount", "tax_rate": "VAT", "amount": "Amount excl. VAT", "rate": "VAT rate",
           "base": "Base excl. VAT", "tax": "VAT amount", "net": "Total excl. VAT", "vat": "VAT", "total": "Total incl. VAT",
           "plain": "Total", "none": "No VAT", "paid": "Paid on", "page": "Page", "of": "of"},
    "fr": {"issued_on": "Date d’émission", "due_on": "Échéance", "valid": "Valable jusqu’au", "order": "Commande",
           "bill_to": "À l’attention de", "description": "Désignation", "quantity": "Quantité",
           "unit_price": "Prix unitaire HT", "discount": "Remise", "tax_rate": "TVA", "amount": "Montant HT",
           "rate": "Taux de TVA", "base": "Base HT", "tax": "Montant TVA", "net": "Total HT", "vat": "TVA",
           "total": "Total TTC", "plain": "Total", "none": "Sans TVA", "paid": "Payé le", "page": "Page", "of": "sur"}}
SYMBOLS = {"EUR": "€"}
COUNTRIES = {"en": {"BE": "Belgium", "CA": "Canada", "CH": "Switzerland"},
             "fr": {"BE": "Belgique", "CA": "Canada", "CH": "Suisse"}}

PAGE = """<!doctype html>
<html lang="{{ d.language }}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{ d.kind }} {{ d.number }}</title>
<style>
STYLE
</style>
</head>
<body>
<main class="sheet">
<header class="top">
<div class="seller" dir="auto">
<p class="name"><bdi>{{ seller }}</bdi></p>
</div>
<div class="action">
{% if d.paid_on %}<p class="stamp paid">{{ label.paid }} {{ d.paid_on }}</p>{% endif %}
</div>
</header>
<section class="heads">
<div class="what">
<h1>{{ d.kind }} <span class="number"><bdi>{{ d.number }}</bdi></span></h1>
<dl>
{% for fact in d.facts %}<div><dt>{{ fact[0] }}</dt><dd><bdi>{{ fact[1] }}</bdi></dd></div>
{% endfor %}</dl>
</div>
<div class="buyer" dir="auto">
<p class="caption">{{ label.bill_to }}</p>
<p class="name"><bdi>{{ d.buyer }}</bdi></p>
{% for line in d.address %}<p><bdi>{{ line }}</bdi></p>{% endfor %}
</div>
</section>
<table class="lines">
<thead>
<tr>
<th scope="col" class="text">{{ label.description }}</th>
<th scope="col">{{ label.quantity }}</th>
<th scope="col">{{ label.unit_price }}</th>
{% if d.has_discounts %}<th scope="col">{{ label.discount }}</th>{% endif %}
{% if d.has_taxes %}<th scope="col">{{ label.tax_rate }}</th>{% endif %}
<th scope="col">{{ label.amount }}</th>
</tr>
</thead>
<tbody>
{% for line in d.lines %}<tr>
<td class="text" dir="auto">{{ line.name }}</td>
<td data-label="{{ label.quantity }}"><bdi>{{ line.quantity }}</bdi></td>
<td data-label="{{ label.unit_price }}">{{ line.unit_price }}</td>
{% if d.has_discounts %}<td data-label="{{ label.discount }}">{{ line.discount }}</td>{% endif %}
{% if d.has_taxes %}<td data-label="{{ label.tax_rate }}">{{ line.tax_rate }}</td>{% endif %}
<td data-label="{{ label.amount }}" class="sum">{{ line.net }}</td>
</tr>
{% endfor %}</tbody>
</table>
<section class="sums">
<div class="taxes">
{% if d.has_taxes %}<table>
<thead><tr><th scope="col">{{ label.rate }}</th><th scope="col">{{ label.base }}</th><th scope="col">{{ label.tax }}</th></tr></thead>
<tbody>
{% for row in d.taxes %}<tr><td>{{ row[0] }}</td><td>{{ row[1] }}</td><td>{{ row[2] }}</td></tr>
{% endfor %}</tbody>
</table>{% endif %}
</div>
<dl class="totals">
{% for total in d.totals[:-1] %}<div><dt>{{ total[0] }}</dt><dd>{{ total[1] }}</dd></div>
{% endfor %}<div class="due"><dt>{{ d.totals[-1][0] }}</dt><dd>{{ d.totals[-1][1] }}</dd></div>
</dl>
</section>
<footer>
<p class="identity"><bdi>{{ seller }}</bdi></p>
</footer>
</main>
</body>
</html>
"""


def money(units, currency, language):
    digits = f"{abs(units):03d}"
    whole, cents = f"{int(digits[:-2]):,}", digits[-2:]
    sign = "-" if units < 0 else ""
    if language == "en":
        return f"{sign}{whole}.{cents} {currency}"
    return f"{sign}{whole.replace(',', chr(0x202F))},{cents}\u202f{SYMBOLS.get(currency, currency)}"


def words(day, language):
    day = date.fromisoformat(day)
    suffix = "er" if language == "fr" and day.day == 1 else ""
    return f"{day.day}{suffix} {MONTHS[language][day.month - 1]} {day.year}"


def number(text, language):
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "fr" else text


def percent(text, language):
    return f"{number(text, language)}{chr(0xA0) if language == 'fr' else ''}%"


def rate(text, language, label):
    return label["none"] if text in ("np", "disabled") else percent(text, language)


def price(text, currency, language):
    units = Decimal(text) * 100
    if units == units.to_integral_value():
        return money(int(units), currency, language)
    return f"{text.replace('.', ',') if language == 'fr' else text}\u00a0{currency}"


def tax_rows(lines, tax):
    sums = {}
    for line in lines:
        row = sums.setdefault("np" if line["tax_rate"] == "disabled" else line["tax_rate"], [0, 0])
        row[0] += line["net"]
        row[1] += line["tax"]
    half = lambda name, net: 0 if name == "np" else int(
        (Decimal(name) * net / 100).quantize(Decimal(1), ROUND_HALF_UP))
    computed = {name: half(name, net) for name, (net, _) in sums.items()}
    if sum(computed.values()) != tax and sum(row[1] for row in sums.values()) == tax:
        computed = {name: row[1] for name, row in sums.items()}
    order = lambda name: -1 if name == "np" else Decimal(name)
    return [(name, sums[name][0], computed[name]) for name in sorted(sums, key=order, reverse=True)]


def view(row, lines):
    language = row["language"] if row["language"] in LABELS else "en"
    label, currency = LABELS[language], row["currency"]
    amount = lambda units: money(units, currency, language)
    facts = [(label["issued_on"], words(row["issued_on"], language))]
    if row["due_on"] and row["kind"] in ("invoice", "proforma", "quote"):
        facts.append((label["valid" if row["kind"] == "quote" else "due_on"], words(row["due_on"], language)))
    if row["order_reference"]:
        facts.append((label["order"], row["order_reference"]))
    taxes = tax_rows(lines, row["tax"])
    has_taxes = row["tax"] != 0 or any(line["tax_rate"] != "disabled" for line in lines)
    totals = [(label["net"], amount(row["net"])), (label["vat"], amount(row["tax"])),
              (label["total"], amount(row["total"]))] if has_taxes else [(label["plain"], amount(row["total"]))]
    place = " ".join(part for part in (row["buyer_post_code"], row["buyer_city"]) if part)
    country = COUNTRIES[language][row["buyer_country"]] if row["buyer_country"] not in (None, "FR") else None
    kind = KINDS[row["kind"]][language == "fr"]
    paid = date.fromtimestamp(row["paid_at"]).isoformat() if row["state"] == "paid" else None
    return label, {
        "language": language, "kind": kind[:1].upper() + kind[1:], "number": row["number"], "facts": facts,
        "buyer": row["buyer_name"], "address": [part for part in (row["buyer_street"], place, country) if part],
        "paid_on": words(paid, language) if paid else None, "has_taxes": has_taxes,
        "has_discounts": any(line["discount_percent"] and Decimal(line["discount_percent"]) for line in lines),
        "lines": [{
            "name": line["name"],
            "quantity": " ".join(part for part in (number(line["quantity"], language), line["unit"]) if part),
            "unit_price": price(line["unit_price"], currency, language),
            "discount": percent(line["discount_percent"], language)
            if line["discount_percent"] and Decimal(line["discount_percent"]) else "",
            "tax_rate": rate(line["tax_rate"], language, label), "net": amount(line["net"])} for line in lines],
        "taxes": [(rate(name, language, label), amount(net), amount(tax)) for name, net, tax in taxes] if has_taxes else [],
        "totals": totals}


def main():
    database, style, folder = sys.argv[1:]
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    with open(style, encoding="utf-8") as file:
        text = file.read().rstrip("\n").replace("{{colors.color}}", "#1d4f91").replace("{{colors.text_color}}", "#ffffff")
    text = text.replace("{{label.page}}", "{{ label.page }}").replace("{{label.of}}", "{{ label.of }}")
    template = Environment(autoescape=True).from_string(PAGE.replace("STYLE", text))
    count = 0
    for row in connection.execute("SELECT * FROM document ORDER BY id").fetchall():
        lines = connection.execute("SELECT * FROM document_line WHERE document = ? ORDER BY position", (row["id"],)).fetchall()
        label, document = view(row, lines)
        page = template.render(d=document, label=label, seller="Maison Kervella")
        with open(f"{folder}/{row['number']}.html", "w", encoding="utf-8") as file:
            file.write(page)
        count += 1
    print(count)


main()
