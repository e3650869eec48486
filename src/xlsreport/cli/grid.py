"""A table on a terminal: how it is drawn, and how wide it would like to be."""

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

_BETWEEN = 3  # columns of the terminal between two of the table


def natural_width(heads: Sequence[str], rows: Sequence[Sequence[str]], columns: Sequence[int]) -> int:
    """Return how wide the table of `columns` is when no text of it is folded."""
    widest = (max(cell_len(line[column]) for line in (heads, *rows)) for column in columns)
    return sum(widest) + _BETWEEN * (len(columns) - 1)


def grid(heads: Sequence[Text], figures: Sequence[bool]) -> Table:
    """Return an empty table; what is no figure may be folded."""
    made = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for head, figure in zip(heads, figures, strict=True):
        made.add_column(head, justify="right" if figure else "left", no_wrap=figure, overflow="fold")
    return made
