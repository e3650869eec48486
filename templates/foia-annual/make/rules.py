"""The rules of the form, as Excel formulas: what must equal, or reach, what."""

from collections.abc import Iterator
from dataclasses import dataclass

from sections import PLACED

ERROR, QUERY = "Error", "Query"
LAST_YEAR = "Previous report"
# What last year's report handed on, by row of the sheet Previous report: what it is, and its section and column.
CARRIED = (
    ("V.A. Requests pending as of end of fiscal year", "V.A.", 3),
    ("V.A. Requests received in fiscal year", "V.A.", 1),
    ("V.A. Requests processed in fiscal year", "V.A.", 2),
    ("VI.A. Appeals pending as of end of fiscal year", "VI.A.", 3),
    ("VI.A. Appeals received in fiscal year", "VI.A.", 1),
    ("VI.A. Appeals processed in fiscal year", "VI.A.", 2),
    ("XII.A. Backlogged requests as of end of fiscal year", "XII.A.", 0),
    ("XII.A. Backlogged appeals as of end of fiscal year", "XII.A.", 1),
    ("XII.B. Consultations pending as of end of fiscal year", "XII.B.", 3),
)
FIRST_CARRIED = 4
# The sections that a component without appeals leaves blank, and the last column of each that is filled in.
APPEALS = {
    "VI.A.": 2,
    "VI.B.": 3,
    "VI.C.(1)": 13,
    "VI.C.(2)": 10,
    "VI.C.(4)": 3,
    "VI.C.(5)": 9,
    "XII.E.(1)": 3,
    "XII.E.(2)": 1,
}


@dataclass(frozen=True, slots=True)
class FormRule:
    """A rule: `left` stands in `relation` (=, ≥ or ≤) to `right`; `needs` is last year's cell that it rests on."""

    severity: str
    text: str
    left: str
    relation: str
    right: str
    needs: str = ""


def form_rules() -> tuple[FormRule, ...]:
    """Return all rules in order."""
    return (*dispositions(), *whole_or_blank(), *repeated(), *carried_over(), *no_more_than(), *between())


def cell(number: str, index: int, row: int = 0) -> str:
    """Return the address of column `index` of section `number`."""
    return PLACED[number].at(index, row)


def dispositions() -> Iterator[FormRule]:
    """Yield what the parts of a section must come to."""
    text = "V.B.(1) TOTAL = V.A. requests processed"
    yield FormRule(ERROR, text, cell("V.B.(1)", 12), "=", cell("V.A.", 2))
    text = 'V.B.(2) TOTAL = V.B.(1) "Other"'
    yield FormRule(ERROR, text, cell("V.B.(2)", 0), "=", cell("V.B.(1)", 11))
    text = "VI.B. TOTAL = VI.A. appeals processed"
    yield FormRule(ERROR, text, cell("VI.B.", 4), "=", cell("VI.A.", 2))
    text = 'VI.C.(3) TOTAL = VI.C.(2) "Other"'
    yield FormRule(ERROR, text, cell("VI.C.(3)", 0), "=", cell("VI.C.(2)", 10))


def whole_or_blank() -> Iterator[FormRule]:
    """Yield that a section on appeals is filled in whole or left blank."""
    for number, last in APPEALS.items():
        section = PLACED[number]
        rows = section.rows
        filled = f"COUNTA({section.span(0, last)[: -len(section.cell(last))]}{section.cell(last, rows[-1])})"
        text = f"{number} Every cell is filled in, or the whole table is left blank"
        yield FormRule(ERROR, text, filled, "=", f"IF({filled}=0,0,{(last + 1) * len(rows)})")


def repeated() -> Iterator[FormRule]:
    """Yield that what section XII repeats of this year is what stands there."""
    for text, left, right in (
        ("XII.D.(1) requests received, current report = V.A. requests received", ("XII.D.(1)", 1), ("V.A.", 1)),
        ("XII.D.(1) requests processed, current report = V.A. requests processed", ("XII.D.(1)", 3), ("V.A.", 2)),
        ("XII.D.(2) backlogged requests, current report = XII.A. backlogged requests", ("XII.D.(2)", 1), ("XII.A.", 0)),
        ("XII.E.(1) appeals received, current report = VI.A. appeals received", ("XII.E.(1)", 1), ("VI.A.", 1)),
        ("XII.E.(1) appeals processed, current report = VI.A. appeals processed", ("XII.E.(1)", 3), ("VI.A.", 2)),
        ("XII.E.(2) backlogged appeals, current report = XII.A. backlogged appeals", ("XII.E.(2)", 1), ("XII.A.", 1)),
    ):
        yield FormRule(ERROR, text, cell(*left), "=", cell(*right))


def carried_over() -> Iterator[FormRule]:
    """Yield that this year begins where last year's report ended: queries, for reports are corrected afterwards."""
    for row, text, here in (
        (0, "V.A. requests pending at the start = last year's pending at the end", ("V.A.", 0)),
        (1, "XII.D.(1) requests received, last year's report = V.A. of that report", ("XII.D.(1)", 0)),
        (2, "XII.D.(1) requests processed, last year's report = V.A. of that report", ("XII.D.(1)", 2)),
        (3, "VI.A. appeals pending at the start = last year's pending at the end", ("VI.A.", 0)),
        (4, "XII.E.(1) appeals received, last year's report = VI.A. of that report", ("XII.E.(1)", 0)),
        (5, "XII.E.(1) appeals processed, last year's report = VI.A. of that report", ("XII.E.(1)", 2)),
        (6, "XII.D.(2) backlogged requests, previous report = XII.A. of that report", ("XII.D.(2)", 0)),
        (7, "XII.E.(2) backlogged appeals, previous report = XII.A. of that report", ("XII.E.(2)", 0)),
        (8, "XII.B. consultations pending at the start = last year's pending at the end", ("XII.B.", 0)),
    ):
        before = f"'{LAST_YEAR}'!B{FIRST_CARRIED + row}"
        yield FormRule(QUERY, text, cell(*here), "=", before, needs=before)


def no_more_than() -> Iterator[FormRule]:
    """Yield parts that are seldom more than what they are of."""
    tracks = range(3)
    yield FormRule(
        QUERY,
        "VII.C. perfected requests processed, all tracks ≤ V.A. requests processed",
        "+".join(cell("VII.C.", 13, row) for row in tracks),
        "≤",
        cell("V.A.", 2),
    )
    yield FormRule(
        QUERY,
        "VII.D. perfected requests pending, all tracks ≤ V.A. requests pending at the end",
        "+".join(cell("VII.D.", 0, row) for row in tracks),
        "≤",
        cell("V.A.", 3),
    )
    yield FormRule(
        QUERY,
        "VIII.A. adjudicated within ten calendar days ≤ granted + denied",
        cell("VIII.A.", 4),
        "≤",
        f"{cell('VIII.A.', 0)}+{cell('VIII.A.', 1)}",
    )
    text = "XII.A. backlogged requests ≤ V.A. requests pending at the end"
    yield FormRule(QUERY, text, cell("XII.A.", 0), "≤", cell("V.A.", 3))
    text = "XII.A. backlogged appeals ≤ VI.A. appeals pending at the end"
    yield FormRule(QUERY, text, cell("XII.A.", 1), "≤", cell("VI.A.", 3))


def between() -> Iterator[FormRule]:
    """Yield that medians and averages lie between the lowest and the highest; where a word stands nothing is asked."""
    for number in ("VI.C.(4)", "VII.A.", "VII.B."):
        section = PLACED[number]
        for row in section.rows:
            track = f" {section.block.rows[row]}" if section.block.rows else ""
            for index, name in enumerate(("median", "average")):
                own, ends = section.at(index, row), section.span(2, 3, row)
                known = f"COUNT({own},{ends})=3"
                text = f"{number}{track}: the {name} lies between the lowest and the highest number of days"
                left, right = f"IF({known},{own},0)", f"IF({known},MEDIAN({own},{ends}),0)"
                yield FormRule(QUERY, text, left, "=", right)
