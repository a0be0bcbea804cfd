#!/usr/bin/env python3
"""Sums the documents of JSON Lines on standard input by month and rate of VAT, from their lines alone.

VAT is worked out once for each rate of a document, on the sum of its lines, and rounded half-up.
"""
import collections
import decimal
import json
import sys

CENT = decimal.Decimal("0.01")
sums = collections.defaultdict(lambda: [decimal.Decimal(0), decimal.Decimal(0)])
for text in sys.stdin:
    document = json.loads(text)
    if document["kind"] not in ("invoice", "deposit-invoice", "final-invoice", "credit-note"):
        continue
    bases = collections.defaultdict(decimal.Decimal)
    for line in document["lines"]:
        if line["net"] is None:
            continue
        price = decimal.Decimal(line["quantity"]) * decimal.Decimal(line["unit_price"])
        price *= 100 - decimal.Decimal(line["discount_percent"] or 0)
        net = (price / 100).quantize(CENT, decimal.ROUND_HALF_UP)
        rate = line["tax_rate"] if line["tax_rate"] not in ("np", "disabled") else "np"
        bases[rate] += net
    for rate, base in bases.items():
        tax = decimal.Decimal("0.00")
        if rate != "np":
            tax = (base * decimal.Decimal(rate) / 100).quantize(CENT, decimal.ROUND_HALF_UP)
        sums[document["issued_on"][:7], rate][0] += base
        sums[document["issued_on"][:7], rate][1] += tax
for (month, rate), (base, tax) in sorted(sums.items()):
    print(month, rate, base, tax)
