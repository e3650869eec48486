"""Outcomes put together by hand: departments and where they stand."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from xlsreport.consolidation import consolidate
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding, Severity
from xlsreport.model.form import Form
from xlsreport.model.outcome import Entry, Outcome, Standing
from xlsreport.model.review import Identity, Review
from xlsreport.model.roster import Department
from xlsreport.model.source import SourceFile
from xlsreport.model.workbook import Value
from xlsreport.model.years import EarlierYear, WholeSource


def at(text: str) -> Address:
    """Return the address that `text` writes."""
    return Address.parse(text)


def review_of(form: Form, seed: int, *findings: Finding, **more: Value) -> Review:
    """Return the review of a department: small figures by `seed`, with `more` put in and `findings` found."""
    values: dict[Address, Value] = {
        field.address: Decimal((seed * 7 + n * 3) % 5) for n, field in enumerate(form.figures) if n % 4
    }
    values |= {at(cell): value for cell, value in more.items()}
    return Review(values=values, results=form.engine.evaluate(values), findings=findings)


def entry(standing: Standing, code: str, name: str, review: Review, *, counted: bool = True, file: str = "") -> Entry:
    source = SourceFile(file or f"{code}.xlsx", Path("nowhere"), code[-1] * 64)
    department = Department(code, name, counted=counted)
    return Entry(standing, review, department, None if standing is Standing.MISSING else source)


def outcome_of(form: Form, *entries: Entry, include_held: bool = False) -> Outcome:
    def values(*standings: Standing) -> list[Mapping[Address, Value]]:
        chosen = (e for e in entries if e.standing in standings and e.department and e.department.counted)
        return [e.review.values for e in chosen]

    received = consolidate(form, values(Standing.ACCEPTED, Standing.HELD))
    total = received if include_held else consolidate(form, values(Standing.ACCEPTED))
    about_whole = Finding("V2", Severity.QUERY, "空白。", "文字", at("文字!A6"), "（一）主动公开")
    whole = Review(Identity("A00", "青屿区", 2023), findings=(about_whole,))
    return Outcome(form, 2023, entries, whole, total, received, include_held=include_held)


def with_last_year(outcome: Outcome, *, published: bool = True, complete: bool = True) -> Outcome:
    """Return `outcome` with a year before: half of everybody's figures, and one more of them in what was published."""
    places = [*(field.address for field in outcome.form.figures), *outcome.form.totals]

    def halved(review: Review) -> dict[Address, Value]:
        known = ((place, review.value(place)) for place in places)
        return {place: value // 2 for place, value in known if isinstance(value, Decimal)}

    departments = {each.code: halved(each.review) for each in outcome.entries if each.code and each.review.values}
    summed = {place: sum(each.get(place, Decimal(0)) for each in departments.values()) for place in places}
    said = {place: value + 1 for place, value in summed.items()} if published else None
    source = WholeSource.PUBLISHED
    earlier = EarlierYear(outcome.period - 1, said, departments, summed, complete, source=source)
    return replace(outcome, earlier=(earlier,))
