"""Figures inside the sentences that the form's Word template writes itself, read back where they are certain."""

import re
import unicodedata
from collections.abc import Iterator

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.printed import printed
from xlsreport.checking.reports.table_reading import Answer, better
from xlsreport.model.address import Address
from xlsreport.model.document import ReportDocument, ReportPattern, SaidFigure
from xlsreport.model.report_reading import Doubt, ReadFigure, TablePlace, Unsure

_NUMBER = r"([+\-−]?[0-9０-９][0-9０-９,，.．]*%?)"
_GOES_ON = 2  # lines that a sentence may go on in: a PDF has lines and no paragraphs
_TEXT = 0  # what the number of a table is where a figure stands in the text: its row is the paragraph


def said_figures(pattern: ReportPattern, document: ReportDocument) -> dict[Address, Answer]:
    """Return the figures that stand in the template's own sentences; a sentence that stands twice must say the same."""
    found: dict[Address, Answer] = {}
    lines = [flat(each) for each in document.paragraphs]
    for number, line in enumerate(lines, 1):
        for figure in pattern.said:
            if flat(figure.anchor) in line:
                for answer in _answers(figure, "".join(lines[number - 1 : number + _GOES_ON]), number):
                    found[figure.cell] = better(found.get(figure.cell), answer)
    return found


def _answers(figure: SaidFigure, line: str, number: int) -> Iterator[Answer]:
    before, after = (re.escape(flat(each)) for each in (figure.before, figure.after))
    for match in re.finditer(f"{before}{_NUMBER}{after}", line):
        text, place = unicodedata.normalize("NFKC", match[1]), TablePlace(_TEXT, number, 0)
        value = printed(text).number
        known = value is not None and not text.endswith("%")
        yield ReadFigure(value, text, place) if known else Unsure(Doubt.TEXT, text, place)
