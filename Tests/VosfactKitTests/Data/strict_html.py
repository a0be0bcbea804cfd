"""Parses pages strictly by the HTML standard: one JSON string a line; answers each with "ok" or what is wrong."""

import json
import sys

import html5lib

for line in sys.stdin:
    parser = html5lib.HTMLParser(strict=False)
    parser.parse(json.loads(line))
    faults = [f"{code} {data} at {place}" for place, code, data in parser.errors]
    print("; ".join(faults) or "ok")
