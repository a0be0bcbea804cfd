"""A receiver of calls with TLS on port 443 of every address, for tests in a network of their own.

usage: address_receiver.py CERTIFICATE KEY LOG COMMAND...

It runs COMMAND and ends with its status; LOG gets a line for each call: the address that was called.
"""

import http.server
import ssl
import subprocess
import sys
import threading


class Receiver(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with open(sys.argv[3], "a", encoding="ascii") as log:
            log.write(self.connection.getsockname()[0] + "\n")
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.ThreadingHTTPServer(("0.0.0.0", 443), Receiver)
context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
context.load_cert_chain(sys.argv[1], sys.argv[2])
server.socket = context.wrap_socket(server.socket, server_side=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.exit(subprocess.call(sys.argv[4:]))
