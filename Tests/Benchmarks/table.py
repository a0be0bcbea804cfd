"""The one table that the benchmarks print, in Markdown, so that README can hold it as it is."""

HEADINGS = ("measured", "vosfact", "counterpart", "ratio", "target", "met")


class Table:
    """Rows of text, gathered as they are measured."""

    def __init__(self):
        self.rows = []

    def add(self, measured, vosfact, counterpart, ratio, at_most=None, at_least=None, also=True):
        """Adds a row. `ratio` is held against `at_most` or `at_least`; `also` is a further condition. Without a
        counterpart it is None."""
        if at_most is not None:
            target, met = f"at most {at_most:.3g}×", ratio <= at_most and also
        elif at_least is not None:
            target, met = f"at least {at_least:.3g}×", ratio >= at_least and also
        else:
            target, met = "–", None
        verdict = "–" if met is None else "yes" if met else "no"
        self.rows.append((measured, vosfact, counterpart, "–" if ratio is None else f"{ratio:.2f}×", target, verdict))

    def __str__(self):
        widths = [max(map(len, column)) for column in zip(HEADINGS, *self.rows)]
        lines = [HEADINGS, tuple("-" * width for width in widths), *self.rows]
        return "\n".join(
            "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"
            for line in lines)


def milliseconds(seconds):
    return f"{seconds * 1000:.2f} ms"


def rate(count, seconds, unit):
    return f"{round(count / seconds):,} {unit}/s"
