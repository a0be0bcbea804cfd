"""`vosfact invoice show` beside the program sqlite3 reading the same row."""
import sqlite3
from contextlib import closing

from table import milliseconds


def measure(bench, table):
    count = bench.sizes.listed[-1]
    database = bench.database(count)
    with closing(sqlite3.connect(database)) as connection:
        (number,) = connection.execute(
            "SELECT number FROM document WHERE id >= (SELECT avg(id) FROM document) LIMIT 1").fetchone()
    query = f"SELECT * FROM document WHERE number = '{number}'"
    ours, theirs = bench.alternate(
        bench.sizes.starts, bench.seconds(bench.vosfact(database, "invoice", "show", number)),
        bench.seconds(["sqlite3", database, query]))
    table.add(f"`invoice show` of {count:,}; `sqlite3`, the same row", milliseconds(ours), milliseconds(theirs),
              ours / theirs, at_most=2)
