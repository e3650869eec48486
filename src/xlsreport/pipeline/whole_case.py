"""The workbook of a whole as a case: its coordinator's own, or the form with what is known of whose it is."""

from collections.abc import Mapping

from xlsreport.checking import Case, claimed_identity
from xlsreport.errors import WorkspaceError
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.previous_year import PreviousYear
from xlsreport.model.workbook import Cell, Sheet, Unreadable, Value, Workbook
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.reading import read_workbook


def whole_case(workspace: PeriodWorkspace, previous: PreviousYear) -> Case:
    """Return the coordinator's own workbook for the whole as a case; where there is none, the form with its period.

    Of a tree the form has the name of whoever stands on top.
    """
    path = workspace.root.folder / str(workspace.period) / workspace.form.names.whole
    tree = workspace.roster.tree
    top = identity_typed(workspace, tree.root if tree else None)
    book = read_workbook(path) if path.is_file() else untouched_form(workspace.form, workspace.period, top)
    if isinstance(book, Unreadable):
        raise WorkspaceError(f"{path}: {workspace.language.message(book.code, reason=book.reason)}")
    carried = previous.carried_whole(workspace.form, claimed_identity(workspace.form, book))
    return Case(workspace.form, workspace.language, book, carried, workspace.period)


def untouched_form(form: Form, period: int, typed: Mapping[Address, Value]) -> Workbook:
    """Return the form as it goes out, with its period and what else is `typed` into it."""
    sheets = {}
    for name, layout in form.layouts.items():
        cells = {position: Cell(text) for position, text in layout.texts.items()}
        cells |= {(at.row, at.column): Cell(value) for at, value in typed.items() if at.sheet == name}
        if name == form.identity.period.sheet:
            cells[form.identity.period.row, form.identity.period.column] = Cell(form.period_cell(period))
        sheets[name] = Sheet(name, cells)
    return Workbook(sheets)


def identity_typed(workspace: PeriodWorkspace, code: str | None) -> Mapping[Address, Value]:
    """Return what is typed into the form that is of the department `code`: its code and name; nothing for nobody's."""
    who, cells = workspace.roster.by_code(code or ""), workspace.form.identity
    return {cells.code: who.code, cells.name: who.name} if who else {}
