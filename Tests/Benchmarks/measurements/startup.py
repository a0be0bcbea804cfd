"""`vosfact --version` beside a C program that prints a line."""
from table import milliseconds


def measure(bench, table):
    hello = bench.compile("print_line")
    ours, theirs = bench.alternate(bench.sizes.starts, bench.seconds([bench.program, "--version"]),
                                   bench.seconds([hello]))
    table.add("`--version`; a C program that prints a line", milliseconds(ours), milliseconds(theirs),
              ours / theirs, at_most=1.5)
