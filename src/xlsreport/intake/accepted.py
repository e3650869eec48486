"""What the coordinator accepts in the summary's sheet of findings becomes `Acceptance`s."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from xlsreport.errors import WorkspaceError
from xlsreport.intake.tables import WorkbookTable, heads_of
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.decisions import Acceptance
from xlsreport.model.finding import OF_ALL_TEXTS
from xlsreport.model.workbook import Sheet, Workbook

_SHEET = 4  # among the summary's own
_KEYS = ("department", "name", "code", "place", "found", "decision", "accept", "reason", "who")
_COLUMNS = (1, 2, 4, 5, 8, 12, 14, 15, 16)  # of `_KEYS` among the heads


@dataclass(frozen=True, slots=True)
class Summary:
    """The summary workbook `file` with its `book`, filled on `today`."""

    file: str
    book: Workbook
    today: date


def read_accepted(summary: Summary, language: Language) -> tuple[Acceptance, ...]:
    """Return an acceptance for each row of the findings that says so and was not accepted when it was written.

    Raises `WorkspaceError` naming the cell where a row says neither yes nor nothing, lacks its reason or who decided,
    or is about no department.
    """
    return tuple(_accepted(summary, _table(summary, language), language))


def title_of(book: Workbook) -> str:
    """Return what the summary's first sheet is headed with."""
    first = next(iter(book.sheets.values()), Sheet(""))
    return str(first.cell(1, 1).value or "").strip()


def _table(summary: Summary, language: Language) -> WorkbookTable:
    wish, heads = language.lists["summary_sheets"][_SHEET], language.lists["summary_finding_heads"]
    titles = dict(zip(_KEYS, (heads[column] for column in _COLUMNS), strict=True))
    sheets = [each for each in summary.book.sheets.values() if titles["accept"] in heads_of(each)]
    found = heads_of(sheets[0]) if sheets else {}
    lacking = next((title for title in titles.values() if title not in found), None)
    if lacking is not None:
        raise WorkspaceError(language.text("accept_no_sheet", file=summary.file, sheet=wish, title=lacking))
    return WorkbookTable(sheets[0], {key: found[title] for key, title in titles.items()})


def _accepted(summary: Summary, table: WorkbookTable, language: Language) -> Iterator[Acceptance]:
    for row in table.rows:
        said = table.text(row, "accept").lower()
        if not said or said in language.lists["words_no"] or table.text(row, "decision"):
            continue
        if said not in language.lists["words_yes"]:
            words = {"file": summary.file, "cell": table.at(row, "accept"), "found": table.text(row, "accept")}
            raise WorkspaceError(language.text("accept_not_yes", **words))
        yield _acceptance(summary, table, row, language)


def _acceptance(summary: Summary, table: WorkbookTable, row: int, language: Language) -> Acceptance:
    heads = dict(zip(_KEYS, (language.lists["summary_finding_heads"][column] for column in _COLUMNS), strict=True))
    for key in ("reason", "who"):
        if not table.text(row, key):
            words = {"file": summary.file, "cell": table.at(row, key), "title": heads[key]}
            raise WorkspaceError(language.text("accept_blank", **words))
    cell, place, found = None, table.text(row, "place"), table.value(row, "found")
    department = table.text(row, "department")
    if not department or (" " in place and "!" in place.partition(" ")[2]):  # a file of nobody, or our own table
        raise WorkspaceError(language.text("accept_of_nobody", file=summary.file, cell=table.at(row, "accept")))
    code = table.text(row, "code")
    if "!" in place and code != OF_ALL_TEXTS:
        cell = Address.parse(place)
    return Acceptance(
        code=code,
        department=department,
        cell=cell,
        reason=table.text(row, "reason"),
        who=table.text(row, "who"),
        when=summary.today.isoformat(),
        at=table.at(row, "accept"),
        found=found if isinstance(found, Decimal) else None,
        anywhere=code == OF_ALL_TEXTS,
    )
