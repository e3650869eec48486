"""Faults become findings: in words, in the author's order, one for neighbours that say the same."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from xlsreport.forms.checking.collected import SETTINGS, TEMPLATE, WORKBOOK
from xlsreport.language import Language
from xlsreport.model.form_finding import FormFault, FormFinding, Phrase

_FILES = (SETTINGS, WORKBOOK, TEMPLATE)


def told(faults: Iterable[FormFault], language: Language, labels: Mapping[object, object]) -> tuple[FormFinding, ...]:
    """Return `faults` in words, in the order of their places; `labels` are those of cells."""
    findings = [_finding(each, language, labels) for each in dict.fromkeys(map(_hashable, faults))]
    ordered = sorted(findings, key=lambda each: (_file_rank(each.place.file), each.place.sorting, each.code))
    return tuple(_joined(ordered))


def said(value: object, language: Language) -> object:
    """Return a word of a sentence as it is said in `language`."""
    if isinstance(value, Phrase):
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


def _finding(once: _Once, language: Language, labels: Mapping[object, object]) -> FormFinding:
    fault = once.fault
    words = {name: said(word, language) for name, word in fault.words.items()}
    entry = language.entries[fault.code]
    label = str(labels.get(fault.place.address, "")) if fault.place.file == WORKBOOK else ""
    message = " ".join(language.message(fault.code, **words).split())
    return FormFinding(fault.code, entry.severity, message, entry.remedy, fault.place, label, words=words)


def _file_rank(file: str) -> int:
    return _FILES.index(file) if file in _FILES else len(_FILES)


def _joined(findings: Sequence[FormFinding]) -> Iterator[FormFinding]:
    """Yield findings; those of neighbours in a row or a column that say the same as one, at a range."""
    run: FormFinding | None = None
    for each in findings:
        if run is not None and _continues(run, each):
            run = replace(run, place=replace(run.place, until=each.place.address))
            continue
        if run is not None:
            yield run
        run = each
    if run is not None:
        yield run


def _continues(run: FormFinding, each: FormFinding) -> bool:
    first, last, cell = run.place.address, run.place.until or run.place.address, each.place.address
    if first is None or last is None or cell is None or (run.code, run.message) != (each.code, each.message):
        return False
    if run.place.file != each.place.file or first.sheet != cell.sheet:
        return False
    in_row = first.row == cell.row and last.column + 1 == cell.column
    in_column = first.column == last.column == cell.column and last.row + 1 == cell.row
    return in_row or in_column
