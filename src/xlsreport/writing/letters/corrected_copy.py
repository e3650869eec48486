"""The corrected copy: our form with a department's own figures and texts, and what is asked at its cells."""

from collections.abc import Iterator

from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.contents import contents_rows, untold_rows
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.marks import Annotations, Hidden, Listing, Mark, Row
from xlsreport.model.wording import one_line
from xlsreport.writing.letters.requests import Copy, fact, wish, worst
from xlsreport.writing.wording.finding_words import place_text

_TINTS = {Severity.ERROR: "F8CBAD", Severity.QUERY: "FFD966"}
_ANSWERED, _UNCONFIRMED = "E2F0D9", "BDD7EE"
_WIDTHS = (6.0, 8.0, 16.0, 30.0, 50.0, 34.0, 40.0, 9.0)
_LINKED, _ANSWERS = 2, 6


def corrected_bytes(copy: Copy, language: Language) -> bytes:
    """Return the workbook of `copy`: formulas are the form's own, and nothing of the sender's but values and text."""
    rows = contents_rows(copy.contents) if copy.contents else untold_rows() if copy.untold else ()
    hidden = Hidden(language.text("contents_sheet"), rows) if rows else None
    author, cells = language.text("marks_author"), tuple(_marks(copy, language))
    marks = Annotations(author, cells, _listing(copy, language), hidden=hidden)
    return copy.form.engine.fill(copy.values, tuple(copy.locked), marks)


def listing_title(copy: Copy, language: Language) -> str:
    """Return the name of the sheet that lists what is asked, which no sheet of the form has."""
    title = language.text("marks_sheet")
    while title in copy.form.layouts:
        title += "_"
    return title


def _marks(copy: Copy, language: Language) -> Iterator[Mark]:
    by_cell: dict[Address, list[Finding]] = {}
    for finding in copy.asked:
        if (cell := _cell_of(finding, copy)) is not None:
            by_cell.setdefault(cell, []).append(finding)
    for cell, own in by_cell.items():
        yield Mark(cell, "\n".join(_remark(each, copy, language) for each in own), _TINTS[worst(own)])
    yield from (Mark(cell, "", _UNCONFIRMED) for cell in sorted(copy.tentative) if cell not in by_cell)


def _remark(finding: Finding, copy: Copy, language: Language) -> str:
    severity = language.text(f"severity_{finding.severity}")
    return f"{severity} {finding.code} {fact(finding, copy, language)}\n{wish(finding, copy, language)}"


def _listing(copy: Copy, language: Language) -> Listing:
    title = language.text("marks_title", name=copy.name, count=len(copy.asked))
    lines = (*copy.asked, *copy.answered)
    return Listing(
        title=listing_title(copy, language),
        lines=(title, language.text("marks_guide")),
        heads=language.lists["marks_heads"],
        widths=_WIDTHS,
        linked=_LINKED,
        rows=tuple(_row(number, each, copy, language) for number, each in enumerate(lines, 1)),
        answers=_ANSWERS,
    )


def _row(number: int, finding: Finding, copy: Copy, language: Language) -> Row:
    cells = (
        str(number),
        language.text(f"severity_{finding.severity}"),
        place_text(finding, language),
        finding.label or _title_of_sheet(finding, copy),
        fact(finding, copy, language),
        wish(finding, copy, language),
        finding.said,
        finding.code,
    )
    tint = _ANSWERED if finding in copy.answered else _TINTS[finding.severity]
    return Row(cells, _cell_of(finding, copy), tint)


def _title_of_sheet(finding: Finding, copy: Copy) -> str:
    """Return what stands first on the sheet that a finding is about as a whole."""
    layout = copy.form.layouts.get(finding.sheet or "") if finding.address is None else None
    return one_line(layout.texts[min(layout.texts)]) if layout and layout.texts else ""


def _cell_of(finding: Finding, copy: Copy) -> Address | None:
    """Return the cell that a finding is shown at: its own, else the first of its sheet; None for a whole file."""
    if finding.address is not None and finding.address.sheet in copy.form.layouts:
        return finding.address
    return Address(finding.sheet, 1, 1) if finding.sheet and finding.sheet in copy.form.layouts else None
