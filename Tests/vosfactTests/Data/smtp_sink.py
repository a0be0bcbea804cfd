"""A mail server for tests that delivers nothing, on a free port of the loopback interface (RFC 5321).

Prints its port, then serves until its standard input ends. A recipient that begins with "unknown" is refused for
good, one that begins with "later" for now. What it takes is read by the strictest rules, and all of it is written as
JSON to the file that is its argument.
"""

import email
import email.policy
import json
import socketserver
import sys
import threading

mails = []
lock = threading.Lock()


class Session(socketserver.StreamRequestHandler):
    def say(self, line):
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self):
        self.say("220 sink")
        sender, recipients = None, []
        while line := self.rfile.readline():
            verb = line.strip().decode()
            if verb.upper().startswith(("EHLO", "HELO")):
                self.say("250 sink")
            elif verb.upper().startswith("MAIL FROM:"):
                sender, recipients = verb[10:].split()[0].strip("<>"), []
                self.say("250 ok")
            elif verb.upper().startswith("RCPT TO:"):
                recipient = verb[8:].split()[0].strip("<>")
                if recipient.startswith("unknown"):
                    self.say("550 no such mailbox")
                elif recipient.startswith("later"):
                    self.say("451 come again")
                else:
                    recipients.append(recipient)
                    self.say("250 ok")
            elif verb.upper() == "DATA":
                self.say("354 go on")
                lines = []
                while (text := self.rfile.readline()) not in (b".\r\n", b""):
                    lines.append(text[1:] if text.startswith(b".") else text)
                self.take(sender, recipients, b"".join(lines))
                self.say("250 taken")
            elif verb.upper() == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def take(self, sender, recipients, raw):
        mail = email.message_from_bytes(raw, policy=email.policy.strict)
        with lock:
            mails.append({
                "sender": sender, "recipients": recipients, "subject": str(mail["Subject"]),
                "to": str(mail["To"]), "message_id": str(mail["Message-ID"]),
                "text": mail.get_body(("plain",)).get_content(),
                "html": mail.get_body(("html",)).get_content(),
                "defects": [str(d) for part in mail.walk() for d in part.defects],
            })
            with open(sys.argv[1], "w") as file:
                json.dump(mails, file)


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


server = Server(("127.0.0.1", 0), Session)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
