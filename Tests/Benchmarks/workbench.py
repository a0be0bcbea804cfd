"""What the measurements work with: a temporary folder, the built program, databases, timed processes."""
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
GENERATOR = os.path.join(ROOT, "Tests/VosfactKitTests/Data/generate_documents.py")
PACKAGES = ("PyJWT==2.10.1", "stripe==16.1.0", "cryptography==48.0.0", "braintree==4.48.0", "bitpay==8.0.3",
            "onlinepayments-sdk-python3==10.3.0", "Django==5.2.19", "django-payzen==1.0.5", "Jinja2==3.1.6")
# A package whose set-up no longer works, and the module in it, which does.
OLD_PACKAGE, OLD_MODULE = "django-ogone==0.1", "django_ogone"


class Failure(Exception):
    """Why there is no table; one line."""


@dataclass(frozen=True)
class Sizes:
    """How much is measured, and how often."""
    starts: int
    rounds: int
    imported: int
    callbacks: int
    single_callbacks: int
    verification_seconds: int
    mails: int
    listed: tuple[int, ...]
    pages: int
    pdfs: int
    site_callbacks: int
    site_seconds: int
    flood_callbacks: int


QUICK = Sizes(starts=100, rounds=2, imported=5_000, callbacks=1_000, single_callbacks=50,
              verification_seconds=1, mails=1_000, listed=(1_000, 10_000), pages=1_000, pdfs=20, site_callbacks=2_000,
              site_seconds=3, flood_callbacks=400)
USUAL = Sizes(starts=300, rounds=3, imported=100_000, callbacks=20_000, single_callbacks=200, verification_seconds=2,
              mails=10_000, listed=(10_000, 100_000), pages=5_000, pdfs=100, site_callbacks=10_000, site_seconds=10, flood_callbacks=1_000)
FULL = Sizes(starts=500, rounds=5, imported=100_000, callbacks=20_000, single_callbacks=500, verification_seconds=3,
             mails=10_000, listed=(10_000, 100_000, 1_000_000), pages=10_000, pdfs=200, site_callbacks=20_000, site_seconds=20, flood_callbacks=2_000)


@dataclass(frozen=True)
class Run:
    """A process that has ended well."""
    seconds: float
    output: str


def installed(built, path):
    """Copies a program as an installation does, and gives its path."""
    subprocess.run(["install", "-m", "755", built, path], check=True)
    return path


class Workbench:
    def __init__(self, folder, sizes):
        self.folder = folder
        self.sizes = sizes
        built = os.path.join(ROOT, ".build/release/vosfact")
        if not os.access(built, os.X_OK):
            raise Failure(f"{built} is missing; run: swift build -c release")
        # As README installs it: the pages of a file that a linker has just written lie scattered in memory,
        # and a program starts a quarter slower from there.
        self.program = installed(built, self.path("vosfact"))
        self.packages = installed_packages()
        self.environment = {"PATH": os.environ["PATH"], "HOME": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC",
                            "PYTHONPATH": self.packages}
        self.databases = {}

    def path(self, name):
        return os.path.join(self.folder, name)

    def counterpart(self, name):
        """The command of the Python script `name` among the counterparts."""
        return [sys.executable, "-B", os.path.join(HERE, "counterparts", name)]

    def vosfact(self, database, *words):
        """The command of the program under test on a database."""
        return [self.program, "--db", database, *words]

    def run(self, command, variables=None):
        """Runs a command, with more variables if there are any, and measures it from its start to its end, its output
        going to a file."""
        output = self.path("output")
        actions = [(os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
                   (os.POSIX_SPAWN_OPEN, 1, output, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)]
        start = time.perf_counter()
        process = os.posix_spawnp(command[0], command, self.environment | (variables or {}), file_actions=actions)
        _, status = os.waitpid(process, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            raise Failure(f"ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
        with open(output, encoding="utf-8", errors="replace", newline="") as file:
            return Run(seconds, file.read())

    def run_with_memory(self, command):
        """Runs a command; gives the seconds that it took, and the most memory that it had, in KiB."""
        peak = self.path("peak")
        seconds = self.run([self.compile("peak_memory"), peak, *command]).seconds
        with open(peak, encoding="ascii") as file:
            return seconds, int(file.read())

    def alternate(self, rounds, *measurements):
        """Calls each measurement in turn, `rounds` times; gives the least that each came to."""
        results = [[measure() for measure in measurements] for _ in range(rounds)]
        return [min(column) for column in zip(*results)]

    def seconds(self, command, variables=None):
        """A measurement for `alternate`."""
        return lambda: self.run(command, variables).seconds

    def compile(self, name, *libraries):
        """Compiles a counterpart in C when it is first asked for, and gives the path of the program."""
        program = self.path(name)
        if not os.path.exists(program):
            linked = f"{program}.linked"
            subprocess.run(["cc", "-O2", "-o", linked, os.path.join(HERE, "counterparts", f"{name}.c"),
                            *libraries], check=True)
            installed(linked, program)
        return program

    def documents(self, count, form, paid=0.3):
        """A file of generated documents, made when it is first asked for."""
        path = self.path(f"{count}-{paid}.{form}")
        if not os.path.exists(path):
            with open(path, "wb") as file:
                subprocess.run([sys.executable, "-B", GENERATOR, str(count), "--format", form, "--paid", str(paid)],
                               stdout=file, check=True)
        return path

    def empty_database(self, name):
        """A new database with the current schema and nothing in it."""
        path = self.path(name)
        for suffix in ("", "-wal", "-shm", "-head"):
            if os.path.exists(path + suffix):
                os.remove(path + suffix)
        open(self.path("nothing.jsonl"), "w").close()
        self.run(self.vosfact(path, "invoice", "import", self.path("nothing.jsonl")))
        return path

    def database(self, count, paid=0.3):
        """A database of `count` documents that can be paid online, made when it is first asked for."""
        path = self.databases.get((count, paid))
        if path is None:
            path = self.databases[count, paid] = self.empty_database(f"{count}-{paid}.db")
            documents = self.documents(count, "jsonl", paid)
            self.run(self.vosfact(path, "--quiet", "invoice", "import", documents))
            os.remove(documents)
            for words in (("settings", "set", "pay-link.base-url", "https://pay.example.org"),
                          ("settings", "set", "online-payments.enabled", "true"),
                          ("provider", "enable", "stripe", "--mode", "simulated")):
                self.run(self.vosfact(path, *words))
        return path


def installed_packages():
    """The folder of the Python packages that the counterparts use, filled when it is not."""
    folder = os.path.join(ROOT, ".build-python-benchmarks")
    mark, wanted = os.path.join(folder, ".installed"), " ".join((*PACKAGES, OLD_PACKAGE))
    if not os.path.exists(mark) or open(mark).read() != wanted:
        print(f"installing {wanted}", file=sys.stderr)
        shutil.rmtree(folder, ignore_errors=True)
        pip("install", "--root-user-action=ignore", "--target", folder, *PACKAGES)
        with tempfile.TemporaryDirectory() as sources:
            pip("download", "--no-deps", "--dest", sources, OLD_PACKAGE)
            (archive,) = os.listdir(sources)
            shutil.unpack_archive(os.path.join(sources, archive), sources)
            module = os.path.join(sources, OLD_PACKAGE.replace("==", "-"), OLD_MODULE)
            shutil.copytree(module, os.path.join(folder, OLD_MODULE))
        with open(mark, "w") as file:
            file.write(wanted)
    return folder


def pip(verb, *words):
    subprocess.run([sys.executable, "-m", "pip", verb, "--quiet", "--disable-pip-version-check", *words], check=True)
