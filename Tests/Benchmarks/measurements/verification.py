"""The verification of a callback alone, beside the libraries for Python that there are.

BitPay's does not verify: what its guide says is written in Python for it, and its library reads the invoice."""
import json
import os
import subprocess

from table import rate
from workbench import ROOT

COUNTERPARTS = {
    "stripe": ("Stripe's library", 10),
    "payzen": ("django-payzen", 10),
    "ingenico": ("django-ogone", 10),
    "paypal": ("Python's `cryptography`", 3),
    "braintree": ("Braintree's library", 10),
    "bitpay": ("its guide in Python and its library", 10),
    "worldline": ("Worldline's library", 10),
}


def measure(bench, table):
    program = built()
    seconds = str(bench.sizes.verification_seconds)
    for name, (counterpart, at_least) in COUNTERPARTS.items():
        path = bench.path(f"{name}.json")

        def ours():
            output = bench.run([program, name, seconds]).output
            with open(path, "w", encoding="utf-8") as file:
                file.write(output)
            return 1 / json.loads(output)["rate"]

        def theirs():
            command = bench.counterpart("verify_callbacks.py") + [name, path, seconds]
            return 1 / float(bench.run(command).output)

        ours, theirs = bench.alternate(bench.sizes.rounds, ours, theirs)
        table.add(f"verification alone of a callback of {name}; {counterpart}", rate(1, ours, "callbacks"),
                  rate(1, theirs, "callbacks"), theirs / ours, at_least=at_least)
        if name == "bitpay":
            alone = 1 / float(bench.run(code_alone(bench, path, seconds)).output)
            table.add("the same; its HMAC alone in C", rate(1, ours, "callbacks"), rate(1, alone, "codes"), alone / ours)


def code_alone(bench, path, seconds):
    """The command that makes BitPay's code of the callback in the file `path` again and again, and nothing else."""
    with open(path, encoding="utf-8") as file:
        facts = json.load(file)
    body = bench.path("body")
    with open(body, "wb") as file:
        file.write(bytes.fromhex(facts["body"]))
    return [bench.compile("hmac_alone", "-lcrypto"), facts["secrets"]["token"], body, seconds]


def built():
    """The program that verifies, optimised, with the tests' access to what is internal."""
    build = ["swift", "build", "--configuration", "release", "--build-path", ".build-benchmarks", "--product",
             "Verification", "-Xswiftc", "-enable-testing"]
    environment = os.environ | {"VOSFACT_MEASURING": "1"}
    subprocess.run(build, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    folder = subprocess.run([*build, "--show-bin-path"], cwd=ROOT, env=environment, check=True, text=True,
                            stdout=subprocess.PIPE).stdout.strip()
    return os.path.join(folder, "Verification")
