"""Writes the mail of every document that was not sent to a Maildir, as a script would with Python's own library.

usage: send_mails.py DATABASE FOLDER     prints how many seconds it took
"""
import email.message
import email.utils
import html
import mailbox
import sqlite3
import sys
import time

start = time.perf_counter()
database = sqlite3.connect(sys.argv[1])
box = mailbox.Maildir(sys.argv[2], create=True)
rows = database.execute("SELECT id, number, buyer_name, buyer_email, total, due_on FROM document WHERE state = 'issued'")
for key, number, name, address, total, due in rows.fetchall():
    mail = email.message.EmailMessage()
    mail["From"] = "compta@example.org"
    mail["To"] = email.utils.formataddr((name, address))
    mail["Subject"] = f"Facture {number}"
    mail["Date"] = email.utils.localtime()
    mail["Message-ID"] = email.utils.make_msgid(domain="example.org")
    text = f"Bonjour {name},\n\nFacture {number} d’un montant de {total / 100:.2f} €.\nÀ régler avant le {due}.\n"
    mail.set_content(text)
    mail.add_alternative("".join(f"<p>{html.escape(line)}</p>\n" for line in text.split("\n")), subtype="html")
    box.add(mail)
    with database:
        database.execute("UPDATE document SET state = 'sent' WHERE id = ?", (key,))
print(time.perf_counter() - start)
