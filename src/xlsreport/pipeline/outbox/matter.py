"""What the letters of a workspace are about, and the office that signs them."""

from datetime import date

from xlsreport.checking import Case, own_texts
from xlsreport.model.address import Address
from xlsreport.model.office import Office
from xlsreport.model.wording import as_text
from xlsreport.model.workbook import Unreadable
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.reading import read_workbook
from xlsreport.writing.letters.letters import Matter


def matter_of(workspace: PeriodWorkspace, due: date | None = None) -> Matter:
    """Return what the letters are about; `due` is the day by which an answer is asked, where one is set."""
    office = workspace.root.office.completed(_own_office(workspace))
    return Matter(workspace.form.title, workspace.period, office, workspace.language, due)


def _own_office(workspace: PeriodWorkspace) -> Office:
    """Return the office as the coordinator's own workbook has it; blank where there is none that can be read."""
    form = workspace.form
    path = workspace.root.folder / str(workspace.period) / form.names.whole
    book = read_workbook(path) if path.is_file() else None
    if book is None or isinstance(book, Unreadable):
        return Office()
    values = own_texts(Case(form, workspace.language, book)).values

    def said(cell: Address | None) -> str:
        return as_text(values.get(cell)).strip() if cell else ""

    return Office(said(form.identity.name), said(form.identity.person), said(form.identity.telephone))
