"""Stands in for Stripe's API and answers at once: sessions are opened, and paid when they are asked about.

usage: stripe_answers.py PAYMENTS     PAYMENTS is a file of JSON, amount and currency by reference, read when needed

It listens on a free port of the loopback interface, prints the port, and serves until its standard input ends.
"""
import asyncio
import functools
import json
import os
import sys
import threading
import urllib.parse

CREATED = 1_795_464_000
PREFIX = "cs_test_"


@functools.cache
def payments():
    with open(sys.argv[1], encoding="utf-8") as file:
        return json.load(file)


def opened(body):
    form = dict(urllib.parse.parse_qsl(body))
    name = PREFIX + form["client_reference_id"]
    return {"id": name, "object": "checkout.session", "livemode": False, "status": "open", "payment_status": "unpaid",
            "payment_intent": None, "mode": "payment", "created": CREATED, "expires_at": int(form["expires_at"]),
            "amount_total": int(form["line_items[0][price_data][unit_amount]"]), "url": f"{BASE}/c/pay/{name}",
            "currency": form["line_items[0][price_data][currency]"],
            "client_reference_id": form["client_reference_id"]}


def asked(name):
    reference = name.removeprefix(PREFIX)
    amount, currency = payments()[reference]
    charge = {"id": f"ch_{reference}", "object": "charge", "amount_refunded": 0, "created": CREATED,
              "currency": currency, "disputed": False}
    return {"id": name, "object": "checkout.session", "amount_total": amount, "currency": currency,
            "client_reference_id": reference, "created": CREATED, "expires_at": CREATED + 86_400, "livemode": False,
            "mode": "payment", "payment_method_types": ["card"], "payment_status": "paid", "status": "complete",
            "payment_intent": {"id": f"pi_{reference}", "object": "payment_intent", "latest_charge": charge}}


class Answers(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport, self.received = transport, b""

    def data_received(self, data):
        self.received += data
        while b"\r\n\r\n" in self.received:
            head, rest = self.received.split(b"\r\n\r\n", 1)
            lines = head.decode().split("\r\n")
            fields = dict(line.lower().split(": ", 1) for line in lines[1:])
            length = int(fields.get("content-length", 0))
            if len(rest) < length:
                return
            body, self.received = rest[:length].decode(), rest[length:]
            method, target, _ = lines[0].split(" ")
            name = urllib.parse.urlsplit(target).path.rpartition("/")[2]
            answer = json.dumps(opened(body) if method == "POST" else asked(name)).encode()
            self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                                 + str(len(answer)).encode() + b"\r\n\r\n" + answer)


async def serve():
    global BASE
    server = await asyncio.get_running_loop().create_server(Answers, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    BASE = f"http://127.0.0.1:{port}"
    print(port, flush=True)
    threading.Thread(target=lambda: (sys.stdin.read(), os._exit(0)), daemon=True).start()
    await server.serve_forever()


asyncio.run(serve())
