"""What the commands answer as JSON; the shapes are those of `docs/schemas/`."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from xlsreport.archive.verify import Verification
from xlsreport.language import Language, RuleText, reasons
from xlsreport.model.form import Form, Rule
from xlsreport.model.history import History, Series
from xlsreport.model.period import told_period
from xlsreport.model.workbook import UNKNOWN, Value
from xlsreport.pipeline.explained_levels import Level
from xlsreport.pipeline.explanation import Contribution, Explanation
from xlsreport.pipeline.workspace import PeriodWorkspace
from xlsreport.writing.files.json_document import json_document
from xlsreport.writing.wording.values import as_json

if TYPE_CHECKING:
    from xlsreport.writing.history import Note


def explanation_json(explanation: Explanation, workspace: PeriodWorkspace) -> str:
    """Return who contributed what to a figure."""
    content = {
        "form": workspace.form.id,
        "period": told_period(workspace.period),
        "cell": str(explanation.address),
        "label": explanation.label,
        "formula": explanation.formula,
        "joining": explanation.joining,
        "total": _known(explanation.total),
        "received": _known(explanation.received),
        "contributions": [_contribution(each) for each in explanation.contributions],
        **({"levels": [_level(each) for each in explanation.levels]} if explanation.levels else {}),
    }
    return json_document("explain", content).decode()


def _known(value: Value) -> Any:
    return None if value == UNKNOWN else as_json(value)


def _level(each: Level) -> Mapping[str, Any]:
    return {
        "code": each.code,
        "department": each.name,
        "parent": each.parent or None,
        "node": each.is_node,
        "figure": _known(each.figure),
    }


def _contribution(each: Contribution) -> Mapping[str, Any]:
    file = each.entry.file
    return {
        "code": each.entry.code,
        "department": each.entry.name,
        "figure": as_json(each.value),
        "standing": str(each.entry.standing),
        "counted": each.counted,
        "correction": each.correction,
        "file": file.name if file else None,
        "sha256": file.sha256 if file else None,
        "source": file.source if file else None,
        **({"units": inside} if (inside := _inside(each)) else {}),
    }


def _inside(each: Contribution) -> list[Mapping[str, Any]]:
    """Return who is in a consolidated workbook that stands for its units, as it lists them."""
    contents = each.entry.review.contents
    if contents is None or each.entry.aside:
        return []
    return [
        {"code": unit.code, "department": unit.name, "parent": unit.parent or None, "sha256": unit.sha256 or None}
        for unit in contents.listed
    ]


def history_json(history: History, notes: "Iterable[Note]", *, of_units: bool) -> str:
    """Return the figures over the years, those of departments where they were asked for."""
    content = {
        "form": history.form.id,
        "name": history.name,
        "periods": [told_period(each) for each in history.periods],
        "items": [
            {
                "cell": str(item),
                "name": history.names[item],
                "whole": _series(history.whole[item]),
                "summed": _series(history.summed[item]),
            }
            for item in history.items
        ],
        "departments": list(_units(history)) if of_units else [],
        "notes": [{"period": told_period(each.period), "whose": each.whose, "text": each.text} for each in notes],
    }
    return json_document("history", content).decode()


def _units(history: History) -> Iterator[Mapping[str, Any]]:
    for unit in history.units:
        figures = [{"cell": str(item), "figures": _series(unit.series[item])} for item in history.items]
        yield {"code": unit.code, "department": unit.name, "listed": unit.listed, "node": unit.node, "items": figures}


def _series(series: Series) -> list[int | Decimal | None]:
    return [as_json(each) for each in series]


def verification_json(bag: str, found: Verification) -> str:
    """Return whether a bag is intact, and each file of it that is not as it was archived."""
    content = {
        "bag": bag,
        "intact": not found.discrepancies,
        "files": found.files,
        "discrepancies": [
            {"path": each.path, "original": each.original or None, "trouble": str(each.trouble)}
            for each in found.discrepancies
        ],
    }
    return json_document("verify", content).decode()


def rules_json(form: Form, language: Language, entries: Iterable[RuleText], own: Iterable[Rule]) -> str:
    """Return entries of the rule book, and rules of the form's own."""
    why = reasons(language.name)
    content = {
        "form": form.id,
        "language": language.name,
        "rules": [
            {
                "code": each.code,
                "severity": str(each.severity),
                "title": each.title,
                "meaning": each.meaning,
                "cause": each.cause,
                "remedy": each.remedy,
                "why": why[each.code],
            }
            for each in entries
        ],
        "form_rules": [{"code": f"T-{each.id}", "severity": str(each.severity), "text": each.text} for each in own],
    }
    return json_document("rules", content).decode()
