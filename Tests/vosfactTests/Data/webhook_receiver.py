"""A receiver of calls for tests, on a free port of the loopback interface.

usage: webhook_receiver.py [CLOCK]

Prints its port, then serves until its standard input ends. The path says how it answers; GET /calls gives every
call as JSON, GET /calls/PATH those to one path. It remembers each webhook-id and its body.

Calls to /slow about a document whose number ends with 1 are never answered, and those whose number ends with 2 a byte
at a time without end. Once there was one of each, and another one was answered, a minute passes by the clock that
faketime reads from the file CLOCK.
"""

import http.server
import json
import sys
import threading
import time

calls = []
slow = set()
lock = threading.Lock()


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with lock:
            calls.append({
                "path": self.path, "body": body.decode(),
                "headers": {name.lower(): value for name, value in self.headers.items()},
            })
        kind, _, rest = self.path.strip("/").partition("/")
        if kind == "status":
            self.reply(int(rest), b"so be it")
        elif kind == "redirect":
            self.reply(302, b"", [("Location", "/elsewhere")])
        elif kind == "later":
            self.reply(429, b"", [("Retry-After", "3600")])
        elif kind == "slow":
            self.be_slow(json.loads(body)["data"]["document"]["number"][-1])
        elif kind == "hang-up":
            self.close_connection = True
        else:
            self.reply(200, b"thank you")

    def do_GET(self):
        path = self.path.removeprefix("/calls")
        with lock:
            wanted = [call for call in calls if not path or call["path"] == path]
        self.reply(200, json.dumps(wanted).encode())

    def be_slow(self, kind):
        if kind not in ("1", "2"):
            self.reply(200, b"thank you", [("Connection", "close")])
            # The caller closes once it has the answer.
            self.rfile.read(1)
        elif kind == "2":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
        with lock:
            slow.add(kind if kind in ("1", "2") else "quick")
            if len(slow) == 3:
                with open(sys.argv[1], "w", encoding="ascii") as clock:
                    clock.write("+60\n")
        # Until the caller hangs up.
        while kind == "2":
            try:
                self.wfile.write(b".")
            except OSError:
                break
            time.sleep(0.02)
        if kind == "1":
            self.rfile.read(1)
        self.close_connection = True

    def reply(self, status, body, headers=()):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


server = Server(("127.0.0.1", 0), Receiver)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
