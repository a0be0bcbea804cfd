"""The first page of `invoice list`, with each filter, and of `payment list`, in databases of growing size."""
import math

from table import milliseconds

LISTS = (
    ("invoice", "list"),
    ("invoice", "list", "--state", "issued"),
    ("invoice", "list", "--kind", "quote"),
    ("invoice", "list", "--state", "issued", "--kind", "quote"),
    ("invoice", "list", "--buyer", "nguyen"),
    ("invoice", "list", "--buyer", "nobody at all"),
    ("invoice", "list", "--since", "2026-01-05"),
    ("invoice", "list", "--until", "2026-01-05"),
    ("invoice", "list", "--overdue"),
    ("payment", "list"),
    ("payment", "list", "--state", "paid"),
    ("payment", "list", "--state", "failed"),
    ("payment", "list", "--provider", "manual"),
    ("payment", "list", "--since", "2026-01-15"),
    ("payment", "list", "--attention"),
)
PAGES_MEASURED = 10
LONGEST_SECONDS = 0.020


def measure(bench, table):
    small, large = bench.sizes.listed[0], bench.sizes.listed[-1]
    # From 10^4 to 10^6 the logarithm grows by half.
    growth = math.log(large) / math.log(small)
    for words in LISTS:
        commands = [bench.vosfact(bench.database(count), *words, "--limit", "50") for count in bench.sizes.listed]
        times = bench.alternate(PAGES_MEASURED, *map(bench.seconds, commands))
        table.add(f"`{' '.join(words)} --limit 50` of {large:,}, in 20 ms; of {small:,}", milliseconds(times[-1]),
                  milliseconds(times[0]), times[-1] / times[0], at_most=growth, also=times[-1] <= LONGEST_SECONDS)
