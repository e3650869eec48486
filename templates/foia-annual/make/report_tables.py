"""The tables of the report, as the published reports have them: components as rows, the agency overall last."""

from collections.abc import Iterator
from dataclasses import dataclass

from blocks import Placed
from sections import PLACED, TRACKS


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, the head of its group, and the cells of its lines in a tag, without the owner."""

    head: str
    group: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of the report; `given` is the cell without which a component has no row in it.

    `lines` are the names of the lines of a component, where it has several.
    """

    heading: str
    section: str  # whose footnotes stand below it
    columns: tuple[Column, ...]
    given: str = ""
    lines: tuple[str, ...] = ()

    @property
    def wide(self) -> bool:
        """Whether it stands on a landscape page."""
        return len(self.columns) > 6


HEADINGS = {
    "V.A.": "V.A. FOIA REQUESTS -- RECEIVED, PROCESSED AND PENDING FOIA REQUESTS",
    "V.B.(1)": "V.B.(1). DISPOSITION OF FOIA REQUESTS -- ALL PROCESSED REQUESTS",
    "V.B.(3)": "V.B.(3). DISPOSITION OF FOIA REQUESTS -- NUMBER OF TIMES EXEMPTIONS APPLIED",
    "VI.A.": "VI.A. ADMINISTRATIVE APPEALS OF INITIAL DETERMINATIONS OF FOIA REQUESTS -- RECEIVED, PROCESSED, AND "
    "PENDING ADMINISTRATIVE APPEALS",
    "VI.B.": "VI.B. DISPOSITION OF ADMINISTRATIVE APPEALS -- ALL PROCESSED APPEALS",
    "VI.C.(1)": "VI.C.(1). REASONS FOR DENIAL ON APPEAL -- NUMBER OF TIMES EXEMPTIONS APPLIED",
    "VI.C.(2)": "VI.C.(2). REASONS FOR DENIAL ON APPEAL -- REASONS OTHER THAN EXEMPTIONS",
    "VI.C.(4)": "VI.C.(4). RESPONSE TIME FOR ADMINISTRATIVE APPEALS",
    "VI.C.(5)": "VI.C.(5). TEN OLDEST PENDING ADMINISTRATIVE APPEALS",
    "VII.A.": "VII.A. FOIA REQUESTS -- RESPONSE TIME FOR ALL PROCESSED PERFECTED REQUESTS",
    "VII.B.": "VII.B. PROCESSED REQUESTS -- RESPONSE TIME FOR PERFECTED REQUESTS IN WHICH INFORMATION WAS GRANTED",
    "VII.C.": "VII.C. PROCESSED {} -- RESPONSE TIME IN DAY INCREMENTS",
    "VII.D.": "VII.D. PENDING REQUESTS -- ALL PENDING PERFECTED REQUESTS",
    "VII.E.": "VII.E. PENDING REQUESTS -- TEN OLDEST PENDING PERFECTED REQUESTS",
    "VIII.A.": "VIII.A. REQUESTS FOR EXPEDITED PROCESSING",
    "VIII.B.": "VIII.B. REQUESTS FOR FEE WAIVER",
    "IX.": "IX. FOIA PERSONNEL AND COSTS",
    "X.": "X. FEES COLLECTED FOR PROCESSING REQUESTS",
    "XI.A.": "XI.A. NUMBER OF TIMES SUBSECTION (C) USED",
    "XI.B.": "XI.B. NUMBER OF SUBSECTION (A)(2) POSTINGS",
    "XII.A.": "XII.A. BACKLOGS OF FOIA REQUESTS AND ADMINISTRATIVE APPEALS",
    "XII.B.": "XII.B. CONSULTATIONS ON FOIA REQUESTS -- RECEIVED, PROCESSED, AND PENDING CONSULTATIONS",
    "XII.C.": "XII.C. CONSULTATIONS ON FOIA REQUESTS -- TEN OLDEST CONSULTATIONS RECEIVED FROM OTHER AGENCIES AND "
    "PENDING AT THE AGENCY",
    "XII.D.(1)": "XII.D.(1). COMPARISON OF NUMBERS OF REQUESTS FROM PREVIOUS AND CURRENT ANNUAL REPORT -- REQUESTS "
    "RECEIVED AND PROCESSED",
    "XII.D.(2)": "XII.D.(2). COMPARISON OF NUMBERS OF REQUESTS FROM PREVIOUS AND CURRENT ANNUAL REPORT -- BACKLOGGED "
    "REQUESTS",
    "XII.E.(1)": "XII.E.(1). COMPARISON OF NUMBERS OF ADMINISTRATIVE APPEALS FROM PREVIOUS AND CURRENT ANNUAL REPORT "
    "-- APPEALS RECEIVED AND PROCESSED",
    "XII.E.(2)": "XII.E.(2). COMPARISON OF NUMBERS OF ADMINISTRATIVE APPEALS FROM PREVIOUS AND CURRENT ANNUAL REPORT "
    "-- BACKLOGGED APPEALS",
}
BY_TRACK = ("SIMPLE REQUESTS", "COMPLEX REQUESTS", "REQUESTS GRANTED EXPEDITED PROCESSING")


def report_tables() -> Iterator[ReportTable]:
    """Yield the tables in the report's order; the increments of days have one for each track."""
    for number, heading in HEADINGS.items():
        section = PLACED[number]
        given = _tag(section, 0, 0) if section.block.optional else ""
        if "{}" in heading:
            for row, track in enumerate(BY_TRACK):
                yield ReportTable(heading.format(track), number, tuple(_columns(section, (row,))))
        elif section.block.rows == TRACKS:
            yield ReportTable(heading, number, tuple(_columns(section, tuple(section.rows))), given)
        else:
            yield ReportTable(heading, number, tuple(_of_lines(section)), given, section.block.rows)


def _columns(section: Placed, rows: tuple[int, ...]) -> Iterator[Column]:
    """Yield the columns of a table in which the tracks stand side by side."""
    for row in rows:
        for index, column in enumerate(section.block.columns):
            group = TRACKS[row] if len(rows) > 1 else column.group
            yield Column(column.head, group, (_tag(section, index, row),))


def _of_lines(section: Placed) -> Iterator[Column]:
    """Yield the columns of a table in which the rows of a section are lines of a component."""
    for index, column in enumerate(section.block.columns):
        yield Column(column.head, column.group, tuple(_tag(section, index, row) for row in section.rows))


def _tag(section: Placed, index: int, row: int) -> str:
    sheet = "".join(sign if sign.isalnum() else "_" for sign in section.sheet)
    return f"{sheet}.{section.cell(index, row)}"
