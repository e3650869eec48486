"""The sentences that the form's Word template writes itself, and whether a report has them as ours has."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from xlsreport.checking.layout.labels import flat
from xlsreport.checking.reports.sections import is_of_the_template
from xlsreport.model.document import ReportDocument, ReportPattern
from xlsreport.model.report_comparison import Differing, ReportDifference
from xlsreport.model.report_reading import ReportReading

_SENTENCE = re.compile(r"[^。！？\n]+[。！？]?")
_MARKS = re.compile(r"[\s，。；：、,.;:!?！？（）()<>《》]+")  # at the edge of a line they are lost in a PDF
_TITLE_LINES, _FIRST = 2, 12  # lines of a title, and among which it stands


def own_lines(pattern: ReportPattern, document: ReportDocument) -> tuple[str, ...]:
    """Return the lines of `document` that the template writes, but for the title and for those that tell figures.

    These two are read and compared by themselves.
    """
    anchors = {flat(each.anchor) for each in pattern.said}
    lines = [line.strip() for block in document.paragraphs for line in block.split("\n")]
    own = [line for line in lines if line and is_of_the_template(line, pattern.sentences)]
    titles = "\n".join(_titles(pattern, [flat(line) for line in lines if line][:_FIRST]))
    told = [line for line in own if any(anchor in flat(line) for anchor in anchors)]
    return tuple(line for line in own if flat(line) not in titles and line not in told)


def _titles(pattern: ReportPattern, lines: Sequence[str]) -> Iterator[str]:
    for count in range(1, _TITLE_LINES + 1):
        for number in range(len(lines) - count + 1):
            said = "".join(lines[number : number + count])
            if any(re.fullmatch(unicodedata.normalize("NFKC", title), said) for title, _ in pattern.titles):
                yield said


def bare(text: str) -> str:
    """Return `text` without blanks and marks, as it is looked for in another document."""
    return _MARKS.sub("", flat(text))


def own_differences(reading: ReportReading, ours: ReportReading) -> Iterator[ReportDifference]:
    """Yield the template's sentences that stand in our own report alone, then those in the other alone."""
    for kind, one, other in ((Differing.OWN_MISSING, ours, reading), (Differing.OWN_ADDED, reading, ours)):
        for line in one.own_lines:
            for sentence in _SENTENCE.findall(line):
                if bare(sentence) not in other.bare_text:
                    yield ReportDifference(kind, said=sentence.strip())
