"""A second implementation of Ingenico's SHA-OUT signature, after its guide "e-Commerce".

Standard input: {"body": …, "passphrase": …, "algorithm": "sha512"}, one a line.
Standard output, one line for each: the order's id, or "refused".
"""

import hashlib
import json
import sys
import urllib.parse

for line in sys.stdin:
    question = json.loads(line)
    fields = {
        name.upper(): value
        for name, value in urllib.parse.parse_qsl(question["body"], strict_parsing=True,
                                                  keep_blank_values=True)
    }
    signature = fields.pop("SHASIGN")
    text = "".join(
        f"{name}={fields[name]}{question['passphrase']}" for name in sorted(fields) if fields[name]
    )
    digest = hashlib.new(question["algorithm"], text.encode()).hexdigest().upper()
    print(fields["ORDERID"] if digest == signature else "refused")
