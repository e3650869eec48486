"""V: the rows of a list: each says what it is and is complete, and nothing has two."""

from collections.abc import Iterator, Mapping

from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.joining import Ranking
from xlsreport.model.lists import FormList
from xlsreport.model.ranking import Entry, entry_key
from xlsreport.model.workbook import Value


def check_lists(case: Case, values: Mapping[Address, Value]) -> Iterator[Finding]:
    """Yield what is wrong with the rows of the form's lists; a cell that could not be read has its finding already."""
    for each in case.form.lists:
        for row in each.rows:
            if any(case.book.at(cell).value is not None for cell in row if cell in case.form.fields):
                yield from _incomplete(case, each, row)
        yield from _doubled(case, each, values)
    for ranking in case.form.rankings:
        yield from _unordered(case, ranking, values)


def _unordered(case: Case, ranking: Ranking, values: Mapping[Address, Value]) -> Iterator[Finding]:
    """Yield each entry that does not say what it is ordered by: the whole would leave it out."""
    for place in ranking.places:
        entry = tuple(values.get(cell) for cell in place)
        if any(entry) and entry_key(ranking, case.form.fields, entry) is None and not _says_none(case, place, entry):
            what = case.language.text("ranked_by_day" if ranking.order.by_day else "ranked_by_number")
            yield case.finding("V233", place[0], {"what": what}, found=entry[0])


def _says_none(case: Case, place: tuple[Address, ...], entry: Entry) -> bool:
    """Whether a word of the form says that there is no entry."""
    return any(value in case.form.fields[cell].measure.words for cell, value in zip(place, entry, strict=True))


def _incomplete(case: Case, form_list: FormList, row: tuple[Address, ...]) -> Iterator[Finding]:
    key = case.shown(case.book.at(form_list.key_cell(row)).value)
    for number in sorted({*form_list.keys, *form_list.required}):
        if case.book.at(row[number]).value is None:
            code = "V230" if number in form_list.keys else "V231"
            column = case.form.label(row[number]) or form_list.letters(number)
            yield case.finding(code, row[number], {"key": key, "column": column})


def _doubled(case: Case, form_list: FormList, values: Mapping[Address, Value]) -> Iterator[Finding]:
    rows: dict[tuple[str, ...], list[Address]] = {}
    for row in form_list.filled(values) if form_list.keys else ():
        key = form_list.key_of([values.get(cell) for cell in row])
        if all(key):
            rows.setdefault(key, []).append(form_list.key_cell(row))
    for first, *others in rows.values():
        if others:
            cells = case.language.text("comma").join(cell.cell for cell in (first, *others))
            yield case.finding("V232", others[0], {"key": case.shown(values.get(first)), "cells": cells})
