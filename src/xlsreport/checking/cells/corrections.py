"""D: figures that the coordinator corrected by agreement with the department. What was sent is never edited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlsreport.checking.cells.values import Reading, read_cell
from xlsreport.checking.context import Case
from xlsreport.model.address import Address
from xlsreport.model.comparison import is_blank, same
from xlsreport.model.decisions import Correction
from xlsreport.model.finding import Finding
from xlsreport.model.form import Role
from xlsreport.model.workbook import Cell, Value

_CORRECTABLE = (Role.FIGURE, Role.DETAIL)


@dataclass(frozen=True, slots=True)
class AgreedCorrections:
    """The values that stand for the sender's own, and what is to be said about the corrections."""

    values: Mapping[Address, Value] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def over(self, reading: Reading) -> Reading:
        """Return what was read with the agreed values in it, and nothing more said about their cells."""
        return reading.without(self.values)


def agreed(case: Case, reading: Reading) -> AgreedCorrections:
    """Return the corrections of `case` that apply to what the sender's own cells say.

    A correction applies where its cell is an input, its new value is one that the cell accepts, and the sender's own
    figure is the one that it names; else a finding says why it does not.
    """
    values: dict[Address, Value] = {}
    findings: list[Finding] = []
    for each in case.corrections:
        found = _applied(case, each, reading)
        findings.append(found)
        if found.code == "D802":
            values[each.cell] = found.expected
    return AgreedCorrections(values, tuple(findings))


def _applied(case: Case, correction: Correction, reading: Reading) -> Finding:
    own = reading.values.get(correction.cell, case.book.at(correction.cell).value)
    refusal = next(_refusals(case, correction, own), None)
    if refusal is not None:
        return _said(case, "D803", correction, own, reason=refusal)
    after = read_cell(case, case.form.fields[correction.cell], Cell(correction.after)).value
    code = "D804" if _equal(own, after) else "D802"
    return _said(case, code, correction, own, expected=after)


def _refusals(case: Case, correction: Correction, own: Value) -> Iterator[str]:
    text, field_ = case.language.text, case.form.fields.get(correction.cell)
    if field_ is None or field_.role not in _CORRECTABLE:
        yield text("correction_no_input")
        return
    read = read_cell(case, field_, Cell(correction.after))
    if read.unsure or any(each.blocks for each in read.findings):
        yield text("correction_not_accepted", value=case.shown(correction.after))
    if _contradicted(correction, case.corrections):
        yield text("correction_twice")
    if not (is_blank(correction.before) or _equal(own, correction.before) or _equal(own, read.value)):
        yield text("correction_other_figure", own=case.shown(own), before=case.shown(correction.before))


def _contradicted(correction: Correction, others: Sequence[Correction]) -> bool:
    return any(each.cell == correction.cell and not _equal(each.after, correction.after) for each in others)


def _equal(one: Value, other: Value) -> bool:
    return same(one, other) or (is_blank(one) and is_blank(other)) or str(one) == str(other)


def _said(
    case: Case, code: str, correction: Correction, own: Value, *, expected: Value = None, reason: str = ""
) -> Finding:
    words = {
        "found": case.shown(own),
        "expected": case.shown(expected if reason == "" else correction.after),
        "who": correction.who,
        "when": correction.when or case.language.text("undated"),
        "at": correction.at,
        "reason": reason,
    }
    return case.finding(code, correction.cell, words, found=own, expected=expected)
