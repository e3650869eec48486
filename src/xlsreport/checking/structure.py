"""S: whether it is this form and this edition, and whether each sheet looks as it should."""

import re
import unicodedata
from collections.abc import Collection
from difflib import SequenceMatcher

from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.finding import Finding
from xlsreport.model.form import SheetLayout

_LIKE = 0.6  # from this similarity on, a label is a misprint of ours and not another label
_SPACE = re.compile(r"\s+")


def judge_sheets(case: Case) -> tuple[frozenset[str], tuple[Finding, ...]]:
    """Return the sheets whose cells are where they belong, and what is wrong with the others."""
    needed = [name for name in case.form.layouts if _holds_cells(case, name)]
    if not any(name in case.book.sheets for name in needed):
        return frozenset(), (_not_this_form(case, needed),)
    sound: set[str] = set()
    findings: list[Finding] = []
    for name in needed:
        trouble = _sheet_trouble(case, name)
        findings += [trouble] if trouble else []
        if trouble is None or not trouble.blocks:
            sound.add(name)
    return frozenset(sound), tuple(findings)


def _holds_cells(case: Case, sheet: str) -> bool:
    return any(address.sheet == sheet for address in case.form.fields)


def _not_this_form(case: Case, needed: list[str]) -> Finding:
    comma = case.language.text("comma")
    found = comma.join(list(case.book.sheets)[:5])
    return case.sheet_finding("S101", None, expected=comma.join(needed[:3]), found=found)


def _sheet_trouble(case: Case, name: str) -> Finding | None:
    if name not in case.book.sheets:
        return case.sheet_finding("S102", name)
    edition = _other_edition(case, name)
    if edition is not None:
        return case.sheet_finding("S104", name, edition=edition, ours=case.form.edition)
    return _labels_trouble(case, case.form.layouts[name])


def _other_edition(case: Case, sheet: str) -> str | None:
    for edition, marks in case.form.editions.items():
        here = {address: text for address, text in marks.items() if address.sheet == sheet}
        if here and all(_flat(_shown(case, address)) == _flat(text) for address, text in here.items()):
            return edition
    return None


def _labels_trouble(case: Case, layout: SheetLayout) -> Finding | None:
    altered: list[tuple[Address, str, str]] = []
    for (row, column), expected in layout.anchors.items():
        address = Address(layout.name, row, column)
        found = _shown(case, address)
        if found != expected and _flat(found) != _flat(expected):
            altered.append((address, expected, found))
    if not altered:
        return None
    labels = {_flat(text) for text in layout.anchors.values()}
    moved = [each for each in altered if not _alike(each[1], each[2], labels)]
    address, expected, found = (moved or altered)[0]
    words = {
        "count": len(moved or altered),
        "found": found or case.language.text("blank"),
        "expected": expected,
    }
    return case.finding("S103" if moved else "S107", address, words)


def _shown(case: Case, address: Address) -> str:
    value = case.book.at(address).value
    return "" if value is None else case.shown(value)


def _flat(text: str) -> str:
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def _alike(expected: str, found: str, labels: Collection[str]) -> bool:
    """Whether `found` is `expected` misprinted, and not rather another of the sheet's own `labels`."""
    likeness = _likeness(_flat(expected), _flat(found))
    return likeness >= _LIKE and all(_likeness(label, _flat(found)) <= likeness for label in labels)


def _likeness(label: str, found: str) -> float:
    return SequenceMatcher(None, label, found, autojunk=False).ratio()
