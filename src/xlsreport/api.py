"""What other programs call: a form, a workbook, a check, a consolidation. Re-exported by `xlsreport` itself."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from numbers import Integral, Real
from os import PathLike
from pathlib import Path
from typing import Any

from xlsreport.errors import FormError, WorkspaceError
from xlsreport.language import bilingual
from xlsreport.model.address import Address
from xlsreport.model.consolidation import Consolidation
from xlsreport.model.finding import Finding
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.workbook import Unreadable, Value, Workbook
from xlsreport.pipeline import PeriodWorkspace, open_workspace_at
from xlsreport.pipeline import values as judged

OwnRule = Callable[[Form, Review], Iterable[Finding]]
Part = Mapping[str, object] | Mapping[Address, object]


def load_form(form: str | PathLike[str]) -> Form:
    """Return the built-in form of that name (`disclosure-2021`), or the form in that folder.

    Raises `FormError` naming file and cell for a form that cannot be used.
    """
    return judged.form_called(str(form))


def open_workspace(folder: str | PathLike[str], period: int | None = None) -> PeriodWorkspace:
    """Open the coordinator's workspace in `folder` at `period`, the newest by default.

    Raises `XlsreportError` for a folder that is no workspace, and for a form, roster or decisions that cannot be used.
    """
    return open_workspace_at(Path(folder), period)


def read_workbook(path: str | PathLike[str]) -> Workbook:
    """Read the workbook at `path`, of any format that departments send; formulas stored, never run.

    It is read in this process. A hostile file is refused by the guard, but one that breaks a library ends the
    process: `consolidate_workspace` and the command `check` read in worker processes instead. Raises `WorkspaceError`
    with the reason where it cannot be read.
    """
    book = judged.workbook_at(Path(path))
    if isinstance(book, Unreadable):
        raise WorkspaceError(judged.reason(book, Path(path)))
    return book


def check(workbook: Workbook | str | PathLike[str], form: Form, rules: Sequence[OwnRule] = ()) -> Review:
    """Return what a workbook, or the one at a path, says by `form`, with its findings, the worst first.

    `rules` are rules of one's own, asked after the form's: each takes the form and the review so far and yields
    further findings. Figures of the review are exact `Decimal`; what could not be read for certain is absent.
    """
    book = workbook if isinstance(workbook, Workbook) else read_workbook(workbook)
    review = judged.reviewed(form, book)
    more = [finding for rule in rules for finding in rule(form, review)]
    return replace(review, findings=judged.in_order(form, (*review.findings, *more))) if more else review


def consolidate(form: Form, parts: Iterable[Part]) -> Consolidation:
    """Join the figures of several departments as `form` says, and evaluate its formulas from them.

    Each part is what one department gives: figures by address (`Data!J6`, or an `Address`). Whole numbers, `Decimal`,
    floats by their shortest digits, and texts of digits are taken; None and NaN are blanks. Raises `FormError` for an
    address that is no input figure of the form, and for what is no number.
    """
    figures = {field.address for field in form.figures}
    return judged.joined(form, [_values(form, figures, part) for part in parts])


def _values(form: Form, figures: set[Address], part: Part) -> dict[Address, Value]:
    values: dict[Address, Value] = {}
    for place, given in part.items():
        address = place if isinstance(place, Address) else _address(place)
        if address not in figures:
            raise FormError(bilingual("api_no_input", form=form.id, asked=place))
        try:
            number = _number(given)
        except ValueError:
            raise FormError(bilingual("api_no_number", at=address, asked=repr(given))) from None
        if number is not None:
            values[address] = number
    return values


def _address(place: str) -> Address:
    try:
        return Address.parse(place)
    except ValueError:
        raise FormError(bilingual("api_no_address", asked=place)) from None


def _number(given: Any) -> Decimal | None:
    """Return `given` exactly; None for a blank. Raises `ValueError` for what is no number."""
    if given is None or (isinstance(given, Real) and math.isnan(given)):
        return None
    if isinstance(given, bool):
        raise ValueError(given)
    try:
        number = Decimal(int(given)) if isinstance(given, Integral) else Decimal(str(given))
    except InvalidOperation as error:
        raise ValueError(given) from error
    if not number.is_finite():
        raise ValueError(given)
    return number
