"""Stands in for the hosts that Braintree's JavaScript SDK comes from, over TLS with a certificate of its own.

Its modules do what the SDK's reference says of `client.create`, of `hostedFields`: `create`, `on`, `getState` and
`tokenize`, with each field in a frame from the assets' host, and of `threeDSecure`: `create`, `on` and `verifyCard`. A
card whose number begins with 4111 yields a nonce that is charged, one that begins with 4222 too, once its bank has asked
in a frame of its own, another that begins with 4 one that is declined, and any other number is invalid. It prints its
port, and serves until its standard input ends.
"""

import http.server
import os
import ssl
import subprocess
import sys
import tempfile
import threading

CLIENT = """
window.braintree = { client: { create: (options, done) =>
  fetch("https://api.sandbox.braintreegateway.com/merchants/shop/client_api/v1/configuration")
    .then(answer => answer.json())
    .then(configuration => done(null, { getConfiguration: () => ({ gatewayConfiguration: configuration }) }))
    .catch(done) } };
"""

CONFIGURATION = '{"challenges": ["cvv", "postal_code"]}'

FIELDS = """
braintree.hostedFields = { create: (options, done) => {
  const state = { fields: {} }, handlers = {}, frames = {};
  for (const [name, field] of Object.entries(options.fields)) {
    const frame = document.createElement("iframe");
    Object.assign(frame.style, { border: "none", width: "100%", height: "100%", float: "left" });
    frame.name = "braintree-hosted-field-" + name;
    frame.title = field.iframeTitle;
    frame.src = "https://assets.braintreegateway.com/frame.html#" + encodeURIComponent(field.internalLabel);
    field.container.appendChild(frame);
    frames[name] = frame;
    state.fields[name] = { value: "", isEmpty: true, isValid: false, container: field.container };
  }
  let missing = Object.keys(frames).length;
  const instance = {
    on: (event, handler) => { handlers[event] = handler },
    getState: () => state,
    tokenize: done => {
      const fields = Object.values(state.fields);
      if (fields.every(field => field.isEmpty)) return done({ code: "HOSTED_FIELDS_FIELDS_EMPTY" });
      if (!fields.every(field => field.isValid)) return done({ code: "HOSTED_FIELDS_FIELDS_INVALID" });
      const number = state.fields.number.value;
      done(null, { details: { bin: number.slice(0, 6) },
        nonce: number.startsWith("4111") ? "fake-valid-nonce"
          : number.startsWith("4222") ? "fake-challenged-nonce" : "fake-processor-declined-visa-nonce" });
    },
  };
  addEventListener("message", event => {
    const name = Object.keys(frames).find(name => frames[name].contentWindow === event.source);
    if (event.origin !== "https://assets.braintreegateway.com" || !name) return;
    const field = state.fields[name], told = event.data;
    if (told.focus !== undefined)
      field.container.classList.toggle("braintree-hosted-fields-focused", told.focus);
    if (told.value !== undefined)
      Object.assign(field, { value: told.value, isEmpty: told.value === "",
        isValid: told.value !== "" && (name !== "number" || told.value.startsWith("4")) });
    if (told.enter) handlers.inputSubmitRequest();
    if (told.ready && --missing === 0) done(null, instance);
  });
} };
"""

SECURE = """
braintree.threeDSecure = { create: (options, done) => {
  if (!options.client.getConfiguration || options.version !== "2") return done({ code: "THREEDS_UNRECOGNIZED_VERSION" });
  const handlers = {};
  const instance = {
    on: (event, handler) => { handlers[event] = handler },
    verifyCard: (options, done) => {
      if (!/^[0-9]+[.][0-9]{2}$/.test(options.amount) || !/^[0-9]{6}$/.test(options.bin) || !options.nonce)
        return done({ code: "THREEDS_VERIFY_CARD_INVALID" });
      const end = (nonce, liabilityShifted) =>
        done(null, { nonce, threeDSecureInfo: { liabilityShifted, liabilityShiftPossible: true } });
      fetch("https://centinelapistag.cardinalcommerce.com/V1/Order").then(answer => answer.json()).then(() =>
        handlers["lookup-complete"]({}, () => {
          if (options.nonce !== "fake-challenged-nonce") return end(options.nonce, true);
          const frame = document.createElement("iframe"), form = document.createElement("form");
          frame.name = "bank";
          frame.title = "Bank";
          Object.assign(form, { method: "post", action: "https://acs.bank.test/challenge", target: "bank" });
          document.body.append(frame, form);
          addEventListener("message", function answer(event) {
            if (event.origin !== "https://acs.bank.test") return;
            removeEventListener("message", answer);
            frame.remove();
            form.remove();
            end(event.data.confirmed ? "fake-valid-nonce" : "fake-unverified-nonce", event.data.confirmed);
          });
          HTMLFormElement.prototype.submit.call(form);
        })).catch(done);
    },
  };
  const script = document.createElement("script");
  script.src = "https://songbirdstag.cardinalcommerce.com/edge/v1/songbird.js";
  script.onload = () => window.Cardinal ? done(null, instance) : done({ code: "THREEDS_CARDINAL_SDK_SETUP_FAILED" });
  script.onerror = () => done({ code: "THREEDS_CARDINAL_SDK_SCRIPT_LOAD_FAILED" });
  document.head.appendChild(script);
} };
"""

CHALLENGE = """<!DOCTYPE html><html lang="en"><title>Bank</title>
<button id="confirm">Confirm</button><button id="refuse">Refuse</button>
<script>
for (const id of ["confirm", "refuse"])
  document.getElementById(id).onclick = () => parent.postMessage({ confirmed: id === "confirm" }, "*");
</script></html>
"""

FRAME = """<!DOCTYPE html><html lang="en"><title>Field</title>
<style>html,body{height:100%;margin:0}input{width:100%;height:100%;border:0;outline:0;font:1rem system-ui}</style>
<input><script>
const input = document.querySelector("input"), tell = told => parent.postMessage(told, "*");
input.setAttribute("aria-label", decodeURIComponent(location.hash.slice(1)));
input.onfocus = () => tell({ focus: true });
input.onblur = () => tell({ focus: false });
input.oninput = () => tell({ value: input.value });
input.onkeydown = event => { if (event.key === "Enter") tell({ enter: true }) };
tell({ ready: true });
</script></html>
"""

PATHS = {
    "/web/3.136.0/js/client.min.js": ("text/javascript", CLIENT),
    "/web/3.136.0/js/hosted-fields.min.js": ("text/javascript", FIELDS),
    "/web/3.136.0/js/three-d-secure.min.js": ("text/javascript", SECURE),
    "/edge/v1/songbird.js": ("text/javascript", "window.Cardinal = {};"),
    "/V1/Order": ("application/json", "{}"),
    "/challenge": ("text/html", CHALLENGE),
    "/frame.html": ("text/html", FRAME),
    "/merchants/shop/client_api/v1/configuration": ("application/json", CONFIGURATION),
}


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        kind, text = PATHS.get(self.path, (None, ""))
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", f"{kind or 'text/plain'}; charset=utf-8")
        self.send_header("Content-Length", str(len(text.encode())))
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Cross-Origin-Resource-Policy", "cross-origin")
        self.end_headers()
        self.wfile.write(text.encode())

    def do_POST(self):
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.do_GET()

    def log_message(self, *arguments):
        pass


with tempfile.TemporaryDirectory() as folder:
    key, certificate = os.path.join(folder, "key"), os.path.join(folder, "certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2",
         "-subj", "/CN=braintreegateway.com", "-keyout", key, "-out", certificate],
        check=True, stderr=subprocess.DEVNULL)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
server.daemon_threads = True
server.handle_error = lambda request, client_address: None  # Browsers open connections that they do not use.
server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
os._exit(0)
