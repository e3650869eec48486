"""The rules of a form over the years of an archive: how often each would have fired, and on whom."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from xlsreport.archive.store import ARCHIVE
from xlsreport.checking import Case, RuleTrial, tried
from xlsreport.errors import WorkspaceError
from xlsreport.forms import find_form, load_form
from xlsreport.intake.workspace import SETTINGS, open_workspace
from xlsreport.language import Language, language_of
from xlsreport.model.address import Address
from xlsreport.model.form import Form, Rule
from xlsreport.model.period import told_period
from xlsreport.model.workbook import Value, Workbook
from xlsreport.pipeline.years.archived_year import ArchivedYear, archived_years_with_texts
from xlsreport.writing.files.json_document import json_document
from xlsreport.writing.wording.values import as_json

_NAMED = 6  # units that a line names; JSON has all


@dataclass(frozen=True, slots=True)
class Firing:
    """A unit of a year, the whole under no code, on which a rule would have fired."""

    period: int
    code: str
    name: str
    trial: RuleTrial


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """How a rule would have done: how often it could be judged, and every time that it fired."""

    rule: Rule
    judged: int
    firings: tuple[Firing, ...]


@dataclass(frozen=True, slots=True)
class Backtest:
    """The rules of `form` over the archived `periods`."""

    form: Form
    periods: tuple[int, ...]
    records: tuple[RuleRecord, ...]


def backtest(target: Path, workspace: Path) -> Backtest:
    """Return how the rules of a form would have done: those of the workspace `target`, or of the form that it names.

    A form is tried on the archive of `workspace`. Raises `WorkspaceError` where nothing is archived there.
    """
    if (target / SETTINGS).is_file():
        workspace = target
        form = load_form(find_form(open_workspace(target).form, target))
    else:
        form = load_form(find_form(str(target)))
    years = archived_years_with_texts(workspace, form)
    if not years:
        language = language_of(form)
        raise WorkspaceError(language.text("nothing_archived", folder=workspace / ARCHIVE))
    told = [(unit, trial) for unit in _units(years, form) for trial in unit.tried(form)]
    records = [_record(rule, [(unit, trial) for unit, trial in told if trial.rule == rule]) for rule in form.rules]
    return Backtest(form, tuple(year.period for year in years), tuple(records))


@dataclass(frozen=True, slots=True)
class _Unit:
    period: int
    code: str
    name: str
    values: Mapping[Address, Value]

    def tried(self, form: Form) -> Iterator[RuleTrial]:
        """Yield what the rules that judge such a unit say of it."""
        case = Case(form, language_of(form), Workbook({}), self.values, self.period)
        yield from tried(case, self.values, [rule for rule in form.rules if rule.scope.judges(whole=not self.code)])


def _units(years: Sequence[ArchivedYear], form: Form) -> Iterator[_Unit]:
    for before, year in zip((None, *years), years, strict=False):
        whole = [("", year.record.name, year.whole)] if year.whole is not None else []
        own = [(code, year.names[code][0], figures) for code, figures in year.units.items()]
        for code, name, figures in (*own, *whole):
            earlier = _earlier(before, year.period, code, name)
            carried = {cell: earlier[source] for cell, source in form.carried.items() if source in earlier}
            values = {cell: value for cell, value in figures.items() if cell in form.fields}
            yield _Unit(year.period, code, name, {**values, **carried})


def _earlier(before: ArchivedYear | None, period: int, code: str, name: str) -> Mapping[Address, Value]:
    """Return what a unit said the year before; nothing where that is not archived."""
    if before is None or before.period != period - 1:
        return {}
    if not code:
        return before.whole or {}
    return before.units.get(before.unit(code) or before.unit(name) or "", {})


def _record(rule: Rule, told: Sequence[tuple[_Unit, RuleTrial]]) -> RuleRecord:
    fired = [Firing(each.period, each.code, each.name, trial) for each, trial in told if trial.finding is not None]
    return RuleRecord(rule, sum(trial.judged for _, trial in told), tuple(fired))


def backtest_lines(done: Backtest, language: Language) -> Iterator[str]:
    """Yield a line a rule, and below those that fired one with whom they named."""
    text = language.text
    yield text("backtest_head", form=done.form.title, years=text("comma").join(map(str, done.periods)))
    for each in done.records:
        kind = text("severity_trial" if each.rule.trial else f"severity_{each.rule.severity}")
        words = {"rule": each.rule.id, "kind": kind, "judged": each.judged, "fired": len(each.firings)}
        yield text("backtest_rule", **words, text=each.rule.text)
        if each.firings:
            named = [text("backtest_unit", period=f.period, name=f.name or f.code) for f in each.firings[:_NAMED]]
            more = text("backtest_more", count=len(each.firings)) if len(each.firings) > _NAMED else ""
            yield f"  {text('comma').join(named)}{more}"


def backtest_json(done: Backtest) -> str:
    """Return the same as JSON, with everybody on whom a rule would have fired."""
    content = {
        "form": done.form.id,
        "periods": [told_period(each) for each in done.periods],
        "rules": [_rule_json(each) for each in done.records],
    }
    return json_document("backtest", content).decode()


def _rule_json(each: RuleRecord) -> Mapping[str, Any]:
    return {
        "rule": each.rule.id,
        "severity": str(each.rule.severity),
        "trial": each.rule.trial,
        "text": each.rule.text,
        "judged": each.judged,
        "fired": len(each.firings),
        "units": [_firing_json(firing) for firing in each.firings],
    }


def _firing_json(each: Firing) -> Mapping[str, Any]:
    found = each.trial.finding
    sides = (found.found, found.expected, found.difference) if found is not None else (None, None, None)
    left, right, difference = map(as_json, sides)
    who = {"period": told_period(each.period), "code": each.code, "name": each.name}
    return {**who, "left": left, "right": right, "difference": difference}
