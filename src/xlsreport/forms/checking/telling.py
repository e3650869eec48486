"""Faults become findings: in words, in the author's order, one for neighbours that say the same."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xlsreport.forms.checking.collected import SETTINGS, TEMPLATE, WORKBOOK
from xlsreport.language import Language
from xlsreport.model.address import Address
from xlsreport.model.form_finding import FormFault, FormFinding, Saying
from xlsreport.model.labels import Label

_Area = tuple[Address, Address]
_FILES = (SETTINGS, WORKBOOK, TEMPLATE)


def told(faults: Iterable[FormFault], language: Language, labels: Mapping[Address, Label]) -> tuple[FormFinding, ...]:
    """Return `faults` in words, one each, in the order of their places; `labels` are those of cells."""
    findings = [_finding(each, language, labels) for each in dict.fromkeys(map(_hashable, faults))]
    return tuple(sorted(findings, key=lambda each: (_file_rank(each.place.file), each.place.sorting, each.code)))


def said(value: object, language: Language) -> object:
    """Return a word of a sentence as it is said in `language`."""
    if isinstance(value, Saying):
        return language.text(value.key, **{name: said(word, language) for name, word in value.words.items()})
    return value


class _Once:
    """A fault as a key: two that say the same of one place are one."""

    def __init__(self, fault: FormFault) -> None:
        self.fault = fault
        self._key = (fault.code, fault.place, repr(sorted(fault.words.items(), key=str)))

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and self._key == other._key


def _hashable(fault: FormFault) -> _Once:
    return _Once(fault)


def _finding(once: _Once, language: Language, labels: Mapping[Address, Label]) -> FormFinding:
    fault = once.fault
    words = {name: said(word, language) for name, word in fault.words.items()}
    entry = language.entries[fault.code]
    cell = fault.place.address
    label = str(labels.get(cell, "")) if cell is not None and fault.place.file == WORKBOOK else ""
    message = " ".join(language.message(fault.code, **words).split())
    return FormFinding(fault.code, entry.severity, message, entry.remedy, fault.place, label, words=words)


def _file_rank(file: str) -> int:
    return _FILES.index(file) if file in _FILES else len(_FILES)


def joined(findings: Sequence[FormFinding]) -> tuple[FormFinding, ...]:
    """Return findings; those of neighbours that say the same as one, at a range: cells of a row, then rows alike."""
    return tuple(_runs(list(_runs(findings, _next_in_row)), _next_below))


def _runs(findings: Sequence[FormFinding], follows: Callable[[_Area, _Area], bool]) -> Iterator[FormFinding]:
    open_: dict[tuple[str, str, str], FormFinding] = {}
    done: list[FormFinding] = []
    for each in findings:
        key, area = (each.place.file, each.code, each.message), _area(each)
        run = open_.get(key)
        if run is not None and area is not None and (last := _area(run)) is not None and follows(last, area):
            joined = replace(run, place=replace(run.place, until=area[1]))
            done[done.index(run)] = open_[key] = joined
        else:
            done.append(each)
            open_[key] = each
    yield from done


def _area(finding: FormFinding) -> _Area | None:
    first = finding.place.address
    return None if first is None else (first, finding.place.until or first)


def _next_in_row(one: _Area, other: _Area) -> bool:
    (first, last), (cell, until) = one, other
    return (last.sheet, last.column + 1) == (cell.sheet, cell.column) and first.row == last.row == cell.row == until.row


def _next_below(one: _Area, other: _Area) -> bool:
    (first, last), (cell, until) = one, other
    same = (first.sheet, first.column, last.column) == (cell.sheet, cell.column, until.column)
    return same and last.row + 1 == cell.row
