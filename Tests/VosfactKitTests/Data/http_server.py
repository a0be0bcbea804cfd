"""A small HTTP server for tests, on a free port of the loopback interface.

Prints its port, then serves until its standard input ends. The first part of the path says how to
answer. With two arguments, the paths of a certificate and its key, it speaks TLS.
"""

import http.server
import json
import os
import pathlib
import ssl
import sys
import threading

attempts = {}
attempts_lock = threading.Lock()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self):
        length = int(self.headers.get("Content-Length", 0))
        self.body = self.rfile.read(length)
        kind, _, rest = self.path.strip("/").partition("/")
        getattr(self, "answer_" + kind.partition("?")[0].replace("-", "_"))(rest)

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer

    def reply(self, status, body=b"", headers=()):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def answer_echo(self, rest):
        received = {
            "method": self.command,
            "path": self.path,
            "headers": [[name, value] for name, value in self.headers.items()],
            "body": self.body.hex(),
        }
        self.reply(200, json.dumps(received).encode(), [("X-Twice", "a"), ("X-Twice", "b")])

    def answer_status(self, rest):
        """/status/404"""
        self.reply(int(rest), b"refused")

    def answer_flaky(self, rest):
        """/flaky/NAME: 503 twice, then 200 with the number of the attempt and its key."""
        with attempts_lock:
            keys = attempts.setdefault(rest, [])
            keys.append(self.headers.get("Idempotency-Key"))
        if len(keys) < 3:
            self.reply(503, headers=[("Retry-After", "7")])
        else:
            self.reply(200, json.dumps(keys).encode())

    def answer_silent(self, rest):
        """Holds the request until the client gives up."""
        self.rfile.read(1)
        self.close_connection = True

    def answer_hang_up(self, rest):
        self.close_connection = True

    def answer_garbage(self, rest):
        self.wfile.write(b"this is not HTTP\r\n\r\n")
        self.close_connection = True

    def answer_announced(self, rest):
        """/announced/1000: a body of that many bytes."""
        self.reply(200, b"x" * int(rest))

    def answer_unannounced(self, rest):
        """/unannounced/1000: the same, its length not announced."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b"x" * int(rest))
        self.close_connection = True

    def answer_interim(self, rest):
        """Two heads that do not count, then the one that does."""
        self.wfile.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        self.wfile.write(b"HTTP/1.1 103 Early Hints\r\nX-Interim: yes\r\n\r\n")
        self.reply(201, b"made")

    def answer_trailers(self, rest):
        self.wfile.write(
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            b"5\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: yes\r\n\r\n"
        )

    def answer_redirect(self, rest):
        self.reply(302, headers=[("Location", "/echo")])

    def answer_command_lines(self, rest):
        """The arguments of every curl that runs while the request is held."""
        lines = []
        for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
            try:
                arguments = path.read_bytes().split(b"\0")
            except OSError:
                continue
            if arguments[0].endswith(b"curl"):
                lines.append(b" ".join(arguments))
        self.reply(200, b"\n".join(lines))

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
if len(sys.argv) == 3:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
