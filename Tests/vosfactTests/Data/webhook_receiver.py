"""A receiver of calls for tests, on a free port of the loopback interface.

Prints its port, then serves until its standard input ends. The path says how it answers; GET /calls gives every
call as JSON. It remembers each webhook-id and its body.
"""

import http.server
import json
import sys
import threading

calls = []
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
        elif kind == "hang-up":
            self.close_connection = True
        else:
            self.reply(200, b"thank you")

    def do_GET(self):
        with lock:
            self.reply(200, json.dumps(calls).encode())

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
