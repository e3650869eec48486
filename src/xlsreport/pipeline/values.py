"""Forms, workbooks and values without a workspace: what the public interface is made of."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from xlsreport import consolidation
from xlsreport.checking import Case, in_order, review
from xlsreport.forms import find_form, load_form
from xlsreport.language import language_named, language_of
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.workbook import Unreadable, Value, Workbook
from xlsreport.reading import read_workbook

__all__ = ["form_called", "in_order", "joined", "reason", "reviewed", "workbook_at"]


def form_called(name: str) -> Form:
    """Return the form that is built in under `name`, else the one in the folder `name`."""
    return load_form(find_form(name))


def workbook_at(path: Path) -> Workbook | Unreadable:
    """Return the workbook at `path`, or why it cannot be read."""
    return read_workbook(path)


def reason(problem: Unreadable, path: Path) -> str:
    """Return the sentence that says why the file at `path` cannot be read."""
    return f"{path}: {language_named('en').message(problem.code, reason=problem.reason)}"


def reviewed(form: Form, book: Workbook) -> Review:
    """Return the review of `book` by `form`, nothing known of other departments or years."""
    return review(Case(form, language_of(form), book))


def joined(form: Form, parts: Sequence[Mapping[Address, Value]]) -> Consolidation:
    """Return `parts` joined as the form says, its formulas evaluated."""
    return consolidation.consolidate(form, parts)
