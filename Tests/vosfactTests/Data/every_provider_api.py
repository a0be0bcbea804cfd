"""Stands in for the APIs of all providers at once, to be reconciled with.

Each provider's part is a module in the folder `every_provider`, by its name. Asked how a payment stands, it says that
it is paid; but a tenth of the payments fail in one of the ways that the providers' references name, the first times
that they are asked about. It prints its port, and serves until its standard input ends.

POST /_run begins another run, and tells how often each payment was told of in the last one.
"""

import collections
import http.server
import importlib
import json
import os
import sys
import threading
import zlib

from every_provider import Request

lock = threading.Lock()
asked = collections.Counter()
told = collections.Counter()

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "every_provider")
PROVIDERS = [importlib.import_module("every_provider." + name[:-3]) for name in sorted(os.listdir(FOLDER))
             if name.endswith(".py") and not name.startswith("_")]

# Status, body, headers.
FAILURES = [
    (429, "{}", {"Retry-After": "0"}),
    (500, "{}", {}),
    (503, "<html>", {"Retry-After": "0"}),
    (200, "not what was asked for", {}),
    (200, '{"half": ', {}),
    (401, '{"error": "revoked"}', {}),
    (404, "gone", {}),
    None,  # The connection breaks.
]


def failure(reference):
    """How the payment fails this time; "" if it does not."""
    asked[reference] += 1
    number = zlib.crc32(reference.encode())
    if number % 10 or asked[reference] > 2:
        return ""
    return FAILURES[number // 10 % len(FAILURES)]


def answer(method, path, body):
    if path == "/_run":
        counts = dict(told)
        told.clear()
        return 200, json.dumps(counts), {}
    request = Request(method, path, body, BASE)
    told_of = next(filter(None, (provider.answer(request) for provider in PROVIDERS)))
    fault = failure(told_of.reference) if told_of.reference else ""
    if fault != "":
        return fault
    if told_of.reference:
        told[told_of.reference] += 1
    text = told_of.body if isinstance(told_of.body, str) else json.dumps(told_of.body)
    return told_of.status, text, {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        with lock:
            answered = answer(self.command, self.path, body)
        if answered is None:
            self.close_connection = True
            return
        status, text, headers = answered
        self.send_response(status)
        self.send_header("Content-Length", str(len(text.encode())))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text.encode())

    do_GET = do_POST = handle_request

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
server.handle_error = lambda request, client_address: None  # A client that was killed says no goodbye.
BASE = f"http://127.0.0.1:{server.server_port}"
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
