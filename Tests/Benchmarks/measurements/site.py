"""The pay page, a kept PDF and callbacks under lighttpd, beside the same by a CGI program in Python with Stripe's library."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing, contextmanager

from measurements.callbacks import copied
from started_payments import SignedCallbacks, start_payments
from workbench import HERE, Failure

CONNECTIONS, THREADS = 8, 2
CONFIGURATION = """
server.modules = ( "mod_setenv", "mod_alias", "mod_cgi" )
server.bind = "127.0.0.1"
server.port = {port}
server.document-root = "{folder}"
setenv.set-environment = ( "VOSFACT_DB" => "{database}", "STRIPE_SECRET" => "{secret}", "PYTHONPATH" => "{packages}" )
alias.url = ( "/" => "{program}/" )
cgi.assign = ( "{name}" => "{interpreter}" )
"""


def measure(bench, table):
    if shutil.which("wrk") is None or server() is None:
        return
    count = bench.sizes.site_callbacks
    database = bench.database(count * 5 // 4 + count // 20, paid=0)
    database = copied(database, bench.path("site.db"))
    payments = start_payments(bench, database, count)
    callbacks = SignedCallbacks(bench, database, payments, "site-callbacks")
    token = bench.run(bench.vosfact(database, "pay-link", "create", "--unpaid")).output.split("\n", 1)[0].split("/")[-1]
    seconds = bench.sizes.site_seconds
    script = bench.counterpart("pay_site.py")[-1]
    programs = {"ours": (bench.program, ""), "theirs": (script, sys.executable)}
    results = {}
    for name, (program, interpreter) in programs.items():
        copy = copied(database, bench.path(f"site-{name}.db"))
        with running(bench, program, interpreter, copy, callbacks.secret) as base:
            results["page", name] = load(f"{base}/p/{token}", seconds)
            if name == "ours":
                results["file"] = kept_file(f"{base}/invoice/{token}.pdf", seconds)
            folder = callbacks.sign()
            results["callback", name] = load(f"{base}/callback/stripe", seconds, folder, count)
    if results["file"]:
        rate, last = results["file"]
        table.add("a kept PDF, under lighttpd, 8 connections, at least 300/s", f"{rate:,.0f}/s", "–", rate / 300,
                  at_least=1)
        table.add("the same; 99th percentile", f"{last:.1f} ms", "–", None)
    for kind, measured in (("page", "the pay page"), ("callback", "callbacks, each settling an invoice")):
        (ours, our_last), (theirs, their_last) = results[kind, "ours"], results[kind, "theirs"]
        table.add(f"{measured}, under lighttpd, 8 connections; Python by CGI, Stripe's library", f"{ours:,.0f}/s",
                  f"{theirs:,.0f}/s", ours / theirs, at_least=8)
        if kind == "page":
            table.add("the same; 99th percentile", f"{our_last:.1f} ms", f"{their_last:.1f} ms", our_last / their_last)
        else:
            table.add("the same; 99th percentile, below 50 ms", f"{our_last:.1f} ms", f"{their_last:.1f} ms",
                      our_last / their_last, at_most=50 / their_last)


def kept_file(url, seconds):
    """What `wrk` measures of a PDF that is made before; None without an engine."""
    if shutil.which("weasyprint") is None:
        print("weasyprint is not installed: no kept PDF is measured", file=sys.stderr)
        return None
    with urllib.request.urlopen(url, timeout=60) as answer:
        if not answer.read().startswith(b"%PDF-"):
            raise Failure(f"{url} is no PDF")
    return load(url, seconds)


def server():
    return shutil.which("lighttpd") or shutil.which("lighttpd", path="/usr/sbin")


@contextmanager
def running(bench, program, interpreter, database, secret):
    """lighttpd with one program behind every address; gives where it is."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    path = bench.path("lighttpd.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(port=port, folder=bench.folder, database=database, secret=secret,
                                        packages=bench.packages, program=program, interpreter=interpreter,
                                        name=os.path.basename(program)))
    with open(bench.path("lighttpd.log"), "w", encoding="utf-8") as log:
        process = subprocess.Popen([server(), "-D", "-f", path], stdout=log, stderr=log)
    try:
        for _ in range(200):
            with closing(socket.socket()) as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.02)
        else:
            raise Failure(f"lighttpd did not start; see {bench.path('lighttpd.log')}")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait()


def load(url, seconds, folder=None, count=0):
    """What `wrk` measures: answers a second, and the 99th percentile in milliseconds."""
    command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "--latency"]
    if folder:
        command += ["-s", os.path.join(HERE, "counterparts", "post_callbacks.lua")]
    command += [url] + (["--", folder, str(count), str(THREADS)] if folder else [])
    output = subprocess.run(command, stdout=subprocess.PIPE, check=True, text=True).stdout
    if "Non-2xx" in output or "Socket errors" in output:
        raise Failure(f"not every answer was good: {' '.join(command)}: {output}")
    amount, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", output).groups()
    milliseconds = float(amount) * {"us": 0.001, "ms": 1, "s": 1000}[unit]
    return float(re.search(r"Requests/sec:\s+([\d.]+)", output)[1]), milliseconds
