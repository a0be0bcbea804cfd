"""Stands in for Stripe's API in tests, on a free port of the loopback interface.

Prints its port, then serves until its standard input ends. It keeps Checkout Sessions and honours
idempotency keys as Stripe does. POST /_answers sets what the next requests are answered instead, one
after the other: {"status": 500, "body": …}, or {"hold": true} to never answer. GET /_received tells every
request since the last time.
"""

import http.server
import json
import os
import sys
import threading
import urllib.parse

lock = threading.Lock()
received = []
answers = []
sessions = {}
answered_keys = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.handle_request()

    def do_POST(self):
        self.handle_request()

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
                    "body": body.decode(),
                }
            )
            answer = answers.pop(0) if answers else None
        if answer is None:
            return self.reply(*self.answer(urllib.parse.urlsplit(self.path).path, body))
        if answer.get("hold"):
            self.rfile.read(1)
            self.close_connection = True
            return
        self.reply(answer["status"], answer["body"])

    def answer(self, path, body):
        if not self.headers.get("Authorization", "").startswith("Bearer sk_test_"):
            return 401, error("invalid_request_error", "Invalid API Key provided")
        if (self.command, path) == ("GET", "/v1/checkout/sessions"):
            return 200, {"object": "list", "data": [], "has_more": False}
        if self.command == "GET" and path.rpartition("/")[2] in sessions:
            return 200, sessions[path.rpartition("/")[2]]
        if (self.command, path) != ("POST", "/v1/checkout/sessions"):
            return 404, error("invalid_request_error", "Unrecognized request URL")
        key = self.headers["Idempotency-Key"]
        if key in answered_keys:
            first_body, answer = answered_keys[key]
            if first_body == body:
                return 200, answer
            return 400, error("idempotency_error", "Keys can only be used with the same parameters")
        form = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True))
        name = "cs_test_a%d" % (len(sessions) + 1)
        session = {
            "id": name,
            "object": "checkout.session",
            "amount_total": int(form["line_items[0][price_data][unit_amount]"]),
            "client_reference_id": form["client_reference_id"],
            "created": int(form["expires_at"]) - 86400,
            "currency": form["line_items[0][price_data][currency]"],
            "expires_at": int(form["expires_at"]),
            "livemode": False,
            "mode": form["mode"],
            "payment_intent": None,
            "payment_status": "unpaid",
            "status": "open",
            "url": "http://%s/c/pay/%s" % (self.headers["Host"], name),
        }
        sessions[name] = session
        answered_keys[key] = (body, session)
        return 200, session

    def reply(self, status, body):
        text = body if isinstance(body, str) else json.dumps(body, indent=2)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text.encode())))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *arguments):
        pass


def error(kind, message):
    return {"error": {"type": kind, "message": message}}


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
