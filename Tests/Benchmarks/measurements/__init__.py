"""One file a measurement; each has measure(bench, table)."""
