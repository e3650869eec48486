"""The workbook of decisions (a sheet a kind; heads in row 1) becomes `Decisions`."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from xlsreport.errors import WorkspaceError
from xlsreport.intake.tables import WorkbookTable, heads_of
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.decisions import (
    ABSENT,
    ACCEPTED,
    CHOSEN,
    CORRECTED,
    Absence,
    Acceptance,
    Choice,
    Columns,
    Correction,
    Decisions,
    DecisionsMark,
)
from xlsreport.model.finding import OF_ALL_TEXTS
from xlsreport.model.period import named_period
from xlsreport.model.workbook import Sheet, Workbook

T = TypeVar("T")


def read_decisions(book: Workbook, file: str, language: Language, asked: DecisionsMark | None = None) -> Decisions:
    """Return what the workbook `file` says; a sheet that is missing holds no decision.

    Raises `WorkspaceError` where it bears the mark of another form or period than `asked`; one without a mark is read.
    Raises `WorkspaceError` naming file, sheet and cell where none of its sheets is there, or where a column, a
    required cell or an address is missing or wrong.
    """
    reader = Reader(file, language)
    names = [language.text(each.sheet) for each in (ACCEPTED, CORRECTED, CHOSEN, ABSENT)]
    if not any(name in book.sheets for name in names):
        raise WorkspaceError(language.text("decisions_no_sheet", file=file, sheets=language.text("comma").join(names)))
    mark = mark_of(book, language)
    if mark is not None and asked is not None and mark != asked:
        words = {"found_form": mark.form, "found": mark.period, "form": asked.form, "period": asked.period}
        raise WorkspaceError(language.text("decisions_of_another", file=file, **words))
    return Decisions(
        file=file,
        acceptances=reader.records(book, ACCEPTED, reader.acceptance),
        corrections=reader.records(book, CORRECTED, reader.correction),
        choices=reader.records(book, CHOSEN, reader.choice),
        absences=reader.records(book, ABSENT, reader.absence),
    )


def mark_of(book: Workbook, language: Language) -> DecisionsMark | None:
    """Return the form and the period that the guide of a workbook of decisions bears; None where it bears none."""
    guide = book.sheets.get(language.text("decisions_guide"))
    words = re.escape(language.text("decisions_for", form="@", period="#"))
    pattern = re.compile(words.replace("@", "(.+?)", 1).replace(re.escape("#"), r"([0-9A-Z-]{4,7})", 1))
    texts = (str(cell.value) for cell in guide.cells.values()) if guide else ()
    found = next((found for text in texts if (found := pattern.search(text))), None)
    period = named_period(found[2]) if found else None
    return DecisionsMark(found[1].strip(), period) if found and period is not None else None


@dataclass(frozen=True, slots=True)
class Reader:
    """The reading of one workbook of the coordinator's: tables whose heads the language knows."""

    file: str
    language: Language

    def records(self, book: Workbook, columns: Columns, record: Callable[[WorkbookTable, int], T]) -> tuple[T, ...]:
        """Return a record for each row of the sheet that `columns` names; none where it is missing."""
        sheet = book.sheets.get(self.language.text(columns.sheet))
        return () if sheet is None else self.records_on(sheet, columns, record)

    def records_on(self, sheet: Sheet, columns: Columns, record: Callable[[WorkbookTable, int], T]) -> tuple[T, ...]:
        """Return a record for each row of `sheet`, whose required cells are all filled."""
        table = self._table(sheet, columns)
        for row in table.rows:
            self._complete(table, row, columns.required)
        return tuple(record(table, row) for row in table.rows)

    def acceptance(self, table: WorkbookTable, row: int) -> Acceptance:
        """Return the finding that is accepted in a row: of one department or of all, at one place or at all."""
        code = table.text(row, "code").upper()
        anywhere = self._is_all(table.text(row, "cell")) or code == OF_ALL_TEXTS
        return Acceptance(
            code=code,
            department=table.text(row, "department"),
            cell=self.cell(table, row) if table.text(row, "cell") and not anywhere else None,
            reason=table.text(row, "reason"),
            who=table.text(row, "who"),
            when=table.text(row, "when"),
            at=table.at(row, "code"),
            found=table.value(row, "found") if table.text(row, "found") else None,
            everyone=self._is_all(table.text(row, "department")),
            anywhere=anywhere,
        )

    def absence(self, table: WorkbookTable, row: int) -> Absence:
        """Return the department that is not waited for, in a row."""
        said = {key: table.text(row, key) for key in ABSENT.keys}
        return Absence(**said, at=table.at(row, "department"))

    def correction(self, table: WorkbookTable, row: int) -> Correction:
        """Return the figure that is corrected in a row."""
        return Correction(
            department=table.text(row, "department"),
            cell=self.cell(table, row),
            before=table.value(row, "from"),
            after=table.value(row, "to"),
            who=table.text(row, "agreed"),
            when=table.text(row, "when"),
            at=table.at(row, "cell"),
        )

    def choice(self, table: WorkbookTable, row: int) -> Choice:
        """Return the version that is chosen in a row."""
        return Choice(
            department=table.text(row, "department"),
            file=table.text(row, "file"),
            note=table.text(row, "note"),
            at=table.at(row, "file"),
        )

    def _table(self, sheet: Sheet, columns: Columns) -> WorkbookTable:
        heads = heads_of(sheet)
        places = {
            key: heads[title]
            for key in columns.keys
            for title in reversed(self.language.lists[f"decision_{key}"])
            if title in heads
        }
        for key in columns.required:
            if key not in places:
                title = self._title(key)
                raise WorkspaceError(
                    self.language.text("decisions_no_column", file=self.file, sheet=sheet.name, title=title)
                )
        return WorkbookTable(sheet, places)

    def _complete(self, table: WorkbookTable, row: int, required: Sequence[str]) -> None:
        for key in required:
            if not table.text(row, key):
                cell = table.at(row, key)
                raise WorkspaceError(
                    self.language.text("decisions_blank", file=self.file, cell=cell, title=self._title(key))
                )

    def cell(self, table: WorkbookTable, row: int) -> Address:
        """Return the address that a row names."""
        found = table.text(row, "cell")
        try:
            return Address.parse(found)
        except ValueError:
            at = table.at(row, "cell")
            raise WorkspaceError(
                self.language.text("decisions_no_address", file=self.file, cell=at, found=found)
            ) from None

    def _is_all(self, text: str) -> bool:
        return text.lower() in self.language.lists["words_all"]

    def _title(self, key: str) -> str:
        return self.language.lists[f"decision_{key}"][0]
