"""What the stand-ins of providers' APIs have in common; each is a script of its own that calls `serve`.

A stand-in listens on a free port of the loopback interface, prints the port, and serves until its standard
input ends. POST /_answers sets what the next requests are answered instead, one after the other:
{"status": 500, "body": …, "headers": {…}}, or {"hold": true} to never answer; {"cut": true} gives half of the
answer that would have come and hangs up, {"stall": true} gives half of it and no more. With "for" only a request is
answered so in whose path or body that text is. GET /_received tells every request since the last time.
"""

import http.server
import json
import os
import sys
import threading

lock = threading.Lock()
received = []
answers = []


class Request:
    def __init__(self, method, path, headers, body):
        self.method, self.path, self.headers, self.body = method, path, headers, body


def serve(answer, content_type="application/json"):
    """Serves; `answer` takes a `Request` and gives (status, body), one request at a time."""

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_request(self):
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            if self.path == "/_answers":
                answers[:] = json.loads(body)
                return self.reply(200, {})
            if self.path == "/_received":
                requests, received[:] = received[:], []
                return self.reply(200, requests)
            with lock:
                received.append(
                    {
                        "method": self.command,
                        "path": self.path,
                        "headers": {name.lower(): value for name, value in self.headers.items()},
                        "body": body.decode(errors="replace"),
                    }
                )
                text = self.path + "\n" + body.decode(errors="replace")
                told = next((told for told in answers if told.get("for", "") in text), None)
                if told is not None:
                    answers.remove(told)
                if told is None or "cut" in told or "stall" in told:
                    status, own = answer(Request(self.command, self.path, self.headers, body))
            if told is None:
                return self.reply(status, own)
            if "status" in told:
                return self.reply(told["status"], told["body"], told.get("headers", {}))
            self.close_connection = True
            if "hold" not in told:
                self.reply(status, own, share=0.5)
            if "cut" not in told:
                self.rfile.read(1)

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

        def reply(self, status, body, headers={}, share=1):
            text = body if isinstance(body, str) else json.dumps(body, indent=2)
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(text.encode())))
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(text.encode()[: int(len(text.encode()) * share)])

        def log_message(self, *arguments):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    print(server.server_port, flush=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sys.stdin.read()
    os._exit(0)
