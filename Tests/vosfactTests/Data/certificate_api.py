"""Stands in for the address at which PayPal keeps a certificate: it gives what was last posted to it.

It listens on a free port of the loopback interface, prints the port, and serves until its standard input ends.
"""

import http.server
import os
import sys
import threading

kept = [b""]


class Handler(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        kept[0] = self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(b"")

    def do_GET(self):
        self.reply(kept[0])

    def reply(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
