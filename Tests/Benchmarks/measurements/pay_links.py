"""`pay-link create --unpaid` beside PyJWT, and as a share of what OpenSSL signs at most."""
import subprocess

from table import rate
from workbench import Failure


def measure(bench, table):
    database = bench.database(bench.sizes.listed[-1])
    counts = set()

    def ours():
        run = bench.run(bench.vosfact(database, "pay-link", "create", "--unpaid"))
        counts.add(run.output.count("\n"))
        return run.seconds

    encodings = []

    def theirs():
        *lines, times = bench.run(bench.counterpart("encode_tokens.py") + [database]).output.splitlines()
        counts.add(len(lines))
        whole, encoding = map(float, times.split())
        encodings.append(encoding)
        return whole

    signatures = []

    def openssl():
        signatures.append(signatures_per_second())
        return 1 / signatures[-1]

    ours, theirs, signature = bench.alternate(bench.sizes.rounds, ours, theirs, openssl)
    if len(counts) != 1:
        raise Failure(f"different counts of links: {counts}")
    (count,) = counts
    table.add(f"`pay-link create --unpaid`, {count:,} links; Python, `sqlite3` and PyJWT",
              rate(count, ours, "links"), rate(count, theirs, "links"), theirs / ours, at_least=10)
    table.add("the same; PyJWT's encoding alone", rate(count, ours, "links"),
              rate(count, min(encodings), "tokens"), min(encodings) / ours)
    table.add("the same; `openssl speed` of HMAC-SHA256, 64 bytes", rate(count, ours, "links"),
              rate(1, signature, "tags"), count * signature / ours)


def signatures_per_second():
    """HMAC-SHA256 of 64 bytes each, by OpenSSL's own measurement during a second."""
    answer = subprocess.run(["openssl", "speed", "-mr", "-seconds", "1", "-bytes", "64", "-hmac", "sha256"],
                            capture_output=True, text=True, check=True).stdout
    # The last line is +F:NUMBER:NAME:BYTES PER SECOND.
    for line in answer.splitlines():
        if line.startswith("+F:"):
            return float(line.split(":")[3]) / 64
    raise Failure("openssl speed gave no figure")
