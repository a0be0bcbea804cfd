"""Reads mails as a mail program does: one JSON object a line on standard input, with the mail in base 64, and one
line in answer, with what it says and what is wrong with it by the strictest reading.
"""

import base64
import email
import email.policy
import json
import sys


def people(header):
    return [[a.display_name, a.addr_spec] for a in header.addresses] if header else []


def read(raw):
    mail = email.message_from_bytes(raw, policy=email.policy.strict)
    attachments = [
        {"name": part.get_filename(), "type": part.get_content_type(),
         "content": base64.b64encode(part.get_content()).decode()}
        for part in mail.iter_attachments()
    ] if mail.get_content_type() == "multipart/mixed" else []
    return {
        "headers": [name for name, _ in mail.items()],
        "from": people(mail["From"]),
        "to": people(mail["To"]),
        "reply_to": people(mail["Reply-To"]),
        "subject": str(mail["Subject"]),
        "date": mail["Date"].datetime.isoformat(),
        "message_id": str(mail["Message-ID"]),
        "auto_submitted": str(mail["Auto-Submitted"]),
        "unsubscribe": str(mail["List-Unsubscribe"]) if mail["List-Unsubscribe"] else None,
        "type": mail.get_content_type(),
        "text": mail.get_body(("plain",)).get_content(),
        "html": mail.get_body(("html",)).get_content(),
        "attachments": attachments,
        "defects": [str(d) for part in mail.walk() for d in part.defects]
        + [str(d) for _, value in mail.items() for d in value.defects],
        "longest": max(len(line.rstrip(b"\r")) for line in raw.split(b"\n")),
        "ascii": all(byte < 128 for byte in raw),
    }


for line in sys.stdin:
    print(json.dumps(read(base64.b64decode(json.loads(line)["mail"]))))
