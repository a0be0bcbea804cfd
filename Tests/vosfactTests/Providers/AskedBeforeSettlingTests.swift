import Testing

@testable import VosfactKit

/// Callbacks that count only once the provider's API was asked about them.
@Suite(
  .waiting, .enabled(if: ExternalTool.canTest(with: "curl", "python3"), "needs curl and python3"))
struct AskedBeforeSettlingTests {
  /// Stands in for Ingenico while `vosfact` takes in a feedback that tells no amount, and writes to the database
  /// itself before it answers, which fails at once if somebody holds the lock.
  ///
  /// Arguments: the program, the database, the payment's reference. It prints what the program did.
  private let script = """
    import hashlib, http.server, sqlite3, subprocess, sys, threading
    program, database, reference = sys.argv[1:]

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            connection = sqlite3.connect(database, timeout=0, isolation_level=None)
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
            answer = (f"<ncresponse orderID='{reference}' PAYID='3014619998' STATUS='9' NCERROR='0'"
                      " amount='120' currency='EUR'/>").encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(answer)))
            self.end_headers()
            self.wfile.write(answer)

        def log_message(self, *arguments):
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base = f"http://127.0.0.1:{server.server_port}"
    subprocess.run([program, "provider", "set", "ingenico", "api-base", base], check=True,
                   stdout=subprocess.DEVNULL)
    fields = {"NCERROR": "0", "ORDERID": reference, "PAYID": "3014619998", "STATUS": "9"}
    text = "".join(f"{name}={value}passphrase-out-1875" for name, value in fields.items())
    fields["SHASIGN"] = hashlib.sha512(text.encode()).hexdigest().upper()
    body = "&".join(f"{name}={value}" for name, value in fields.items())
    with open("feedback.http", "w", newline="") as file:
        file.write(f"POST /callback/ingenico HTTP/1.1\\r\\n\\r\\n{body}")
    sys.exit(subprocess.run([program, "payment", "receive", "--provider", "ingenico",
                             "feedback.http", "--format", "json"]).returncode)
    """

  @Test("the provider is asked while others can write, and its answer settles the invoice")
  func unlocked() throws {
    let place = try Workplace()
    try place.succeed("settings", "set", "pay-link.base-url", "https://pay.example")
    try place.succeed("settings", "set", "online-payments.enabled", "true")
    for (key, value) in [("pspid", "MyPSPID"), ("api-user", "MyAPI")] {
      try place.succeed("provider", "set", "ingenico", key, value)
    }
    for (key, value) in [
      ("sha-in", "passphrase-in-1875"), ("sha-out", "passphrase-out-1875"),
      ("api-password", "Pa55word"),
    ] {
      try place.succeed("provider", "set", "ingenico", key, "-", input: value)
    }
    try place.succeed("provider", "enable", "ingenico", "--mode", "test")
    let document = try place.invoice("120")
    let payment = try #require(
      place.succeed(
        "payment", "start", document, "--provider", "ingenico", "--format", "json"
      ).json["payment"]?["id"]?.string)

    let ending = try place.run(
      "python3", ["-c", script, Workplace.executable, place.database, payment])
    #expect(ending.status == 0, "\(ending.errors)")
    let received = try #require(ending.json.array?.first)
    #expect(received["result"] == "applied" && received["state"] == "paid")
    let invoice = try place.succeed("invoice", "show", document, "--format", "json").json
    #expect(invoice["state"] == "paid")
  }
}
