"""Workbooks checked in one call."""

from collections.abc import Mapping
from pathlib import Path

from xlsreport.checking import Case, review
from xlsreport.language import language_named
from xlsreport.model.address import Address
from xlsreport.model.form import Form
from xlsreport.model.review import Review
from xlsreport.model.workbook import Unreadable, Value
from xlsreport.reading import read_workbook


def review_of(path: Path, form: Form, previous: Mapping[Address, Value] | None = None) -> Review:
    """Return the review of the workbook at `path`; it must be readable."""
    book = read_workbook(path)
    assert not isinstance(book, Unreadable), book
    return review(Case(form, language_named(form.language), book, previous))


def places(found: Review, *severities: str) -> set[tuple[str, str]]:
    """Return (code, place) of the findings of the given severities, of all where none is given."""
    return {(f.code, str(f.address or f.sheet)) for f in found.findings if not severities or f.severity in severities}
