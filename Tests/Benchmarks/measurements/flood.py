"""How long a provider's callback waits while somebody hammers the site, beside the same while nobody does."""
import os
import shutil
import subprocess
import sys
import time
import urllib.parse
import urllib.request
from http.client import HTTPConnection

from measurements.callbacks import copied
from measurements.site import CONNECTIONS, THREADS, running, server
from started_payments import SignedCallbacks, start_payments
from workbench import HERE, Failure


def measure(bench, table):
    if shutil.which("wrk") is None or server() is None:
        return
    count = bench.sizes.flood_callbacks
    database = copied(bench.database(count * 3, paid=0), bench.path("flood.db"))
    callbacks = SignedCallbacks(bench, database, start_payments(bench, database, count), "flood-callbacks")
    page = bench.run(bench.vosfact(database, "pay-link", "create", "--unpaid")).output.split("\n", 1)[0].split("/")[-1]
    product = bench.run(bench.vosfact(
        database, "pay-link", "create", "--product", "Sticker", "--amount", "1", "--currency", "EUR"
    )).output.split("\n", 1)[0].split("/")[-1]
    bench.run(bench.vosfact(database, "settings", "set", "limits.attempts-per-product", "1"))
    with running(bench, bench.program, "", database, callbacks.secret) as base:
        reach_limit(f"{base}/p/{product}")
        folder = callbacks.sign()
        idle = percentile(post(base, folder, range(0, count // 2)))
        command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", "-d3600s", "--timeout", "30s",
                   "-s", os.path.join(HERE, "counterparts", "hammer.lua"), base, "--", product, page]
        flood = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        try:
            # Until all connections are at it.
            time.sleep(1)
            hammered = percentile(post(base, folder, range(count // 2, count)))
            if flood.poll() is not None:
                raise Failure("wrk ended before it was told to")
        finally:
            flood.kill()
            flood.wait()
    table.add("anonymous flood: a provider's callback while 8 connections hammer, 99th percentile; while nobody does",
              f"{hammered:.1f} ms", f"{idle:.1f} ms", hammered / idle)


def reach_limit(url):
    """Makes attempts at a product until the site takes no more within the hour."""
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None
    opener = urllib.request.build_opener(Stay)
    for number in range(3):
        form = urllib.parse.urlencode({"provider": "stripe", "name": "A", "email": f"{number}@evil.test"}).encode()
        try:
            status = opener.open(url, form, timeout=60).status
        except urllib.error.HTTPError as error:
            status = error.code
        if status == 429:
            return
    raise Failure(f"attempts at {url} have no limit")


def post(base, folder, numbers):
    """Posts raw requests one after the other, each over a connection of its own as a provider does; gives how many
    milliseconds each took."""
    host = base.split("/")[-1]
    times = []
    for number in numbers:
        with open(os.path.join(folder, f"{number:06}.http"), "rb") as file:
            head, body = file.read().split(b"\r\n\r\n", 1)
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
        fields.pop("Host", None)
        begin = time.perf_counter()
        connection = HTTPConnection(host, timeout=60)
        connection.request("POST", "/callback/stripe", body, fields)
        answer = connection.getresponse()
        answer.read()
        connection.close()
        times.append((time.perf_counter() - begin) * 1000)
        if answer.status != 200:
            raise Failure(f"callback {number} was answered with {answer.status}")
    return times


def percentile(times):
    return sorted(times)[int(len(times) * 0.99)]
