"""The journal of vosfact as the counterparts write it: entries chained by their hashes."""
import hashlib
import json


def canonical(value):
    """JSON without spaces, as the journal holds it and digests are made of it."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def decimal_text(units):
    """Hundredths as decimal text."""
    return f"{'-' if units < 0 else ''}{abs(units) // 100}.{abs(units) % 100:02}"


def append(connection, subject, kind, payload, now):
    """Adds an entry at the journal's end, and gives its number."""
    seq, previous = connection.execute("SELECT seq, hash FROM journal_head").fetchone()
    seq += 1
    digest = hashlib.sha256(previous + seq.to_bytes(8, "big") + now.to_bytes(8, "big"))
    for text in (subject, kind, payload):
        data = text.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    found = digest.digest()
    connection.execute("INSERT INTO journal (seq, at, subject, kind, payload, previous, hash) VALUES (?,?,?,?,?,?,?)",
                       (seq, now, subject, kind, payload, previous, found))
    connection.execute("UPDATE journal_head SET seq = ?, hash = ? WHERE only = 1", (seq, found))
    return seq
