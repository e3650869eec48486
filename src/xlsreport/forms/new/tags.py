"""Tags of a Word template, and texts that are none."""

import re

from xlsreport.forms.labels import Position
from xlsreport.model.address import column_letters
from xlsreport.model.template import tag_name

_MARKS = re.compile(r"([{}%#])(?=[{}%#])")


def tag_of(sheet: str, at: Position) -> str:
    """Return how a cell is called in a tag: `Data.J6`."""
    return f"{tag_name(sheet)}.{column_letters(at[1])}{at[0]}"


def printed(sheet: str, at: Position) -> str:
    """Return the tag that prints a cell."""
    return f"{{{{ {tag_of(sheet, at)} }}}}"


def safe(text: str) -> str:
    """Return a label of the author's in which no tag begins or ends: a blank parts such marks."""
    return _MARKS.sub(r"\1 ", text)
