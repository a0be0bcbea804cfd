"""`vosfact invoice show` as pages beside Jinja2 making the same ones, and as PDF beside the engine alone."""
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing

from table import rate
from workbench import Failure


def measure(bench, table):
    pages(bench, table)
    pdfs(bench, table)


def pages(bench, table):
    count = bench.sizes.pages
    database = shop(bench, count)
    numbers = bench.path("numbers")
    with closing(sqlite3.connect(database)) as connection, open(numbers, "w") as file:
        file.writelines(f"{number}\n" for (number,) in connection.execute("SELECT number FROM document ORDER BY id"))
    style = bench.path("style.css")
    with open(style, "w") as file:
        file.write(bench.run(bench.vosfact(database, "invoice", "template", "--style")).output)
    # In memory, where there is such a folder: to make a file on a disk takes longer than to make its page.
    memory = tempfile.TemporaryDirectory(dir="/dev/shm" if os.path.isdir("/dev/shm") else None)
    ours_folder, theirs_folder = empty(f"{memory.name}/pages"), empty(f"{memory.name}/their-pages")
    ours = timed_with_input(
        bench, bench.vosfact(database, "invoice", "show", "-", "--format", "html", "--output", ours_folder), numbers)
    theirs = bench.seconds(bench.counterpart("document_pages.py") + [database, style, theirs_folder])
    ours, theirs = bench.alternate(bench.sizes.rounds, ours, theirs)
    for name in os.listdir(ours_folder):
        if words(os.path.join(ours_folder, name)) != words(os.path.join(theirs_folder, name)):
            raise Failure(f"the pages {name} differ")
    memory.cleanup()
    table.add(f"`invoice show --format html`, {count:,} documents into files; Python, Jinja2, the same pages",
              rate(count, ours, "pages"), rate(count, theirs, "pages"), theirs / ours, at_least=5)


def pdfs(bench, table):
    """Our own share is what is left of the processor's time without the engine's."""
    if shutil.which("weasyprint") is None:
        print("weasyprint is not installed: no PDF is measured", file=sys.stderr)
        return
    count = bench.sizes.pdfs
    database = shop(bench, count)
    # Each round makes them all.
    bench.run(bench.vosfact(database, "settings", "set", "pdf.kept", "0"))
    with closing(sqlite3.connect(database)) as connection:
        numbers = [number for (number,) in connection.execute("SELECT number FROM document ORDER BY id")]
    words = bench.vosfact(database, "invoice", "show", *numbers, "--format", "pdf", "--output",
                          empty(bench.path("pdfs")), "--jobs", "2")
    (whole,) = bench.alternate(bench.sizes.rounds, bench.seconds(words))
    own, all_of_it = processor_seconds(bench, words)
    table.add(f"`invoice show --format pdf --jobs 2`, {count} documents; our own share of the processor's time",
              rate(count, whole, "PDF"), f"{own * 1000:.0f} ms of our own", own / all_of_it, at_most=0.05)


def processor_seconds(bench, words):
    """The processor's seconds of our own process, and those of it and the engine together."""
    path = bench.path("processor-times")
    script = ("import os, resource, subprocess, sys\n"
              "process = subprocess.Popen(sys.argv[2:], stdout=subprocess.DEVNULL)\n"
              "os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)\n"
              "fields = open(f'/proc/{process.pid}/stat').read().rsplit(')', 1)[1].split()\n"
              "own = (int(fields[11]) + int(fields[12])) / os.sysconf('SC_CLK_TCK')\n"
              "code = process.wait()\n"
              "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
              "open(sys.argv[1], 'w').write(f'{own} {used.ru_utime + used.ru_stime}')\n"
              "sys.exit(code)\n")
    bench.run([sys.executable, "-c", script, path, *words])
    with open(path, encoding="ascii") as file:
        own, all_of_it = map(float, file.read().split())
    return own, all_of_it


def shop(bench, count):
    """A database of documents that are not paid online, so that no page has a link in it."""
    path = bench.empty_database(f"pages-{count}.db")
    bench.run(bench.vosfact(path, "settings", "set", "company.name", "Maison Kervella"))
    bench.run(bench.vosfact(path, "settings", "set", "legal.recovery-indemnity", "never"))
    bench.run(bench.vosfact(path, "settings", "set", "time-zone", "UTC"))
    bench.run(bench.vosfact(path, "--quiet", "invoice", "import", bench.documents(count, "jsonl")))
    return path


def empty(folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    return folder


def timed_with_input(bench, command, path):
    def measurement():
        with open(path) as file:
            start = time.perf_counter()
            subprocess.run(command, env=bench.environment, stdin=file, stdout=subprocess.DEVNULL, check=True)
            return time.perf_counter() - start
    return measurement


def words(path):
    """The page without the blanks around its tags, and the others made alike."""
    with open(path, encoding="utf-8") as file:
        return re.sub(r"\s*(<[^>]*>)\s*", r"\1", re.sub(r"[ \n]+", " ", file.read())).replace("&#34;", "&quot;")
